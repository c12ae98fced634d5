import type { Crew } from "../../crew/crew.ts";
import type { Estimate } from "../../stats/estimate.ts";
import { scopesOf } from "../../stats/estimate.ts";
import { metrics } from "../../stats/metrics/index.ts";
import type { Study } from "../../study.ts";
import { type Figure, Readings } from "../readings.ts";
import { staffSettings, windowSettings } from "./day.ts";
import type { StaffingPlan } from "./staffing.ts";

/** What the whole day shows when it has the agents planned, interval by interval. */
export interface DayFigures {
  readonly replications: number;
  /** Of the whole day. */
  readonly study: Study;
  readonly intervals: readonly {
    /** Offered to a queue, redials included. */
    readonly calls: Estimate;
    /** In the order of the targets. */
    readonly targets: readonly Estimate[];
  }[];
}

/** Runs the day as often as the scenario says, with the scenario's own random numbers. */
export async function measureDay(
  plan: StaffingPlan,
  staffed: readonly (readonly number[])[],
  crew: Crew,
  signal: AbortSignal,
): Promise<DayFigures | null> {
  const { base, openDay, day, groups } = plan;
  const staff = groups.flatMap((group, g) => staffSettings(base, group, staffed[g]!, day));
  const study = openDay(staff);
  const wanted = [{ metric: "queue.offered", scope: "cluster" }, ...base.scenario.expect];
  const { replications } = study.scenario.run;
  const estimatesOf = async (measured: Study, figures: readonly Figure[]) => {
    const readings = new Readings(measured, figures);
    const samples = Array.from({ length: replications }, (_, i) => crew.replicate(measured, i));
    for (const sample of await Promise.all(samples)) readings.add(sample);
    return readings.estimates();
  };
  try {
    const figures = wanted.map(figureOf);
    const ofDay = hasScopes(plan, study, figures)
      ? await estimatesOf(
          study,
          day.intervals.flatMap(({ label }) =>
            figures.map(({ metric }) => ({ metric, scope: `interval:${label}` })),
          ),
        )
      : undefined;
    const intervals: DayFigures["intervals"][number][] = [];
    for (const k of day.intervals.keys()) {
      const [calls, ...targets] =
        ofDay?.slice(k * figures.length, (k + 1) * figures.length) ??
        (await estimatesOf(openDay([...staff, ...windowSettings(day, k, Infinity)]), figures));
      intervals.push({ calls: calls!, targets });
    }
    return { replications, study, intervals };
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

const figureOf = ({ metric, scope }: { metric: string; scope: string }): Figure => ({
  metric: metrics.find(({ id }) => id === metric)!,
  scope,
});

/**
 * Whether one run measures all intervals: where these are those of the demand, and figures exist by
 * interval. Else each interval is run as a window of its own.
 */
function hasScopes(
  { base, day }: StaffingPlan,
  { plan }: Study,
  figures: readonly Figure[],
): boolean {
  const { demand, run } = base.scenario;
  const endUs = run.warmUpUs + run.measureUs;
  const own = day.intervals.map(({ startUs }) => startUs).join();
  const isAlike = demand.every(
    ({ profile }) =>
      profile.labels.length > 0 &&
      profile.startUs.filter((atUs) => run.warmUpUs <= atUs && atUs < endUs).join() === own,
  );
  return (
    isAlike &&
    figures.every(({ metric, scope }) => {
      const scopes = scope === "cluster" ? scopesOf(metric, plan.layout) : [];
      return day.intervals.every(({ label }) => scopes.includes(`interval:${label}`));
    })
  );
}

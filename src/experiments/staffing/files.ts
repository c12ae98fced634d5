import { refuseNaN } from "../../report/summary.ts";
import type { Estimate } from "../../stats/estimate.ts";
import { formatDayAndTime } from "../../units.ts";
import { versionOf } from "../../version.ts";
import type { Evidence } from "../sizing/search.ts";
import { unitOf, valueAt } from "../sizing/size.ts";
import type { Staffing } from "./staffing.ts";
import { agentHours } from "./text.ts";

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

/**
 * staffing.json, schema 1: targets with their zones, by interval what is needed with its evidence,
 * shifts, and the day as staffed.
 */
export function staffingJson(staffing: Staffing): string {
  const { plan, needs, needed, staffed, figures, replications } = staffing;
  const { base, day, groups, options } = plan;
  const { name, hash, run } = base.scenario;
  const first = plan.searches.find((search) => search !== null)!;
  const byGroup = <T>(of: (g: number) => T) =>
    Object.fromEntries(groups.map((group, g) => [group.name, of(g)]));
  const json = {
    schema: 1,
    scenario: { name, hash },
    version: versionOf(),
    seed: run.seed,
    fidelity: run.fidelity,
    errorProbability: options.alpha,
    intervalSeconds: day.lengthUs / 1e6,
    historySeconds: finite(options.historyUs / 1e6),
    targets: first.targets.map(({ text, metric, scope }, t) => ({
      ...{ text, metric, scope },
      unit: unitOf(metric),
      delta: first.deltas[t],
    })),
    intervals: needs.map(({ interval, found }, k) => ({
      from: interval.label,
      callers: interval.callers,
      needed: byGroup((g) => needed[g]![k]),
      isProven: found === null || found.isProven,
      isOutOfReach: found?.isOutOfReach ?? false,
      evidence: found && evidenceOf(staffing, found.at),
      oneLess: byGroup((g) => found?.oneLess[g] && evidenceOf(staffing, found.oneLess[g])),
      ...(figures && {
        staffed: byGroup((g) => staffed[g]![k]),
        calls: valuesOf(figures.intervals[k]!.calls),
        day: figures.intervals[k]!.targets.map(valuesOf),
      }),
    })),
    neededAgentHours: byGroup((g) => agentHours(needed[g]!, day.lengthUs)),
    ...(figures && {
      staffedAgentHours: byGroup((g) => agentHours(staffed[g]!, day.lengthUs)),
      shifts: shiftsJson(staffing),
      replicationsOfDay: figures.replications,
      fidelityOfDay: figures.study.scenario.run.fidelity,
    }),
    replications,
  };
  return `${JSON.stringify(json, refuseNaN, 2)}\n`;
}

const evidenceOf = ({ plan }: Staffing, { replications, margins, halfWidths }: Evidence) => ({
  replications,
  targets: plan.base.scenario.expect.map((target, t) => ({
    estimate: finite(valueAt(target, margins[t]!.value)),
    bound: halfWidths[t],
  })),
});

const valuesOf = ({ estimate, low95, high95 }: Estimate) => ({ estimate, low95, high95 });

function shiftsJson({ plan: { day, groups }, shifts }: Staffing) {
  const clock = (interval: number) =>
    formatDayAndTime(day.startOfDayUs + (day.before + interval) * day.lengthUs);
  return shifts.flatMap((each, g) =>
    each.map(({ start, length, agents }) => ({
      group: groups[g]!.name,
      ...{ from: clock(start), to: clock(start + length), agents },
    })),
  );
}

/** staffing.csv: a row for each interval and group; figures of the day as staffed. */
export function staffingCsv({ plan, needs, needed, staffed, figures }: Staffing): string {
  const targets = plan.base.scenario.expect;
  const head = [
    ...["from", "callers", "calls", "group", "needed", "staffed"],
    ...targets.flatMap(({ metric, scope }) => {
      const name = scope === "cluster" ? metric : `${metric}[${scope}]`;
      return [name, `${name} low95`, `${name} high95`];
    }),
  ];
  const rows = needs.flatMap(({ interval }, k) =>
    plan.groups.map(({ name }, g) => {
      const day = figures?.intervals[k];
      return [
        ...[interval.label, interval.callers, day?.calls.estimate, name],
        ...[needed[g]![k], staffed[g]?.[k]],
        ...targets.flatMap((_, t) => {
          const { estimate, low95, high95 } = day?.targets[t] ?? {};
          return [estimate, low95, high95];
        }),
      ];
    }),
  );
  return [head, ...rows].map((cells) => `${cells.map(csvCell).join(",")}\n`).join("");
}

/** RFC 4180; empty where there is nothing. */
function csvCell(value: string | number | null | undefined): string {
  const text = String(value ?? "");
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import type { Archive } from "../../archive/archive.ts";
import type { Measured } from "../../stats/difference.ts";
import { scopesOf } from "../../stats/estimate.ts";
import { metrics } from "../../stats/metrics/index.ts";
import { studentT } from "../../stats/studentT.ts";
import type { Study } from "../../study.ts";

/** A figure of a side by name; of a side of which only a summary is left, what that says of it. */
export interface SideFigure {
  readonly id: string;
  readonly unit: string;
  readonly scope: string;
  /** Absent where the side can be replicated; null where its summary has no interval. */
  readonly measured?: Measured | null;
  /** One for each replication, where they have been kept: these can be paired. */
  readonly values?: readonly number[];
}

/** One of the two that are compared. */
export interface Side {
  /** As it was named on the command line. */
  readonly label: string;
  readonly title: string;
  readonly seed: string;
  readonly replications: number;
  readonly version: string;
  /** By `figureName`. */
  readonly figures: readonly SideFigure[];
  /** Absent where only a summary is left. */
  readonly study?: Study;
  /** Where its replications lie, if it is the directory of a study. */
  readonly archive?: Archive;
}

/** A scenario, or the directory of a study. */
export function sideOf(label: string, study: Study, version: string, archive?: Archive): Side {
  const { title, name, run } = study.scenario;
  const figures = metrics.flatMap((metric) =>
    scopesOf(metric, study.plan.layout).map((scope) => ({
      id: metric.id,
      unit: metric.unit,
      scope,
    })),
  );
  const { seed, replications } = run;
  const head = { label, title: title || name, seed, replications, version, figures, study };
  return archive === undefined ? head : { ...head, archive };
}

/** The part of summary.json that a comparison reads. */
export interface Summary {
  readonly schema: 1;
  readonly scenario: { readonly name: string; readonly title: string };
  readonly version: string;
  readonly seed: string;
  readonly replications: number;
  readonly metrics: readonly {
    readonly id: string;
    readonly unit: string;
    readonly scope: string;
    readonly estimate: number | null;
    readonly halfWidth95: number | null;
    readonly min: number | null;
    readonly max: number | null;
    readonly replications: number;
    readonly freedom?: number;
  }[];
}

/** What a run has left. */
export function sideOfSummary(label: string, summary: Summary): Side {
  const { scenario, seed, replications, version } = summary;
  const figures = summary.metrics.map(({ id, unit, scope, estimate, halfWidth95, ...rest }) => {
    const freedom = rest.freedom ?? rest.replications - 1;
    const isKnown = estimate !== null && halfWidth95 !== null && freedom > 0;
    if (!isKnown) return { id, unit, scope, measured: null };
    const error = halfWidth95 / studentT(0.975, freedom);
    const isCoarse = error === 0 && rest.min !== rest.max;
    return { id, unit, scope, measured: { estimate, error, freedom, isCoarse } };
  });
  const title = scenario.title || scenario.name;
  return { label, title, seed, replications, version, figures };
}

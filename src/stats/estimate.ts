import type { Layout } from "../measure/layout.ts";
import type { Sample } from "../measure/types.ts";
import type { Interval } from "./intervals.ts";
import type { Basis, BoundEstimator, Metric } from "./metrics/types.ts";
import { NO_REDUCTION, reducedInterval, wholePairs } from "./reduction.ts";

/** One metric in one scope: an entry of summary.json. */
export interface Estimate extends Interval {
  readonly id: string;
  readonly unit: string;
  readonly scope: string;
  readonly replications: number;
  readonly basis: Basis;
}

/**
 * Estimates every metric in every scope that has its recorders, metric by metric, scopes in the
 * order in which the layout met them.
 * @param samples one for each replication, in the order of their index; at least one
 * @param reduction how these hang together; absent: they are independent
 */
export function estimate(
  metrics: readonly Metric[],
  layout: Layout,
  samples: readonly Sample[],
  reduction = NO_REDUCTION,
): Estimate[] {
  return metrics.flatMap((metric) =>
    boundsOf(metric, layout).map(({ scope, bound }) =>
      estimateIn({ metric, scope, bound }, samples, reduction),
    ),
  );
}

/** The same of one metric in one scope. */
export function estimateIn(
  { metric: { id, unit }, scope, bound }: Place,
  samples: readonly Sample[],
  reduction = NO_REDUCTION,
): Estimate {
  const used = wholePairs(samples, reduction);
  const isPlain = !reduction.isPaired && reduction.controls.length === 0;
  const interval = isPlain ? bound.estimate(used) : reducedInterval(reduction, bound, used);
  const { estimate, halfWidth95, low95, high95, ...rest } = interval;
  const head = { id, unit, scope, estimate, halfWidth95, low95, high95 };
  return { ...head, replications: used.length, basis: bound.basis, ...rest };
}

interface Place {
  readonly metric: Metric;
  readonly scope: string;
  readonly bound: BoundEstimator;
}

/** The scopes in which a metric is estimated. */
export function scopesOf(metric: Metric, layout: Layout): string[] {
  return boundsOf(metric, layout).map(({ scope }) => scope);
}

/** A metric wherever it is estimated, scopes in the order in which the layout met them. */
export function boundsOf({ estimator }: Metric, layout: Layout) {
  const scopes = [...new Set(layout.entries.map(({ scope }) => scope))];
  return scopes.flatMap((scope) => {
    const bound = estimator(layout, scope);
    return bound === undefined ? [] : [{ scope, bound }];
  });
}

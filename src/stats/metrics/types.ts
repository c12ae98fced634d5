import type { Layout } from "../../measure/layout.ts";
import type { Sample } from "../../measure/types.ts";
import type { Interval } from "../intervals.ts";

/**
 * What a value follows: the calls that arrived in the measured window to their end, or whatever
 * happened within that window.
 */
export type Basis = "cohort" | "window";

/** Something read off each sample, once it is known where it is. */
export interface Bound<Value> {
  readonly basis: Basis;
  readonly read: (sample: Sample) => Value;
}

/** A recorder or a combination of recorders by name; undefined in scopes where one is missing. */
export type Source<Value = number> = (layout: Layout, scope: string) => Bound<Value> | undefined;

/**
 * How samples become an estimate: the mean over the replications, the ratio of two such means, or a
 * quantile of the values of all replications together.
 */
export type EstimatorKind = "mean" | "ratio" | "quantile";

/** An estimate with its interval from the samples of all replications. */
export interface BoundEstimator {
  readonly kind: EstimatorKind;
  readonly basis: Basis;
  readonly estimate: (samples: readonly Sample[]) => Interval;
  /**
   * One value for each replication, of which the estimate is the mean and whose spread is its error
   * (see `pseudoValues.ts`). Not finite where a replication has no value.
   */
  readonly pseudoValues: (samples: readonly Sample[]) => number[];
}

/** How a metric is estimated in a scope; undefined where it does not exist. */
export type Estimator = (layout: Layout, scope: string) => BoundEstimator | undefined;

/** One metric: all that is needed to estimate it in every scope and to explain it. */
export interface Metric {
  readonly id: string;
  readonly unit: string;
  /** What it says, in words a planner would accept: part of reports. */
  readonly meaning: string;
  readonly estimator: Estimator;
  /** Its estimator reads the minutes of samples, of which a long run has many. */
  readonly readsMinutes?: true;
}

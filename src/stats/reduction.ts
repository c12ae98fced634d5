/** Estimates over replications that hang together, or of which something is known beforehand. */
import { mean, sampleVariance } from "simple-statistics";
import type { Sample } from "../measure/types.ts";
import { type Controls, controlLeast, controlled } from "./controlVariate.ts";
import type { Measured } from "./difference.ts";
import type { Interval } from "./intervals.ts";
import type { BoundEstimator } from "./metrics/types.ts";
import { studentT } from "./studentT.ts";

/** How the variance of estimates is reduced. */
export interface Reduction {
  /** Replications 2k and 2k + 1 are an antithetic pair: only pairs are independent. */
  readonly isPaired: boolean;
  readonly controls: readonly Control[];
}

/** Something counted in each replication whose true mean is known. */
export interface Control {
  readonly name: string;
  readonly count: (sample: Sample) => number;
  readonly expected: number;
}

export const NO_REDUCTION: Reduction = { isPaired: false, controls: [] };

/** An estimate and its error; what both gain by the reduction. */
export interface Reduced extends Measured {
  /**
   * The variance that as many independent replications would have, by their spread, over what it
   * is: so many times as many of them would be needed. Null where the error is 0.
   */
  readonly gain: number | null;
}

/** Means of consecutive twos; a last value without a partner is left out. */
export const inPairs = (values: readonly number[]): number[] =>
  Array.from({ length: values.length >> 1 }, (_, k) => (values[2 * k]! + values[2 * k + 1]!) / 2);

/** Of an odd number of antithetic replications the last has no partner. */
export const wholePairs = (samples: readonly Sample[], { isPaired }: Reduction) =>
  isPaired ? samples.slice(0, 2 * (samples.length >> 1)) : samples;

/**
 * An estimate with its standard error from pseudo-values: over pairs where there are such, after
 * regression on the controls where there are some. Undefined where the samples do not tell.
 */
export function measuredWith(
  reduction: Reduction,
  bound: BoundEstimator,
  samples: readonly Sample[],
): Reduced | undefined {
  const values = bound.pseudoValues(samples);
  const { estimate } = bound.estimate(samples);
  const { isPaired, controls } = reduction;
  const units = isPaired ? inPairs(values) : values;
  if (estimate === null || units.length < 2 || !values.every(Number.isFinite)) return undefined;
  const plain = sampleVariance([...values]) / values.length;
  const found = (value: number, error: number, freedom: number): Reduced => {
    const gain = error === 0 ? null : plain / (error * error);
    return { estimate: value, error, freedom, gain };
  };
  const error = Math.sqrt(sampleVariance([...units]) / units.length);
  if (controls.length === 0 || units.length < controlLeast(controls.length))
    return found(estimate, error, units.length - 1);
  const corrected = controlled(units, countsOf(reduction, samples));
  // The pseudo-values of a quantile have nearly, not quite, the quantile as their mean.
  const shift = corrected.estimate - mean([...units]);
  return found(estimate + shift, corrected.error, corrected.freedom);
}

/** What the controls counted, over pairs where there are such. */
export const countsOf = (
  { isPaired, controls }: Reduction,
  samples: readonly Sample[],
): readonly Controls[] =>
  controls.map(({ count, expected }) => {
    const counts = samples.map(count);
    return { counts: isPaired ? inPairs(counts) : counts, expected };
  });

/** The same as a 95 % interval; least and greatest are those of single replications. */
export function reducedInterval(
  reduction: Reduction,
  bound: BoundEstimator,
  samples: readonly Sample[],
): Interval {
  const interval = bound.estimate(samples);
  const found = measuredWith(reduction, bound, samples);
  if (found === undefined) {
    const reason = interval.reason ?? "too few pairs of replications have values";
    return { ...interval, halfWidth95: null, low95: null, high95: null, reason };
  }
  const { estimate, error, freedom, gain } = found;
  const halfWidth95 = studentT(0.975, freedom) * error;
  const [low95, high95] = [estimate - halfWidth95, estimate + halfWidth95];
  return { ...interval, estimate, halfWidth95, low95, high95, freedom, gain };
}

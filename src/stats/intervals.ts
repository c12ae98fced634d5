/**
 * Point estimates with 95 % intervals over independent replications. All use Student's t with
 * one degree of freedom less than there are replications.
 */
import { max, mean, min, sampleVariance } from "simple-statistics";
import { type QuantilePlace, quantileCell } from "../measure/histogram.ts";
import type { Sparse } from "../measure/types.ts";
import { leavingEachOut, pooled } from "./pooling.ts";
import { studentT } from "./studentT.ts";

/** An estimate and what is known of its error; `null` where it is undefined, with the reason. */
export interface Interval {
  readonly estimate: number | null;
  readonly halfWidth95: number | null;
  readonly low95: number | null;
  readonly high95: number | null;
  /** Smallest and greatest value of a single replication. */
  readonly min: number | null;
  readonly max: number | null;
  /** Of a ratio: the means over the replications. */
  readonly numerator?: number;
  readonly denominator?: number;
  readonly reason?: string;
  /** Degrees of freedom of the error, where they are not one less than there are replications. */
  readonly freedom?: number;
  /** What variance reduction gained (`reduction.ts`); null where there is no error. */
  readonly gain?: number | null;
}

/** The mean of one value per replication. */
export function meanInterval(values: number[]): Interval {
  return intervalOf(mean(values), errorOfMean(values), values, values.length);
}

/**
 * The ratio of the means of two values per replication, Σy / Σx, which is not the mean of the
 * ratios. Standard error by the delta method: that of the mean residual y − ratio · x, over the
 * mean of x (Cochran 1977, section 2.11).
 */
export function ratioInterval(numerators: number[], denominators: number[]): Interval {
  const numerator = mean(numerators);
  const denominator = mean(denominators);
  const parts = { numerator, denominator };
  if (denominator === 0) return { ...undefinedBecause("the denominator is zero"), ...parts };
  const ratio = numerator / denominator;
  const residuals = numerators.map((y, i) => y - ratio * denominators[i]);
  const singles = numerators.map((y, i) => y / denominators[i]).filter(Number.isFinite);
  const error = errorOfMean(residuals) / Math.abs(denominator);
  return { ...intervalOf(ratio, error, singles, numerators.length), ...parts };
}

/**
 * A quantile of the values of all replications together. Standard error by the jackknife over
 * replications (Efron and Tibshirani 1993, chapter 11). O(occupied cells of all replications).
 * @param valueAt what a place in a histogram stands for
 */
export function quantileInterval(
  histograms: readonly Sparse[],
  probability: number,
  valueAt: (place: QuantilePlace) => number,
): Interval {
  const at = (place: QuantilePlace | undefined) =>
    place === undefined ? Number.NaN : valueAt(place);
  const pool = pooled(histograms);
  const estimate = at(quantileCell(pool, probability));
  if (Number.isNaN(estimate)) return undefinedBecause("nothing was recorded");
  const singles = histograms
    .map((histogram) => at(quantileCell(histogram, probability)))
    .filter(Number.isFinite);
  const error = jackknifeError(leavingEachOut(pool, histograms, probability).map(at));
  return intervalOf(estimate, error, singles, histograms.length);
}

/** No estimate, and why. */
export function undefinedBecause(reason: string): Interval {
  return { estimate: null, ...withoutLimits, min: null, max: null, reason };
}

const withoutLimits = { halfWidth95: null, low95: null, high95: null };

/**
 * @param error standard error of the estimate; NaN when the replications do not tell
 * @param singles the values of the replications that have one
 */
function intervalOf(
  estimate: number,
  error: number,
  singles: number[],
  replications: number,
): Interval {
  const range = { min: min(singles), max: max(singles) };
  if (Number.isNaN(error)) {
    const reason =
      replications === 1 ? "one replication gives no interval" : "only one replication has values";
    return { estimate, ...withoutLimits, ...range, reason };
  }
  const halfWidth95 = studentT(0.975, replications - 1) * error;
  const [low95, high95] = [estimate - halfWidth95, estimate + halfWidth95];
  return { estimate, halfWidth95, low95, high95, ...range };
}

function errorOfMean(values: number[]): number {
  if (values.length < 2) return Number.NaN;
  return Math.sqrt(sampleVariance(values) / values.length);
}

/** Standard error from the estimates that leave out one replication each. */
export function jackknifeError(leftOut: number[]): number {
  return (leftOut.length - 1) * errorOfMean(leftOut);
}

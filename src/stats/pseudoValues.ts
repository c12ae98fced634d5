/**
 * What each replication says of an estimate: one value each, of which the estimate is the mean (of
 * a quantile: nearly) and whose spread over the replications is its error. With them all estimates
 * are handled as means: differences between variants that share random numbers, pairs, regression
 * on what is known (Efron and Tibshirani 1993, chapter 11).
 */
import { mean } from "simple-statistics";
import type { QuantilePlace } from "../measure/histogram.ts";
import type { Sparse } from "../measure/types.ts";
import { quantileInterval } from "./intervals.ts";
import { leavingEachOut, pooled } from "./pooling.ts";

/**
 * Of a ratio of means: the ratio plus the replication's residual over the mean denominator (the
 * delta method: Cochran 1977, section 2.11). NaN where the mean denominator is 0.
 */
export function ofRatio(numerators: number[], denominators: number[]): number[] {
  const below = mean(denominators);
  const ratio = mean(numerators) / below;
  return numerators.map((y, i) => ratio + (y - ratio * denominators[i]) / below);
}

/**
 * Of a quantile of all values together: the jackknife's n θ − (n − 1) θ without the replication.
 * NaN where nothing was recorded.
 * @param valueAt what a place in a histogram stands for
 */
export function ofQuantile(
  histograms: readonly Sparse[],
  probability: number,
  valueAt: (place: QuantilePlace) => number,
): number[] {
  const whole = quantileInterval(histograms, probability, valueAt).estimate ?? Number.NaN;
  const count = histograms.length;
  if (Number.isNaN(whole)) return histograms.map(() => Number.NaN);
  return leavingEachOut(pooled(histograms), histograms, probability).map((place) => {
    const without = place === undefined ? Number.NaN : valueAt(place);
    return count * whole - (count - 1) * without;
  });
}

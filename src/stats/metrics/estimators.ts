/** How metrics are estimated: the few ways in which samples become an estimate with an interval. */
import { levelAt, NOTHING, type QuantilePlace, valueAt } from "../../measure/histogram.ts";
import type { Sparse } from "../../measure/types.ts";
import { type Interval, meanInterval, quantileInterval, ratioInterval } from "../intervals.ts";
import { ofQuantile, ofRatio } from "../pseudoValues.ts";
import { recorder } from "./sources.ts";
import type { Estimator, Source } from "./types.ts";

/**
 * The mean over the replications: of counts, rates, levels and maxima.
 * @param interval what becomes of the values of the replications
 */
export function meanOf(
  source: Source,
  interval: (values: number[]) => Interval = meanInterval,
): Estimator {
  return (layout, scope) => {
    const bound = source(layout, scope);
    if (!bound) return undefined;
    return {
      kind: "mean",
      basis: bound.basis,
      estimate: (samples) => interval(samples.map(bound.read)),
      pseudoValues: (samples) => samples.map(bound.read),
    };
  };
}

/** The ratio of two means over the replications; its basis is that of the numerator. */
export function ratioOfMeans(numerator: Source, denominator: Source): Estimator {
  return (layout, scope) => {
    const above = numerator(layout, scope);
    const below = denominator(layout, scope);
    if (!above || !below) return undefined;
    return {
      kind: "ratio",
      basis: above.basis,
      estimate: (samples) => ratioInterval(samples.map(above.read), samples.map(below.read)),
      pseudoValues: (samples) => ofRatio(samples.map(above.read), samples.map(below.read)),
    };
  };
}

/** A quantile of the durations of a tally, in seconds, pooled over the replications. */
export function tallyQuantile(id: string, probability: number): Estimator {
  const histogram = recorder("tally", id, (sample, index) => sample.tallyHistogram[index]);
  return quantile(histogram, probability, (place) => valueAt(place) * 1e-6);
}

/** A quantile of the one-second values of a window times `factor`, pooled over the replications. */
export function windowQuantile(id: string, probability: number, factor = 1): Estimator {
  const histogram = recorder("window", id, (sample, index) => sample.windowHistogram[index]);
  return quantile(histogram, probability, (place) => valueAt(place) * factor);
}

/**
 * The least value that a level does not exceed in this share of the pooled time. A level that
 * keeps no histogram has none.
 */
export function levelQuantile(id: string, probability: number): Estimator {
  const histogram = recorder(
    "level",
    id,
    (sample, index) => sample.levelHistogram[index] ?? NOTHING,
  );
  return quantile(histogram, probability, levelAt);
}

function quantile(
  source: Source<Sparse>,
  probability: number,
  read: (place: QuantilePlace) => number,
): Estimator {
  return (layout, scope) => {
    const bound = source(layout, scope);
    if (!bound) return undefined;
    return {
      kind: "quantile",
      basis: bound.basis,
      estimate: (samples) => quantileInterval(samples.map(bound.read), probability, read),
      pseudoValues: (samples) => ofQuantile(samples.map(bound.read), probability, read),
    };
  };
}

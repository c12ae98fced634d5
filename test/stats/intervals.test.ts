import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { cellOf, quantileOf } from "../../src/measure/histogram.ts";
import type { Sparse } from "../../src/measure/types.ts";
import {
  type Interval,
  meanInterval,
  quantileInterval,
  ratioInterval,
} from "../../src/stats/intervals.ts";

/** t(0.975, 2), as printed in tables with more digits. */
const T_TWO = 4.302652729749462;

const histogramOf = (...values: number[]): Sparse => ({
  keys: Int32Array.from(values),
  weights: new Float64Array(values.length).fill(1),
});

describe("the mean of replications", () => {
  test("has a Student interval", () => {
    const { estimate, halfWidth95, low95, high95, min, max } = meanInterval([1, 2, 6]);
    expect(estimate).toBe(3);
    expect(halfWidth95).toBeCloseTo(T_TWO * Math.sqrt(7 / 3), 12);
    expect(low95).toBe(3 - halfWidth95!);
    expect(high95).toBe(3 + halfWidth95!);
    expect([min, max]).toEqual([1, 6]);
  });

  test("of one replication has no interval, and says so", () => {
    expect(meanInterval([5])).toEqual({
      estimate: 5,
      halfWidth95: null,
      low95: null,
      high95: null,
      min: 5,
      max: 5,
      reason: "one replication gives no interval",
    });
  });
});

describe("a ratio of means", () => {
  test("is not the mean of the ratios", () => {
    const ratio = ratioInterval([1, 30], [2, 100]);
    expect(ratio.estimate).toBe(31 / 102);
    expect([ratio.numerator, ratio.denominator]).toEqual([15.5, 51]);
    expect([ratio.min, ratio.max]).toEqual([0.3, 0.5]);
  });

  test("has the interval of the delta method", () => {
    const { estimate, halfWidth95 } = ratioInterval([2, 4, 9], [1, 2, 3]);
    expect(estimate).toBe(2.5);
    expect(halfWidth95).toBeCloseTo((T_TWO * Math.sqrt(1.75 / 3)) / 2, 12);
  });

  test("is undefined over nothing, and a replication without a denominator still counts", () => {
    expect(ratioInterval([0, 0], [0, 0])).toMatchObject({
      estimate: null,
      halfWidth95: null,
      denominator: 0,
      reason: "the denominator is zero",
    });
    expect(ratioInterval([0, 3], [0, 4])).toMatchObject({ estimate: 0.75, min: 0.75, max: 0.75 });
  });
});

describe("a pooled quantile", () => {
  const median = (histogram: Sparse) => quantileOf(histogram, 0.5);

  test("weighs replications by what they hold", () => {
    const pool = [histogramOf(1), histogramOf(5, 6, 7, 8)];
    expect(quantileInterval(pool, median)).toMatchObject({ estimate: 6, min: 1, max: 6 });
  });

  test("has the jackknife's interval: for a mean it is the Student interval", () => {
    const mean = ({ keys, weights }: Sparse) => {
      const sum = keys.reduce((total, key, i) => total + key * weights[i], 0);
      return sum / weights.reduce((total, weight) => total + weight, 0);
    };
    const jackknifed = quantileInterval(
      [1, 2, 6].map((value) => histogramOf(value)),
      mean,
    );
    expect(jackknifed.halfWidth95).toBeCloseTo(meanInterval([1, 2, 6]).halfWidth95!, 12);
  });

  test("of three replications has the half width computed by hand", () => {
    const pool = [histogramOf(10), histogramOf(20), histogramOf(40)];
    // Without each in turn the median (type 1) is 20, 10, 10: variance 100/3, times 2²/3.
    expect(quantileInterval(pool, median).halfWidth95).toBeCloseTo(T_TWO * (20 / 3), 12);
  });

  test("is undefined of nothing, and has no interval when one replication holds all", () => {
    expect(quantileInterval([histogramOf(), histogramOf()], median)).toMatchObject({
      estimate: null,
      reason: "nothing was recorded",
    });
    expect(quantileInterval([histogramOf(3), histogramOf()], median)).toMatchObject({
      estimate: 3,
      halfWidth95: null,
      reason: "only one replication has values",
    });
  });
});

/**
 * How often 95 % intervals hold the truth, in standard errors of that share from 0.95.
 * A correct interval stays within ±4.5 but for seven seeds in a million.
 */
function coverageError(trials: number, truth: number, intervalOf: (trial: number) => Interval) {
  let held = 0;
  for (let trial = 0; trial < trials; trial++) {
    const { low95, high95 } = intervalOf(trial);
    if (low95! <= truth && truth <= high95!) held++;
  }
  return (held / trials - 0.95) / Math.sqrt((0.95 * 0.05) / trials);
}

describe("intervals hold the truth in 95 % of trials", () => {
  const streamOf = (trial: number) => seedrandom.alea(`coverage/${trial}`);
  const exponential = (uniform: () => number) => -Math.log(1 - uniform());
  const normal = (uniform: () => number) =>
    Math.sqrt(2 * exponential(uniform)) * Math.cos(2 * Math.PI * uniform());
  const times = <T>(length: number, of: () => T) => Array.from({ length }, of);

  test("for a mean of five normal values", () => {
    const error = coverageError(2_000, 3, (trial) => {
      const uniform = streamOf(trial);
      return meanInterval(times(5, () => 3 + normal(uniform)));
    });
    expect(Math.abs(error)).toBeLessThan(4.5);
  });

  test("for a ratio whose numerator follows its denominator", () => {
    const error = coverageError(1_000, 0.25, (trial) => {
      const uniform = streamOf(trial);
      const offered = times(20, () => 100 + 10 * normal(uniform));
      return ratioInterval(
        offered.map((calls) => 0.25 * calls + 3 * normal(uniform)),
        offered,
      );
    });
    expect(Math.abs(error)).toBeLessThan(4.5);
  });

  test("for the 0.9 quantile of exponential waits", () => {
    const meanUs = 30e6;
    const error = coverageError(400, meanUs * Math.log(10), (trial) => {
      const uniform = streamOf(trial);
      const waits = () => times(300, () => cellOf(Math.round(meanUs * exponential(uniform))));
      const replications = times(20, () => histogramOf(...waits().sort((a, b) => a - b)));
      return quantileInterval(replications, (histogram) => quantileOf(histogram, 0.9));
    });
    expect(Math.abs(error)).toBeLessThan(4.5);
  });
});

import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { cellOf, valueAt } from "../../src/measure/histogram.ts";
import {
  type Interval,
  meanInterval,
  quantileInterval,
  ratioInterval,
} from "../../src/stats/intervals.ts";
import { histogramOf } from "./histogramOf.ts";

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
      return quantileInterval(replications, 0.9, valueAt);
    });
    expect(Math.abs(error)).toBeLessThan(4.5);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quantileCell, valueAt } from "../../src/measure/histogram.ts";
import type { Sparse } from "../../src/measure/types.ts";
import {
  jackknifeError,
  meanInterval,
  quantileInterval,
  ratioInterval,
} from "../../src/stats/intervals.ts";
import { leavingEachOut, pooled } from "../../src/stats/pooling.ts";
import { histogramOf } from "./histogramOf.ts";

/** t(0.975, 2), as printed in tables with more digits. */
const T_TWO = 4.302652729749462;

describe("the mean of replications", () => {
  test("has a Student interval", () => {
    const { estimate, halfWidth95, low95, high95, min, max } = meanInterval([1, 2, 6]);
    expect(estimate).toBe(3);
    expect(halfWidth95).toBeCloseTo(T_TWO * Math.sqrt(7 / 3), 12);
    expect(low95).toBe(3 - halfWidth95!);
    expect(high95).toBe(3 + halfWidth95!);
    expect([min, max]).toEqual([1, 6]);
  });

  test("of two replications has one", () => {
    expect(meanInterval([1, 3]).halfWidth95).toBeCloseTo(12.706204736174694, 9);
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
    expect(ratioInterval([1, 3], [0, 4])).toMatchObject({ estimate: 1, min: 0.75, max: 0.75 });
  });
});

test("the pool holds the values of all replications, each cell once", () => {
  const { keys, weights } = pooled([histogramOf(2, 9), histogramOf(), histogramOf(9, 300)]);
  expect([...keys]).toEqual([2, 9, 300]);
  expect([...weights]).toEqual([1, 2, 1]);
});

describe("a pooled quantile", () => {
  const median = (...histograms: Sparse[]) => quantileInterval(histograms, 0.5, valueAt);

  test("weighs replications by what they hold", () => {
    expect(median(histogramOf(1), histogramOf(5, 6, 7, 8))).toMatchObject({
      estimate: 6,
      min: 1,
      max: 6,
    });
  });

  test("has the jackknife's error: for a mean it is the usual one", () => {
    const leftOutMeans = [(2 + 6) / 2, (1 + 6) / 2, (1 + 2) / 2];
    const { halfWidth95 } = meanInterval([1, 2, 6]);
    expect(T_TWO * jackknifeError(leftOutMeans)).toBeCloseTo(halfWidth95!, 12);
  });

  test("is found without each replication just where the others together have it", () => {
    const replications = fc.array(fc.array(fc.nat(20), { maxLength: 12 }), {
      minLength: 1,
      maxLength: 8,
    });
    const probability = fc.oneof(
      fc.constantFrom(0, 0.5, 1),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(replications, probability, (values, p) => {
        const histograms = values.map((each) => histogramOf(...each.sort((a, b) => a - b)));
        const others = histograms.map((_, left) =>
          quantileCell(pooled(histograms.filter((_, index) => index !== left)), p),
        );
        expect(leavingEachOut(pooled(histograms), histograms, p)).toEqual(others);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("of three replications has the half width computed by hand", () => {
    const { halfWidth95 } = median(histogramOf(10), histogramOf(20), histogramOf(40));
    // Without each in turn the median (type 1) is 20, 10, 10: variance 100/3, times 2²/3.
    expect(halfWidth95).toBeCloseTo(T_TWO * (20 / 3), 12);
  });

  test("is undefined of nothing, and has no interval when one replication holds all", () => {
    expect(median(histogramOf(), histogramOf())).toMatchObject({
      estimate: null,
      reason: "nothing was recorded",
    });
    expect(median(histogramOf(3), histogramOf())).toMatchObject({
      estimate: 3,
      halfWidth95: null,
      reason: "only one replication has values",
    });
  });
});

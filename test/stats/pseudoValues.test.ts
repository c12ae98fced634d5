import { mean } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { valueAt } from "../../src/measure/histogram.ts";
import { meanInterval, quantileInterval, ratioInterval } from "../../src/stats/intervals.ts";
import { ofQuantile, ofRatio } from "../../src/stats/pseudoValues.ts";
import { alphaAt, mostlyFirst, replicationsAt } from "../../src/stats/spending.ts";
import { histogramOf } from "./histogramOf.ts";

describe("pseudo-values have the mean and the error of the estimate", () => {
  test("of a ratio", () => {
    const [above, below] = [
      [3, 5, 2, 8],
      [10, 14, 9, 20],
    ];
    const direct = ratioInterval(above!, below!);
    const viaMean = meanInterval(ofRatio(above!, below!));
    expect(viaMean.estimate).toBeCloseTo(direct.estimate!, 14);
    expect(viaMean.halfWidth95).toBeCloseTo(direct.halfWidth95!, 14);
    expect(ofRatio([1, 2], [0, 0]).every(Number.isNaN)).toBe(true);
  });

  test("of a quantile", () => {
    const values = (i: number) =>
      Array.from({ length: 40 }, (_, k) => (k * (7 + i) + i * i) % 300).sort((a, b) => a - b);
    const histograms = [0, 1, 2, 3, 4].map((i) => histogramOf(...values(i)));
    const direct = quantileInterval(histograms, 0.9, valueAt);
    const pseudo = ofQuantile(histograms, 0.9, valueAt);
    expect(meanInterval(pseudo).halfWidth95).toBeCloseTo(direct.halfWidth95!, 10);
    expect(Math.abs(mean(pseudo) - direct.estimate!)).toBeLessThan(direct.halfWidth95!);
    expect(ofQuantile([histogramOf(), histogramOf()], 0.5, valueAt).every(Number.isNaN)).toBe(true);
  });
});

test("what all looks spend sums to the error probability, and looks reach far", () => {
  const spent = Array.from({ length: 2000 }, (_, i) => alphaAt(0.05, i + 1));
  expect(spent.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0.05 * (1 - 1 / 2001), 12);
  expect([1, 2, 3, 4].map((look) => replicationsAt(10, look))).toEqual([10, 15, 23, 35]);
});

test("an error probability that is mostly spent at the first look is spent once as well", () => {
  expect([1, 2].map((look) => mostlyFirst(0.05, look))).toEqual([
    expect.closeTo(0.04, 12),
    expect.closeTo(0.008, 12),
  ]);
  const spent = Array.from({ length: 40 }, (_, i) => mostlyFirst(0.05, i + 1));
  expect(spent.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0.05, 12);
});

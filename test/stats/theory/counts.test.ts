import { expect, test } from "vitest";
import {
  countQuantile,
  expectation,
  meanOf,
  normalised,
  poisson,
  shareOf,
  sumLaw,
  trimmed,
  varianceOf,
} from "../../../src/stats/theory/counts.ts";

/** P(N = 3) = 0.2, P(N = 4) = 0.5, P(N = 5) = 0.3. */
const law = { from: 3, shares: Float64Array.of(0.2, 0.5, 0.3) };

test("a Poisson law has its terms, and below a limit the same ones scaled", () => {
  const two = poisson(2);
  const terms = [1, 2, 2, 4 / 3, 2 / 3];
  terms.forEach((term, n) => {
    expect(shareOf(two, n)).toBeCloseTo(term * Math.exp(-2), 14);
  });
  const limited = poisson(2, 1);
  expect([0, 1, 2].map((n) => shareOf(limited, n))).toEqual([1 / 3, 2 / 3, 0]);
  expect([meanOf(two), varianceOf(two)]).toEqual([2, 2].map((value) => expect.closeTo(value, 12)));
  expect(() => poisson(-1)).toThrow("mean");
});

test("shares, sums and quantiles of a law that does not begin at 0", () => {
  expect([2, 3, 4, 5, 6].map((n) => shareOf(law, n))).toEqual([0, 0.2, 0.5, 0.3, 0]);
  expect(expectation(law, (n) => 10 * n)).toBeCloseTo(41, 12);
  expect(meanOf(law)).toBeCloseTo(4.1, 12);
  expect(varianceOf(law)).toBeCloseTo(0.49, 12);
  const quantiles = [0, 0.2, 0.21, 0.7, 0.71, 1].map((p) => countQuantile(law, p));
  expect(quantiles).toEqual([3, 3, 4, 4, 5, 5]);
  // Shares whose rounding leaves less than is asked for.
  expect(countQuantile({ from: 3, shares: Float64Array.of(0.5, 0.4) }, 0.95)).toBe(4);
});

test("weights become shares, and negligible ends are cut off", () => {
  const scaled = normalised(7, Float64Array.of(1, 2, 5));
  expect(scaled).toEqual({ from: 7, shares: Float64Array.of(0.125, 0.25, 0.625) });
  const cut = trimmed({ from: 10, shares: Float64Array.of(1e-9, 0, 2, 20, 4, 2, 1e-9) }, 0.1);
  expect(cut).toEqual({ from: 12, shares: Float64Array.of(2, 20, 4, 2) });
  const tenth = trimmed({ from: 0, shares: Float64Array.of(1.9, 20, 1.9) }, 0.1);
  expect(tenth).toEqual({ from: 1, shares: Float64Array.of(20) });
});

test("the sum of two counts is their convolution", () => {
  const sum = sumLaw(law, { from: 1, shares: Float64Array.of(0.5, 0.5) });
  expect(sum.from).toBe(4);
  expect([...sum.shares]).toEqual([0.1, 0.35, 0.4, 0.15].map((share) => expect.closeTo(share, 14)));
  const [one, other] = [poisson(3), poisson(4)];
  for (const n of [0, 5, 7, 20])
    expect(shareOf(sumLaw(one, other), n)).toBeCloseTo(shareOf(poisson(7), n), 14);
});

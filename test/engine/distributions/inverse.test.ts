import { describe, expect, test } from "vitest";
import { read } from "./read.ts";

/** Distribution functions in closed form, none of them used by the engine. */

function normal(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

const erlangOf3 = (x: number) => 1 - Math.exp(-x) * (1 + x + (x * x) / 2);

/** Shape 5/2, by two steps of the recurrence from shape 1/2, where the law is a squared normal. */
const gammaOf5Halves = (x: number) =>
  2 * normal(Math.sqrt(2 * x)) -
  1 -
  ((2 * Math.sqrt(x) + (4 * x * Math.sqrt(x)) / 3) * Math.exp(-x)) / Math.sqrt(Math.PI);

/** Balanced means at cv 2: the rarer branch has probability (1 − √(3/5))/2. */
function hyperexponentialOf2(x: number): number {
  const share = (1 - Math.sqrt(3 / 5)) / 2;
  return 1 - share * Math.exp(-2 * share * x) - (1 - share) * Math.exp(-2 * (1 - share) * x);
}

function triangular(x: number): number {
  return x < 10 ? (x - 5) ** 2 / (25 * 5) : 1 - (30 - x) ** 2 / (25 * 20);
}

/** 1 / Γ(1 + 1/0.7) to 14 digits: the scale of a Weibull law of shape 0.7 and mean 1. */
const WEIBULL_SCALE = 0.78999954987824;

const pairs: readonly (readonly [string, (x: number) => number])[] = [
  ["exponential(mean 180s)", (x) => 1 - Math.exp(-x / 180)],
  ["erlang(mean 180s, shape 3)", (x) => erlangOf3(x / 60)],
  ["gamma(mean 5s, cv 0.6324555320336759)", (x) => gammaOf5Halves(x / 2)],
  [
    "lognormal(mean 180s, cv 2)",
    (x) => normal((Math.log(x / 180) + Math.log(5) / 2) / Math.sqrt(Math.log(5))),
  ],
  ["weibull(mean 120s, shape 0.7)", (x) => 1 - Math.exp(-((x / 120 / WEIBULL_SCALE) ** 0.7))],
  ["uniform(10s, 20s)", (x) => (x - 10) / 10],
  ["triangular(5s, 10s, 30s)", triangular],
  ["hyperexponential(mean 180s, cv 2)", (x) => hyperexponentialOf2(x / 180)],
];

test.each(pairs)("the quantile of %s inverts its distribution function", (text, chance) => {
  const law = read(text);
  const uniforms = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000);
  const errors = uniforms.map((u) => Math.abs(chance(law.quantile(u)) - u));
  expect(Math.max(...errors)).toBeLessThan(5e-10);
});

describe("laws with jumps", () => {
  test("empirical takes each value in a share of its own, the order written being none", () => {
    const law = read("empirical(35s, 10s, 12s, 10s)");
    const uniforms = [0, 0.2499, 0.25, 0.4999, 0.5, 0.7499, 0.75, 1 - 2 ** -53];
    expect(uniforms.map((u) => law.quantile(u))).toEqual([10, 10, 10, 10, 12, 12, 35, 35]);
    expect([law.mean, law.variance]).toEqual([16.75, 111.6875]);
  });

  test("zeroInflated is zero below its share and the inner law above", () => {
    const law = read("zeroInflated(share 0.25, uniform(10s, 20s))");
    expect([0, 0.2499, 0.25, 0.625].map((u) => law.quantile(u))).toEqual([0, 0, 10, 15]);
    expect([law.mean, law.variance]).toEqual([11.25, 0.75 * (100 / 12 + 0.25 * 225)]);
  });

  test("zeroInflated stays finite where the rest of the last uniform rounds to 1", () => {
    const last = 1 - 2 ** -53;
    const share = 0.06;
    expect((last - share) / (1 - share)).toBe(1);
    expect(read(`zeroInflated(share ${share}, mean 1s)`).quantile(last)).toBeLessThan(Infinity);
  });
});

test.each([
  ["exponential(mean 180s)", 180, 32_400],
  ["erlang(mean 180s, shape 3)", 180, 10_800],
  ["gamma(mean 180s, cv 0.8)", 180, 20_736],
  ["lognormal(mean 180s, cv 2)", 180, 129_600],
  ["weibull(mean 120s, shape 0.7)", 120, 30_797.073098656812],
  ["hyperexponential(mean 180s, cv 2)", 180, 129_600],
  ["scaled(factor 2, law uniform(10s, 20s))", 30, 400 / 12],
  ["triangular(5s, 10s, 30s)", 15, 175 / 6],
  ["uniform(10s, 20s)", 15, 100 / 12],
  ["zeroInflated(share 0.02, mean 420s)", 0.98 * 420, 0.98 * (420 * 420 + 0.02 * 420 * 420)],
])("the mean and the variance of %s are exact", (text, mean, variance) => {
  const law = read(text);
  expect([law.mean / mean, law.variance / variance]).toEqual(
    [1, 1].map((one) => expect.closeTo(one, 12)),
  );
});

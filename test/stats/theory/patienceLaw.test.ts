import { describe, expect, test } from "vitest";
import { logGamma } from "../../../src/engine/special/logGamma.ts";
import { patienceLaw } from "../../../src/stats/theory/patienceLaw.ts";
import { read } from "../../engine/distributions/read.ts";

/** A law as a scenario writes it, in seconds. */
const law = (text: string) => patienceLaw(read(text).quantile);

test("exponential: survival and its integral", () => {
  const { survival, meanUpTo, jumps, end } = law("exponential(mean 120s)");
  expect(jumps).toEqual([end]);
  for (const x of [0, 1e-6, 0.3, 20, 120, 600, 2000]) {
    expect(survival(x)).toBeCloseTo(Math.exp(-x / 120), 12);
    expect(meanUpTo(x) / 120).toBeCloseTo(-Math.expm1(-x / 120), 13);
  }
});

test("Weibull, infinitely steep at 0", () => {
  const { survival } = law("weibull(mean 120s, shape 0.7)");
  const scale = 120 / Math.exp(logGamma(1 + 1 / 0.7));
  for (const x of [1e-3, 0.1, 20, 500]) {
    expect(survival(x)).toBeCloseTo(Math.exp(-((x / scale) ** 0.7)), 12);
  }
});

test("uniform: nobody leaves before, everybody before the end", () => {
  const { survival, meanUpTo, jumps, end } = law("uniform(10s, 30s)");
  expect([survival(30), survival(99)]).toEqual([0, 0]);
  expect(survival(0)).toBeCloseTo(1, 13);
  expect(survival(9.9)).toBeCloseTo(1, 13);
  expect(survival(25)).toBeCloseTo(0.25, 13);
  expect(meanUpTo(9)).toBeCloseTo(9, 13);
  expect(meanUpTo(25)).toBeCloseTo(10 + 15 - (15 * 15) / 40, 12);
  expect(meanUpTo(1e9)).toBeCloseTo(20, 12);
  expect(jumps).toEqual([10, end]);
  expect(end).toBeCloseTo(30, 12);
});

test("values: steps, of any height", () => {
  const values = [0, 4, 4, 4, 10, 10, 35, 35, 35, 35];
  const { survival, meanUpTo, jumps } = law(`empirical(${values.map((v) => `${v}s`).join(", ")})`);
  for (const x of [0, 1, 3.99, 4, 9, 10, 34.9, 35, 50]) {
    const beyond = values.filter((value) => value > x).length / values.length;
    expect(survival(x), `beyond ${x}`).toBeCloseTo(beyond, 13);
    const mean = values.reduce((sum, value) => sum + Math.min(value, x), 0) / values.length;
    expect(meanUpTo(x), `up to ${x}`).toBeCloseTo(mean, 12);
  }
  expect(jumps).toEqual([4, 10, 35]);
});

test("a share that will not wait at all", () => {
  const { survival, meanUpTo } = law("zeroInflated(share 0.25, mean 100s)");
  expect(survival(0)).toBeCloseTo(0.75, 13);
  expect(survival(50)).toBeCloseTo(0.75 * Math.exp(-0.5), 12);
  expect(meanUpTo(50)).toBeCloseTo(75 * (1 - Math.exp(-0.5)), 11);
  const nobody = law("constant(0s)");
  expect([nobody.survival(0), nobody.meanUpTo(5), nobody.jumps]).toEqual([0, 0, []]);
});

describe("the integral of the survival is the mean", () => {
  test.each([
    "constant(60s)",
    "lognormal(mean 120s, cv 1.5)",
    "gamma(mean 120s, cv 4)",
    "gamma(mean 120s, cv 0.1)",
    "hyperexponential(mean 120s, cv 3)",
    "triangular(5s, 10s, 30s)",
    "zeroInflated(0.3, lognormal(mean 90s, cv 0.5))",
  ])("%s", (text) => {
    const { end, meanUpTo } = law(text);
    expect(meanUpTo(end) / read(text).mean).toBeCloseTo(1, 11);
  });
});

test("patience without end is refused", () => {
  expect(() => law("never")).toThrow(/^patience: /);
  expect(() => patienceLaw((u) => u - 2)).toThrow(/^patience: /);
});

import { describe, expect, test } from "vitest";
import { distributionKinds } from "../../../src/engine/distributions/index.ts";
import { lowerGamma, upperGamma } from "../../../src/engine/special/incompleteGamma.ts";
import { busyQuantile, meanBusyAt } from "../../../src/stats/theory/infiniteServer.ts";
import { patienceLaw } from "../../../src/stats/theory/patienceLaw.ts";
import { read } from "../../engine/distributions/read.ts";
import { expectDigits } from "./printed.ts";

const integralOf = (law: string) => patienceLaw(read(law).quantile).meanUpTo;

describe("the project's validation cases, computed separately, to their digits", () => {
  test("G01: ports of the IVR", () => {
    expect(busyQuantile(8 * 60, 0.999)).toBe(549);
  });

  test("G02: ports through a day", () => {
    const pieces = [
      [0, 1],
      [1800, 4],
      [3600, 8],
      [7200, 8.889],
      [9000, 6],
      [10_800, 2],
      [14_400, 0],
    ];
    const profile = pieces.map(([from, rate]) => ({ from, rate }));
    const held = integralOf("lognormal(mean 60s, cv 1)");
    const printed: [at: number, mean: number, quantile: number][] = [
      [600, 59.8747434, 85],
      [1830, 138.5799336, 176],
      [3660, 402.526529, 466],
      [5400, 479.9949737, 549],
      [7260, 516.122112, 588],
      [9000, 533.3388921, 606],
      [9060, 415.9519787, 480],
      [10_860, 197.4733023, 242],
      [14_400, 120.0001249, 155],
      [14_460, 38.73526184, 59],
    ];
    for (const [at, mean, quantile] of printed) {
      expectDigits(`mean at ${at}`, meanBusyAt(profile, held, at), mean);
      expect(busyQuantile(meanBusyAt(profile, held, at), 0.999), `at ${at}`).toBe(quantile);
    }
  });
});

describe("quantiles of the number busy", () => {
  test.each([0.3, 12, 480, 60_000, 1e7])("are those of the Poisson law with mean %d", (mean) => {
    for (const probability of [0.001, 0.5, 0.9, 0.999999]) {
      const n = busyQuantile(mean, probability);
      // P(N <= n) is the upper incomplete gamma function at n + 1.
      expect(upperGamma(n + 1, mean)).toBeGreaterThan(probability - 1e-9);
      if (n > 0) expect(upperGamma(n, mean)).toBeLessThan(probability + 1e-9);
    }
  });

  test("nobody comes, nobody is there", () => {
    expect(busyQuantile(0, 0.999)).toBe(0);
  });
});

/** E min(S, x) in closed form; Φ by the incomplete gamma function. */
const normal = (z: number) =>
  z < 0 ? upperGamma(0.5, (z * z) / 2) / 2 : (1 + lowerGamma(0.5, (z * z) / 2)) / 2;
const closedForms: readonly { law: string; exact: (x: number) => number }[] = [
  { law: "constant(60s)", exact: (x) => Math.min(x, 60) },
  { law: "exponential(60s)", exact: (x) => -60 * Math.expm1(-x / 60) },
  {
    law: "uniform(20s, 100s)",
    exact: (x) => (x < 20 ? x : x > 100 ? 60 : x - (x - 20) ** 2 / 160),
  },
  {
    law: "gamma(mean 60s, cv 0.8)",
    exact: (x) => {
      const shape = 1 / 0.64;
      const scaled = (x / 60) * shape;
      return 60 * lowerGamma(shape + 1, scaled) + x * upperGamma(shape, scaled);
    },
  },
  {
    law: "erlang(mean 60s, shape 4)",
    exact: (x) => 60 * lowerGamma(5, x / 15) + x * upperGamma(4, x / 15),
  },
  {
    law: "lognormal(mean 60s, cv 1)",
    exact: (x) => {
      const deviation = Math.sqrt(Math.log(2));
      const score = Math.log(x / 60) / deviation + deviation / 2;
      return 60 * normal(score - deviation) + x * normal(-score);
    },
  },
  {
    law: "zeroInflated(share 0.001, constant(60s))",
    exact: (x) => 0.999 * Math.min(x, 60),
  },
  {
    law: "empirical(1s, 2s, 50s, 51s, 51s, 200s, 1000s)",
    exact: (x) => [1, 2, 50, 51, 51, 200, 1000].reduce((sum, v) => sum + Math.min(v, x) / 7, 0),
  },
];

describe("the mean of a duration that is cut off", () => {
  test.each(closedForms)("of $law is that of its closed form", ({ law, exact }) => {
    const held = integralOf(law);
    expect(held(0)).toBeCloseTo(0, 11);
    for (const x of [0.01, 5, 30, 60, 75, 240, 5000])
      expect(held(x) / exact(x), `up to ${x}`).toBeCloseTo(1, 10);
  });

  test("of every law grows to its mean", () => {
    for (const { example } of distributionKinds.filter(({ name }) => name !== "never")) {
      const { mean } = read(example);
      expect(integralOf(example)(1e6 * mean) / mean, example).toBeCloseTo(1, 8);
    }
  });
});

test("a constant rate since long ago is M/G/∞; before the first piece nobody is there", () => {
  const held = integralOf("exponential(60s)");
  expect(meanBusyAt([{ from: 0, rate: 8 }], held, 6000)).toBeCloseTo(480, 9);
  expect(meanBusyAt([{ from: 100, rate: 8 }], held, 100)).toBe(0);
  expect(meanBusyAt([], held, 100)).toBe(0);
});

test("refuses what is out of range", () => {
  const held = (x: number) => x;
  const backwards = [
    { from: 5, rate: 1 },
    { from: 5, rate: 2 },
  ];
  expect(() => meanBusyAt(backwards, held, 9)).toThrow("profile");
  expect(() => meanBusyAt([{ from: 0, rate: -1 }], held, 9)).toThrow("rate");
  expect(() => busyQuantile(-1, 0.5)).toThrow("mean");
  expect(() => busyQuantile(1, 1)).toThrow("probability");
});

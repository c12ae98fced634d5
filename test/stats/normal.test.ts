import { describe, expect, test } from "vitest";
import { normalQuantile, normalTail } from "../../src/stats/normal.ts";

/** P(Z > z), mpmath with 30 digits. */
const TAILS = [
  [0, 0.5],
  [0.5, 0.3085375387259869],
  [1.959963984540054, 0.025],
  [2.4, 0.0081975359245961],
  [2.6, 0.00466118802371875],
  [5, 2.866515718791939e-7],
  [37, 5.725571222524577e-300],
] as const;

describe("the upper tail of the standard normal law", () => {
  test.each(TAILS)("beyond %d", (z, tail) => {
    expect(Math.abs(normalTail(z) / tail - 1)).toBeLessThan(1e-12);
    expect(normalTail(-z)).toBeCloseTo(1 - tail, 14);
  });

  test.each([0.4, 0.025, 1e-5, 1e-250])("its quantile at %d brings it back", (tail) => {
    expect(Math.abs(normalTail(normalQuantile(tail)) / tail - 1)).toBeLessThan(1e-10);
  });
});

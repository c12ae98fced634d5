import { describe, expect, test } from "vitest";
import { lowerGamma } from "../../../src/engine/special/incompleteGamma.ts";
import { chiSquareQuantile } from "../../../src/stats/fitting/chiSquare.ts";

describe("quantiles of a chi-square", () => {
  test.each([
    [0.95, 1, 3.8414588],
    [0.025, 2, 0.0506356],
    [0.975, 4, 11.143287],
    [0.025, 10, 3.2469728],
    [0.95, 100, 124.342113],
  ])("probability %f, %i degrees of freedom: %f, as printed in tables", (p, freedom, printed) => {
    expect(chiSquareQuantile(p, freedom)).toBeCloseTo(printed, 5);
  });

  test.each([1, 7.5, 199, 201, 5000, 40_000])("%f degrees: the law gives p back", (freedom) => {
    for (const p of [0.001, 0.025, 0.5, 0.975, 0.999])
      expect(lowerGamma(freedom / 2, chiSquareQuantile(p, freedom) / 2)).toBeCloseTo(p, 4);
  });
});

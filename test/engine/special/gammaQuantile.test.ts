import { describe, expect, test } from "vitest";
import { gammaQuantile } from "../../../src/engine/special/gammaQuantile.ts";
import { lowerGamma, upperGamma } from "../../../src/engine/special/incompleteGamma.ts";
import { inverseNormal } from "../../../src/engine/special/inverseNormal.ts";
import { ACCURACY, relativeError } from "./relativeError.ts";

const probabilities = [2 ** -53, 1e-9, 0.001, 0.05, 0.3, 0.5, 0.8, 0.95, 0.999, 1 - 2 ** -40];

describe("gammaQuantile", () => {
  // Chi-square with f degrees of freedom is twice a gamma variable of shape f/2.
  test.each([
    [1, 0.95, "3.841"],
    [1, 0.99, "6.635"],
    [2, 0.05, "0.103"],
    [4, 0.95, "9.488"],
    [10, 0.05, "3.940"],
    [10, 0.95, "18.307"],
    [10, 0.99, "23.209"],
    [100, 0.05, "77.929"],
    [100, 0.95, "124.342"],
  ])("gives the chi-square table: %i degrees, %d", (degrees, probability, published) => {
    expect((2 * gammaQuantile(degrees / 2)(probability)).toFixed(3)).toBe(published);
  });

  test("of shape 1 is exponential", () => {
    const quantile = gammaQuantile(1);
    for (const u of probabilities) {
      expect(relativeError(quantile(u), -Math.log1p(-u))).toBeLessThan(ACCURACY);
    }
  });

  test("of shape 1/2 is half a squared normal", () => {
    const quantile = gammaQuantile(0.5);
    const uniforms = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000);
    const errors = uniforms.map((u) => {
      const score = inverseNormal((1 + u) / 2);
      return relativeError(quantile(u), (score * score) / 2);
    });
    expect(Math.max(...errors)).toBeLessThan(ACCURACY);
  });

  test.each([0.0625, 0.2, 1.5625, 9.9, 10, 60, 10_000])("inverts P at shape %d", (shape) => {
    const quantile = gammaQuantile(shape);
    for (const u of probabilities) {
      const x = quantile(u);
      const [reached, wanted] = u < 0.5 ? [lowerGamma(shape, x), u] : [upperGamma(shape, x), 1 - u];
      expect(relativeError(reached, wanted)).toBeLessThan(ACCURACY);
    }
  });

  test.each([0, 0.06, 20_000, Infinity, Number.NaN])("refuses shape %d", (shape) => {
    expect(() => gammaQuantile(shape)).toThrow(RangeError);
  });

  test("is 0 at 0", () => {
    expect(gammaQuantile(2)(0)).toBe(0);
  });
});

import { describe, expect, test } from "vitest";
import { lowerGamma, upperGamma } from "../../../src/engine/special/incompleteGamma.ts";
import { relativeError } from "./relativeError.ts";

/** The relative error the docstring states. */
const STATED = 1e-12;

/** Q(n, x) for whole n: the chance of fewer than n Poisson events with mean x. */
function fewerThan(n: number, x: number): number {
  let term = Math.exp(-x);
  let sum = term;
  for (let k = 1; k < n; k++) {
    term *= x / k;
    sum += term;
  }
  return sum;
}

describe("the regularised incomplete gamma function", () => {
  test.each([1, 2, 5, 9, 10, 30, 100])("with whole shape %i is a Poisson sum", (n) => {
    for (const x of [0.01, 0.5, 1, 0.7 * n, n, n + 1, 1.5 * n, 3 * n]) {
      expect(relativeError(upperGamma(n, x), fewerThan(n, x))).toBeLessThan(STATED);
    }
  });

  test("has two parts that add up to 1 and neither of which cancels", () => {
    for (const shape of [0.0625, 0.5, 1.5, 9.99, 10, 250.5, 1e4]) {
      for (const x of [0, 0.1, shape / 2, shape, shape + 1, 2 * shape + 20]) {
        expect(lowerGamma(shape, x) + upperGamma(shape, x)).toBeCloseTo(1, 12);
      }
    }
    expect(relativeError(upperGamma(1, 300), Math.exp(-300))).toBeLessThan(STATED);
    expect(relativeError(lowerGamma(1, 1e-200), 1e-200)).toBeLessThan(STATED);
  });

  test("keeps its recurrence P(a + 1, x) = P(a, x) − xᵃ e⁻ˣ / Γ(a + 1) where formulas meet", () => {
    const [shape, x] = [9.5, 8];
    // Γ(10.5) = 654729075 √π / 1024.
    const term = (x ** shape * Math.exp(-x) * 1024) / (654729075 * Math.sqrt(Math.PI));
    const next = lowerGamma(shape, x) - term;
    expect(relativeError(lowerGamma(shape + 1, x), next)).toBeLessThan(STATED);
  });
});

import { describe, expect, test } from "vitest";
import { digamma } from "../../../src/engine/special/digamma.ts";
import { relativeError } from "./relativeError.ts";

/** The relative error the docstring states, with room for the sums it is compared with. */
const STATED = 1e-14;
const EULER = 0.5772156649015329;

describe("digamma", () => {
  test.each([1, 2, 5, 9, 10, 11, 40, 500])("at %i is a harmonic number less Euler's", (n) => {
    let harmonic = 0;
    for (let k = n - 1; k >= 1; k--) harmonic += 1 / k;
    expect(relativeError(digamma(n), harmonic - EULER)).toBeLessThan(STATED);
  });

  test("at a half is known", () => {
    expect(relativeError(digamma(0.5), -EULER - 2 * Math.LN2)).toBeLessThan(STATED);
  });
});

import { describe, expect, test } from "vitest";
import { inverseNormal } from "../../../src/engine/special/inverseNormal.ts";
import { relativeError } from "./relativeError.ts";

/** Φ(z) − 1/2 by Marsaglia's series, all terms of one sign (J. Stat. Software 11(4)). */
function centralArea(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

describe("inverseNormal", () => {
  test.each([
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.26234008979841],
  ])("of %d is the value published with the algorithm", (probability, published) => {
    expect(relativeError(inverseNormal(probability), published)).toBeLessThan(1e-15);
  });

  test.each([
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489],
  ])("of %d is the quantile of every table", (probability, published) => {
    expect(relativeError(inverseNormal(probability), published)).toBeLessThan(1e-14);
  });

  test("inverts the distribution function", () => {
    const uniforms = Array.from({ length: 1999 }, (_, i) => (i + 1) / 2000);
    const errors = uniforms.map((u) => Math.abs(centralArea(inverseNormal(u)) + 0.5 - u));
    expect(Math.max(...errors)).toBeLessThan(5e-15);
  });

  test("is odd about 1/2 and infinite at both ends", () => {
    for (const u of [2 ** -50, 1 / 128, 5 / 64, 0.375])
      expect(inverseNormal(1 - u)).toBe(-inverseNormal(u));
    expect([inverseNormal(0), inverseNormal(0.5), inverseNormal(1)]).toEqual([
      -Infinity,
      0,
      Infinity,
    ]);
  });
});

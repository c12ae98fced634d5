import { describe, expect, test } from "vitest";
import { logGamma } from "../../../src/engine/special/logGamma.ts";

/** The absolute error its docstring states, up to 10; a relative one beyond. */
const STATED = 1e-14;

describe("logGamma", () => {
  test("of whole numbers is the logarithm of a factorial", () => {
    let factorial = 1;
    for (let n = 1; n <= 100; n++) {
      const exact = Math.log(factorial);
      expect(Math.abs(logGamma(n) - exact)).toBeLessThan(STATED * Math.max(1, exact));
      factorial *= n;
    }
  });

  test("of 1/2 is ln √π", () => {
    expect(Math.abs(logGamma(0.5) - Math.log(Math.PI) / 2)).toBeLessThan(STATED);
  });

  test("keeps Legendre's duplication formula, which the code does not use", () => {
    for (let x = 0.05; x < 5; x += 0.05) {
      const halves = logGamma(x) + logGamma(x + 0.5);
      const whole = (1 - 2 * x) * Math.LN2 + Math.log(Math.PI) / 2 + logGamma(2 * x);
      expect(Math.abs(halves - whole)).toBeLessThan(4 * STATED);
    }
  });
});

import { expect, test } from "vitest";
import { integral } from "../../../src/stats/theory/integral.ts";

test("a rule of 15 points is exact for powers up to the 22nd", () => {
  for (let power = 0; power <= 22; power++) {
    const whole = integral((x) => x ** power, [0, 1]);
    expect(whole * (power + 1), `power ${power}`).toBeCloseTo(1, 14);
  }
});

test("bends at the places given, and steep ends, cost no accuracy", () => {
  const bent = (x: number) => Math.abs(x - 1) + Math.exp(-50 * Math.abs(x - 1));
  expect(integral(bent, [0, 1, 3])).toBeCloseTo(2.5 + (2 - Math.exp(-50)) / 50, 12);
  expect(integral(Math.sqrt, [0, 4])).toBeCloseTo(16 / 3, 10);
});

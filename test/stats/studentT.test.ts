import oracle from "@stdlib/stats-base-dists-t-quantile";
import { expect, test } from "vitest";
import { studentT } from "../../src/stats/studentT.ts";

test("quantiles agree with an independent implementation to 1e-9", () => {
  for (const freedom of [1, 2, 3, 4, 5, 9, 19, 29, 30, 99, 199, 999, 9_999])
    for (const probability of [0.001, 0.025, 0.1, 0.51, 0.6, 0.9, 0.975, 0.995, 0.9999]) {
      const ratio = studentT(probability, freedom) / oracle(probability, freedom);
      expect(Math.abs(ratio - 1), `t(${probability}, ${freedom})`).toBeLessThan(1e-9);
    }
});

test("quantiles print as in the published tables (NIST/SEMATECH handbook 1.3.6.7.2)", () => {
  const table: [probability: number, freedom: number, printed: string][] = [
    [0.975, 1, "12.706"],
    [0.975, 2, "4.303"],
    [0.975, 9, "2.262"],
    [0.975, 29, "2.045"],
    [0.975, 100, "1.984"],
    [0.9, 5, "1.476"],
    [0.95, 20, "1.725"],
    [0.99, 10, "2.764"],
    [0.999, 30, "3.385"],
  ];
  for (const [probability, freedom, printed] of table)
    expect(studentT(probability, freedom).toFixed(3)).toBe(printed);
});

test("is symmetric, and zero in the middle", () => {
  expect(studentT(0.5, 7)).toBe(0);
  expect(studentT(0.25, 7)).toBe(-studentT(0.75, 7));
});

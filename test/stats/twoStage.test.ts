import { expect, test } from "vitest";
import { halfWidthAfter, replicationsFor } from "../../src/stats/twoStage.ts";

// 20 replications, standard error 0.5, t(0.975, 19) = 2.0930240544: a half width of 1.0465120.
const first = { estimate: 10, error: 0.5, freedom: 19, replications: 20 };

test("the number of replications grows with the square of width over goal", () => {
  expect(halfWidthAfter(first, 20, 0.05)).toBeCloseTo(1.0465120272, 9);
  // (1.0465120 / 0.5)² · 20 = 87.61
  expect(replicationsFor(first, 0.5, 0.05)).toBe(88);
  expect(halfWidthAfter(first, 88, 0.05)).toBeLessThanOrEqual(0.5);
  expect(halfWidthAfter(first, 87, 0.05)).toBeGreaterThan(0.5);
});

test("a goal that the first stage reaches takes no more, nor does a value without spread", () => {
  expect(replicationsFor(first, 2, 0.05)).toBe(20);
  expect(replicationsFor({ ...first, error: 0 }, 1e-9, 0.05)).toBe(20);
});

test("a smaller share of the error probability takes more: t(0.9875, 19) = 2.4334402", () => {
  expect(replicationsFor(first, 0.5, 0.025)).toBe(119);
});

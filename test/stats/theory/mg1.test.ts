import { expect, test } from "vitest";
import { mg1 } from "../../../src/stats/theory/mg1.ts";
import { expectDigits } from "./printed.ts";

/** Of the project's validation cases, computed separately. */
test.each([
  { id: "S01", secondMoment: 180 * 180, mean_wait_all: 231.4285714, mean_queue: 0.9257142857 },
  { id: "S02", secondMoment: 2 * 180 * 180, mean_wait_all: 462.8571429, mean_queue: 1.851428571 },
])("case $id to its digits", ({ secondMoment, mean_wait_all, mean_queue }) => {
  const { pWait, occupancy, meanWait, meanQueue } = mg1(0.004, 180, secondMoment);
  expectDigits("p_wait", pWait, 0.72);
  expectDigits("occupancy", occupancy, 0.72);
  expectDigits("mean_wait_all", meanWait, mean_wait_all);
  expectDigits("mean_queue", meanQueue, mean_queue);
});

test("a constant service time may have a second moment that was rounded down", () => {
  const mean = 0.1 + 0.2;
  expect(mg1(1, mean, mean * mean * (1 - 2e-16)).meanWait).toBeGreaterThan(0);
});

test.each([
  ["arrivalRate", 0, 180, 1e5],
  ["arrivalRate", 1 / 180, 180, 1e5],
  ["mean", 0.004, Number.NaN, 1e5],
  ["secondMoment", 0.004, 180, 3e4],
  ["secondMoment", 0.004, 180, Infinity],
])("refuses %s out of range", (name, arrivalRate, mean, secondMoment) => {
  expect(() => mg1(arrivalRate, mean, secondMoment)).toThrow(RangeError);
  expect(() => mg1(arrivalRate, mean, secondMoment)).toThrow(name);
});

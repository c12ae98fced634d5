import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { isWarmUpLongEnough, mser5 } from "../../src/stats/warmUp.ts";

const noise = (seed: string, length: number) => {
  const uniform = seedrandom.alea(seed);
  return Array.from({ length }, () => uniform() - 0.5);
};

/** Noise around `start` for `transient` observations, then around zero. */
const step = (transient: number, start: number) =>
  noise("step", 400).map((value, i) => value + (i < transient ? start : 0));

/** The rule word for word: try every cut of whole batches in the first half. */
function byDefinition(series: readonly number[]): number {
  const batches = Array.from({ length: Math.floor(series.length / 5) }, (_, batch) => {
    const values = series.slice(5 * batch, 5 * batch + 5);
    return values.reduce((sum, value) => sum + value) / 5;
  });
  const errors = batches.slice(0, Math.floor(batches.length / 2) + 1).map((_, cut) => {
    const rest = batches.slice(cut);
    const mean = rest.reduce((sum, value) => sum + value) / rest.length;
    return rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length ** 2;
  });
  return 5 * errors.indexOf(Math.min(...errors));
}

describe("MSER-5", () => {
  test("cuts a transient where it ends", () => {
    expect(mser5(step(60, 10))).toEqual({ observations: 60, isSteady: true });
    expect(mser5(step(63, 10))).toEqual({ observations: 65, isSteady: true });
  });

  test("agrees with its definition on series that settle exponentially", () => {
    for (let seed = 0; seed < 50; seed++) {
      const series = noise(`${seed}`, 203).map((value, i) => value + 3 * Math.exp(-i / 20));
      expect(mser5(series).observations).toBe(byDefinition(series));
    }
  });

  test("finds no steady part in a series that keeps rising", () => {
    expect(mser5(Array.from({ length: 100 }, (_, i) => i)).isSteady).toBe(false);
  });

  test("keeps all of a constant series", () => {
    expect(mser5(new Float64Array(100).fill(8))).toEqual({ observations: 0, isSteady: true });
  });

  test("refuses a series too short to judge", () => {
    expect(() => mser5([1, 2, 3, 4, 5, 6, 7, 8, 9])).toThrow(RangeError);
  });
});

test("a warm-up is long enough when it covers the transient", () => {
  const series = step(60, 10);
  expect(isWarmUpLongEnough(series, 60)).toBe(true);
  expect(isWarmUpLongEnough(series, 59)).toBe(false);
  const rising = Array.from({ length: 100 }, (_, i) => i);
  expect(isWarmUpLongEnough(rising, 99)).toBe(false);
});

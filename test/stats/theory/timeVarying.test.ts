import { describe, expect, test } from "vitest";
import { erlangA } from "../../../src/stats/theory/erlangA.ts";
import { erlangC } from "../../../src/stats/theory/erlangC.ts";
import type { RateProfile } from "../../../src/stats/theory/infiniteServer.ts";
import { timeVarying, type VaryingInterval } from "../../../src/stats/theory/timeVarying.ts";
import { expectDigits } from "./printed.ts";

const profile = (...pieces: [from: number, rate: number][]): RateProfile =>
  pieces.map(([from, rate]) => ({ from, rate }));

/** As `cases.json` names them: arrivals, delayed, abandoned, queue, occupancy, in system at end. */
function expectInterval(interval: VaryingInterval, printed: readonly number[]): void {
  const { arrivals, delayed, abandoned, meanQueue, occupancy, inSystemAtEnd } = interval;
  const figures = { arrivals, delayed, abandoned, meanQueue, occupancy, inSystemAtEnd };
  for (const [i, [name, value]] of Object.entries(figures).entries())
    expectDigits(name, value, printed[i]);
}

describe("the project's validation cases, computed separately, to their digits", () => {
  test("T01: 100 agents through a morning", () => {
    const rates = profile([0, 0.4], [1800, 0.6], [3600, 0.7], [5400, 0.5], [7200, 0]);
    const day = timeVarying({ servers: 100, serviceTime: 180, patience: 120 }, rates);
    expect(day.intervals.map(({ from, to }) => [from, to])).toEqual([
      [0, 1800],
      [1800, 3600],
      [3600, 5400],
      [5400, 7200],
    ]);
    const printed = [
      [720, 0.4321531459, 0.01825599184, 0.001217066123, 0.6479860323, 71.99571173],
      [1080, 682.420976, 81.03026959, 5.402017973, 0.9661900602, 104.7753819],
      [1260, 1216.500643, 248.9904001, 16.59936001, 0.9984825283, 117.3024535],
      [900, 203.3161748, 21.23145668, 1.415430445, 0.9063724411, 89.69855578],
    ];
    for (const [i, interval] of day.intervals.entries()) expectInterval(interval, printed[i]);
    expect(day.massAtEdge).toBeLessThan(1e-15);
  });

  test("T02: eight hours at one rate", () => {
    const [day] = timeVarying(
      { servers: 12, serviceTime: 120, patience: 60 },
      profile([0, 0.07], [28_800, 0]),
    ).intervals;
    expectInterval(day, [2016, 254.3995998, 59.23662017, 0.1234096254, 0.6765583442, 8.275348597]);
  });
});

/**
 * Printed by the examples MMC and MMCAb of ContactCenters (commit f5ddb4a), as exact figures of the
 * first 480 minutes.
 */
describe("published figures", () => {
  const day = profile([0, 4.2 / 60], [480 * 60, 0]);
  const round = (value: number, digits: number) => Number(value.toFixed(digits));

  test("CC-MMC: answered within 20 s, their share, mean wait in minutes, occupancy", () => {
    const [all] = timeVarying({ servers: 12, serviceTime: 120 }, day).intervals;
    expect(round(all.outcome.answeredWithin(20), 4)).toBe(1815.2717);
    expect(round(all.outcome.answeredWithin(20) / all.arrivals, 5)).toBe(0.90043);
    expect(round((all.meanQueue * 480) / all.arrivals, 5)).toBe(0.10056);
    expect(round(all.occupancy, 5)).toBe(0.69693);
  });

  test("CC-MMCAb: abandoned, answered within 20 s, occupancy", () => {
    const [all] = timeVarying({ servers: 12, serviceTime: 120, patience: 60 }, day).intervals;
    expect(round(all.abandoned, 4)).toBe(59.2366);
    expect(round(all.outcome.answeredWithin(20), 4)).toBe(1906.7189);
    expect(round(all.occupancy, 5)).toBe(0.67656);
  });
});

describe("limits and identities", () => {
  test("what comes either leaves or is still there", () => {
    const rates = profile([0, 0.5], [600, 0.9], [1200, 0], [4000, 0.2], [5000, 0]);
    const stage = { servers: 60, serviceTime: 100, patience: 50 };
    let inSystem = 0;
    for (const interval of timeVarying(stage, rates).intervals) {
      const answered = (interval.occupancy * 60 * (interval.to - interval.from)) / 100;
      const left = interval.inSystemAtEnd - inSystem;
      expect(interval.arrivals - answered - interval.abandoned).toBeCloseTo(left, 9);
      inSystem = interval.inSystemAtEnd;
    }
  });

  test("a day cut into pieces of one rate is the same day", () => {
    const stage = { servers: 10, serviceTime: 90, patience: 40 };
    const whole = timeVarying(stage, profile([0, 0.12], [3000, 0])).intervals;
    const parts = timeVarying(stage, profile([0, 0.12], [700, 0.12], [3000, 0])).intervals;
    const abandoned = parts[0].abandoned + parts[1].abandoned;
    expect(abandoned).toBeCloseTo(whole[0].abandoned, 10);
    expect(parts[1].inSystemAtEnd).toBeCloseTo(whole[0].inSystemAtEnd, 10);
  });

  test("with more agents than ever needed the mean in system is that of Mt/M/∞", () => {
    const [first, second] = timeVarying(
      { servers: 200, serviceTime: 100 },
      profile([0, 0.3], [150, 0.1], [400, 0]),
    ).intervals;
    const afterFirst = 30 * (1 - Math.exp(-1.5));
    expect(first.inSystemAtEnd).toBeCloseTo(afterFirst, 10);
    const left = afterFirst * Math.exp(-2.5);
    expect(second.inSystemAtEnd).toBeCloseTo(left + 10 * (1 - Math.exp(-2.5)), 10);
    expect(first.delayed).toBe(0);
  });

  test.each([
    { servers: 20, arrivalRate: 0.12, patience: 120, exact: erlangA },
    { servers: 8, arrivalRate: 0.035, patience: Infinity, exact: erlangC },
  ])("settles to the steady state: $servers agents", ({ exact, ...queue }) => {
    const steady = exact({ ...queue, serviceTime: 180 });
    const day = profile([0, queue.arrivalRate], [40_000, queue.arrivalRate], [41_000, 0]);
    const { intervals, massAtEdge } = timeVarying({ ...queue, serviceTime: 180 }, day);
    expect(intervals[1].meanQueue / steady.meanQueue).toBeCloseTo(1, 8);
    const inTime = intervals[1].outcome.answeredWithin(10) / intervals[1].arrivals;
    expect(inTime / steady.answeredWithin(10)).toBeCloseTo(1, 8);
    expect(massAtEdge).toBeLessThan(1e-12);
  });

  test("patient callers in overload pile up: the states reach to all that may come", () => {
    const { intervals, massAtEdge } = timeVarying(
      { servers: 3, serviceTime: 100 },
      profile([0, 0.5], [2000, 0]),
    );
    // 1000 came, 3 × 2000/100 were answered but for the first moments.
    expect(intervals[0].inSystemAtEnd).toBeGreaterThan(940);
    expect(intervals[0].inSystemAtEnd).toBeLessThan(941.5);
    expect(massAtEdge).toBeLessThan(1e-15);
  });

  test("a piece without calls has no waits, and no NaN", () => {
    const [quiet] = timeVarying(
      { servers: 3, serviceTime: 100, patience: 10 },
      profile([0, 0], [600, 0.5], [700, 0]),
    ).intervals;
    const { outcome, ...figures } = quiet;
    for (const value of [...Object.values(figures), outcome.meanWait, outcome.meanWaitServed])
      expect(value).not.toBeNaN();
    expect(quiet).toMatchObject({ arrivals: 0, delayed: 0, abandoned: 0, occupancy: 0 });
  });
});

test.each([
  ["servers", { servers: 0 }, profile([0, 1], [9, 0])],
  ["serviceTime", { serviceTime: -1 }, profile([0, 1], [9, 0])],
  ["patience", { patience: 0 }, profile([0, 1], [9, 0])],
  ["profile", {}, profile([0, 1])],
  ["profile", {}, profile([0, 1], [0, 2])],
  ["rate", {}, profile([0, -1], [9, 0])],
])("refuses %s out of range", (name, change, rates) => {
  const wrong = () => timeVarying({ servers: 3, serviceTime: 100, ...change }, rates);
  expect(wrong).toThrow(RangeError);
  expect(wrong).toThrow(name);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hazard, poissonEnds } from "../../../src/stats/fitting/hazard.ts";
import {
  kaplanMeier,
  measuredSteps,
  restrictedMean,
  survivalAt,
  survivalQuantile,
} from "../../../src/stats/fitting/kaplanMeier.ts";

/** Weeks of remission under 6-MP, a minus where still in remission; Freireich and others 1963. */
const REMISSION = [
  ...[6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16],
  ...[-17, -19, -20, 22, 23, -25, -32, -32, -34, -35],
];
const weeks = REMISSION.map(Math.abs);
const isEvent = Uint8Array.from(REMISSION, (each) => (each > 0 ? 1 : 0));

describe("the remissions of Freireich and others", () => {
  const curve = kaplanMeier(weeks, isEvent);

  // Klein and Moeschberger, Survival Analysis, 2nd edition 2003, table 4.1.
  test.each([
    { time: 6, atRisk: 21, survival: 0.857, error: 0.076 },
    { time: 7, atRisk: 17, survival: 0.807, error: 0.087 },
    { time: 10, atRisk: 15, survival: 0.753, error: 0.096 },
    { time: 13, atRisk: 12, survival: 0.69, error: 0.107 },
    { time: 16, atRisk: 11, survival: 0.627, error: 0.114 },
    { time: 22, atRisk: 7, survival: 0.538, error: 0.128 },
    { time: 23, atRisk: 6, survival: 0.448, error: 0.135 },
  ])("after week $time the share $survival is left", ({ time, atRisk, survival, error }) => {
    const step = curve.times.indexOf(time);
    expect(curve.atRisk[step]).toBe(atRisk);
    expect(curve.survival[step]).toBeCloseTo(survival, 3);
    expect(curve.standardError[step]).toBeCloseTo(error, 3);
  });

  test("the band is that of ln(−ln S)", () => {
    expect(curve.low95[0]).toBeCloseTo(0.62, 3);
    expect(curve.high95[0]).toBeCloseTo(0.952, 3);
  });

  test("half are in remission for 23 weeks, and no upper limit is known", () => {
    expect(survivalQuantile(curve, 0.5)).toEqual({ estimate: 23, low95: 13, high95: null });
  });

  test("the mean of 35 weeks is the area under the curve", () => {
    const { estimate, high95 } = restrictedMean(curve);
    expect(estimate).toBeCloseTo(23.29, 2);
    expect((high95 - estimate) / 1.96).toBeCloseTo(2.83, 2);
  });

  test("the hazard is events over exposure", () => {
    const [whole] = hazard(weeks, isEvent, [0, 40]);
    expect(whole).toMatchObject({ events: 9, exposure: 359 });
    expect(whole!.hazard.estimate).toBeCloseTo(9 / 359, 12);
  });
});

/** By the definition, time by time, over pairs. */
function slowSurvival(times: readonly number[], events: readonly number[], at: number): number {
  let share = 1;
  for (const time of new Set(times.filter((each, i) => events[i] === 1 && each <= at))) {
    const atRisk = times.filter((each) => each >= time).length;
    const ended = times.filter((each, i) => each === time && events[i] === 1).length;
    share *= 1 - ended / atRisk;
  }
  return share;
}

describe("any durations", () => {
  const durations = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ max: 1, min: 0 })),
    {
      minLength: 1,
      maxLength: 40,
    },
  );

  test("the curve is the product over the times of events", () => {
    fc.assert(
      fc.property(durations, fc.integer({ min: 0, max: 13 }), (pairs, at) => {
        const [times, events] = [pairs.map(([time]) => time), pairs.map(([, event]) => event)];
        const curve = kaplanMeier(times, events);
        expect(survivalAt(curve, at)).toBeCloseTo(slowSurvival(times, events, at), 12);
      }),
    );
  });

  test("without censoring it is the share of longer ones, with the error of a share", () => {
    const curve = kaplanMeier([3, 1, 4, 1, 5]);
    expect([...curve.survival]).toEqual([0.6, 0.4, 0.2, 0].map((each) => expect.closeTo(each, 12)));
    expect(curve.standardError[1]).toBeCloseTo(Math.sqrt((0.4 * 0.6) / 5), 12);
    expect(restrictedMean(curve).estimate).toBeCloseTo(14 / 5, 12);
    expect(curve.high95[3]).toBe(curve.high95[2]);
  });

  test("at the same time events come before censorings", () => {
    expect(survivalAt(kaplanMeier([5, 5], [1, 0]), 5)).toBe(0.5);
  });

  test("steps with fewer than ten at risk are not believed", () => {
    const times = Array.from({ length: 300 }, (_, i) => i);
    expect(measuredSteps(kaplanMeier(times))).toBe(291);
  });

  test.each([-1, Number.NaN, Infinity])("%s is no duration", (time) => {
    expect(() => kaplanMeier([1, time])).toThrow(RangeError);
  });
});

describe("hazards", () => {
  test("each piece has its own events and exposure", () => {
    const pieces = hazard([0, 4, 10, 12], [1, 1, 1, 0], [0, 5, 10, 20, 30]);
    expect(pieces.map(({ events }) => events)).toEqual([2, 0, 1, 0]);
    expect(pieces.map(({ exposure }) => exposure)).toEqual([14, 10, 2, 0]);
    expect(pieces[3]!.hazard.estimate).toBeNull();
  });

  // Garwood's table.
  test.each([
    { count: 0, low: 0, high: 3.689 },
    { count: 1, low: 0.0253, high: 5.572 },
    { count: 10, low: 4.795, high: 18.39 },
  ])("a count of $count has exact limits", ({ count, low, high }) => {
    expect(poissonEnds(count).low).toBeCloseTo(low, 3);
    expect(poissonEnds(count).high).toBeCloseTo(high, 2);
  });
});

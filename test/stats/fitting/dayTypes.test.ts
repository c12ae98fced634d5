import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { gamma } from "../../../src/engine/distributions/gamma.ts";
import { dayTypesOf } from "../../../src/stats/fitting/dayTypes.ts";
import { poisson } from "./samples.ts";

/** 2026-06-01, a Monday. */
const MONDAY = 20_605;
const INTERVALS = 20;

/** Calls of weeks in which a day of the week has these rates; null: closed and not in the log. */
function weeksOf(
  weeks: number,
  rateOf: (weekday: number, i: number) => number | null,
  seed: string,
) {
  const random = seedrandom(seed);
  const factor = gamma.build({ mean: 1, cv: 0.1 }, "");
  const [days, counts]: [number[], Float64Array[]] = [[], []];
  for (let day = MONDAY; day < MONDAY + 7 * weeks; day++) {
    const weekday = (day - MONDAY) % 7;
    if (rateOf(weekday, 0) === null) continue;
    const busy = factor.quantile(random());
    days.push(day);
    counts.push(
      Float64Array.from({ length: INTERVALS }, (_, i) =>
        poisson(busy * rateOf(weekday, i)!, random),
      ),
    );
  }
  return dayTypesOf(days, counts);
}

const within = (i: number, first: number, last: number, rate = 40) =>
  i >= first && i <= last ? rate : 0;

/** How many of twenty logs have these types, by name, the largest first. */
function shareOf(
  weeks: number,
  rateOf: (weekday: number, i: number) => number | null,
  names: readonly string[],
) {
  const logs = Array.from({ length: 20 }, (_, log) => weeksOf(weeks, rateOf, `${weeks}/${log}`));
  return logs.filter((types) => `${types.map(({ name }) => name)}` === `${names}`).length;
}

describe("which days of the week are alike", () => {
  test.each([1, 2, 8])(
    "%i weeks, open from Sunday to Thursday, shorter on Friday and Saturday",
    (weeks) => {
      const rateOf = (weekday: number, i: number) => {
        if (weekday === 4) return within(i, 0, 8);
        return weekday === 5 ? within(i, 14, 19) : within(i, 0, 19);
      };
      expect(shareOf(weeks, rateOf, ["sunday-thursday", "friday", "saturday"])).toBeGreaterThan(17);
    },
  );

  test.each([1, 3])("%i weeks, Monday to Friday; closed on Sunday, half of Saturday", (weeks) => {
    const rateOf = (weekday: number, i: number) => {
      if (weekday === 6) return null;
      return within(i, 2, weekday === 5 ? 9 : 17);
    };
    expect(shareOf(weeks, rateOf, ["monday-friday", "saturday"])).toBeGreaterThan(17);
  });

  test("fewer calls at the weekend, whose two days do not hide each other", () => {
    const rateOf = (weekday: number, i: number) => within(i, 0, 19, weekday > 4 ? 16 : 40);
    expect(shareOf(2, rateOf, ["monday-friday", "saturday-sunday"])).toBeGreaterThan(17);
  });

  test("all alike, and two that do not follow each other", () => {
    expect(shareOf(6, (_, i) => within(i, 0, 19), ["every-day"])).toBeGreaterThan(17);
    const rateOf = (weekday: number, i: number) => {
      const isLong = weekday === 0 || weekday === 3;
      return weekday > 4 ? null : within(i, 0, isLong ? 19 : 10);
    };
    expect(shareOf(4, rateOf, ["tuesday+wednesday+friday", "monday+thursday"])).toBeGreaterThan(17);
  });

  test("rows, hours and totals; an interval left out counts as on the other days", () => {
    const [days, counts] = [
      [MONDAY, MONDAY + 7, MONDAY + 14],
      Array.from({ length: 3 }, () => Float64Array.from([0, 1, 100, 80, 90, 2])),
    ];
    counts[1]![2] = Number.NaN;
    expect(dayTypesOf(days, counts)).toEqual([
      { name: "monday", weekdays: [0], days: [0, 1, 2], first: 2, last: 4, total: 273 },
    ]);
    expect(dayTypesOf([], [])).toEqual([]);
  });
});

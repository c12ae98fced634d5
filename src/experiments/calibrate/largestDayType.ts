import { type LoggedDay, weekdayOf } from "../../callLog/days.ts";
import { LOGGED_OUTCOMES, type LoggedCalls } from "../../callLog/types.ts";
import { counted } from "../../report/format.ts";
import { dayTypesOf } from "../../stats/fitting/dayTypes.ts";
import { countsOf } from "./arrivals.ts";

const DAY_US = 86_400e6;
const HALF_HOUR_US = 1800e6;
const SERVED = LOGGED_OUTCOMES.indexOf("served");

/** Days that may share one set of rates, and what was left out for that. */
export interface AlikeDays {
  readonly days: readonly LoggedDay[];
  readonly notes: readonly string[];
}

/** Of the groups of days of the week that are alike in hours and load, the one with most days. */
export function largestDayType(calls: LoggedCalls, days: readonly LoggedDay[]): AlikeDays {
  const grid = { startUs: 0, lengthUs: HALF_HOUR_US, count: DAY_US / HALF_HOUR_US };
  const counts = countsOf(calls, days, grid, (row) => calls.outcome[row] === SERVED);
  const types = dayTypesOf(
    days.map(({ day }) => day),
    counts,
  );
  const [largest, ...others] = types;
  const chosen = new Set(largest!.weekdays);
  return {
    days: days.filter(({ day }) => chosen.has(weekdayOf(day))),
    notes: others.map(
      ({ name, days: rows, total }) =>
        `${counted(rows.length, "day")} of other hours or load, ${name}: some ` +
        `${total.toFixed(0)} calls served a day (--days ${optionOf(name)} is for them)`,
    ),
  };
}

/** `sunday-thursday` as `--days` has it: `sun..thu`. */
const optionOf = (name: string): string =>
  name
    .split("+")
    .map((part) =>
      part
        .split("-")
        .map((each) => each.slice(0, 3))
        .join(".."),
    )
    .join(",");

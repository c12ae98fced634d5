import type { LoggedCalls } from "./types.ts";

/** Calls of one day: rows `from` up to and not including `to`. */
export interface LoggedDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly from: number;
  readonly to: number;
}

/** The days of a log, rising; calls lie in order of arrival. */
export function daysOf({ count, day }: LoggedCalls): LoggedDay[] {
  const days: LoggedDay[] = [];
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && day[to] === day[from]) to++;
    days.push({ day: day[from]!, from, to });
    from = to;
  }
  return days;
}

const DAY_MS = 86_400_000;

/** `1999-02-03`. @param day days since 1970-01-01 */
export const dateText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** Monday is 0: 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (day + 3) % 7;
export const weekdayText = (day: number): string => WEEKDAYS[weekdayOf(day)]!;

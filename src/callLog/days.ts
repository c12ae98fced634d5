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

const DAYS_OF_4_YEARS = 1461;
const DAYS_OF_5_MONTHS = 153;
/** From 1900-03-01 to 1970-01-01: counted from there, a leap day ends each fourth year. */
const EPOCH = 25_508;

/** `1999-02-03`, of the years 1900 to 2099, which have a leap day every four years. */
export function dateText(day: number): string {
  const since = day + EPOCH;
  const year = Math.floor((4 * since + 3) / DAYS_OF_4_YEARS);
  const ofYear = since - Math.floor((DAYS_OF_4_YEARS * year) / 4);
  // From March on, months have 31, 30, 31, 30 and 31 days, and so again.
  const month = Math.floor((5 * ofYear + 2) / DAYS_OF_5_MONTHS);
  const ofMonth = ofYear - Math.floor((DAYS_OF_5_MONTHS * month + 2) / 5) + 1;
  const two = (value: number) => String(value).padStart(2, "0");
  const isNextYear = month >= 10;
  const civil = 1900 + year + Number(isNextYear);
  return `${civil}-${two(isNextYear ? month - 9 : month + 3)}-${two(ofMonth)}`;
}

/** The day of a date such as `1999-02-03`, of 1900 to 2099; undefined for no such date. */
export function dayOfDate(date: string): number | undefined {
  const match = /^(19|20)\d\d-\d\d-\d\d$/.exec(date);
  if (match === null) return undefined;
  const [year, month, ofMonth] = date.split("-").map(Number) as [number, number, number];
  const marchYear = year - 1900 - Number(month <= 2);
  const days =
    Math.floor((DAYS_OF_4_YEARS * marchYear) / 4) +
    Math.floor((DAYS_OF_5_MONTHS * ((month + 9) % 12) + 2) / 5);
  const day = days + ofMonth - 1 - EPOCH;
  return dateText(day) === date ? day : undefined;
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** Monday is 0: 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (day + 3) % 7;
export const weekdayText = (day: number): string => WEEKDAYS[weekdayOf(day)]!;

/** Order of day, month and year in dates that do not begin with a year of four digits. */
export const DATE_ORDERS = ["ymd", "dmy", "mdy"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** What is wrong with a date; `unordered`: it cannot be read without being told the order. */
export type DateMistake = "date" | "otherOrder" | "unordered";

const ZERO = 48;
const DIGITS = 10;
const COMPACT = 8;
const DATE_BYTES = 10;
/** Hyphen, point and slash. */
const SEPARATORS = new Set([45, 46, 47]);
/** Of years written with two digits: 1970 to 2069. */
const PIVOT = 70;

/**
 * Reads dates from bytes: `2026-03-02`, `20260302`, and others in the order that was told. No
 * order is guessed: `03/02/2026` is two dates.
 */
export class Dates {
  readonly order: DateOrder | undefined;
  /** Where the date ended. */
  end = 0;
  mistake: DateMistake = "date";
  private readonly parts = [0, 0, 0];
  private firstDigits = 0;
  private readonly last = new Uint8Array(DATE_BYTES);
  private lastLength = 0;
  private lastDay = Number.NaN;

  constructor(order: DateOrder | undefined) {
    this.order = order;
  }

  /** Days since 1970-01-01; NaN with a mistake. */
  read(bytes: Buffer, from: number, to: number): number {
    if (this.isLast(bytes, from, to)) {
      this.end = from + this.lastLength;
      return this.lastDay;
    }
    const day = this.readNext(bytes, from, to);
    this.lastLength = Number.isNaN(day) ? 0 : Math.min(this.end - from, this.last.length);
    for (let i = 0; i < this.lastLength; i++) this.last[i] = bytes[from + i]!;
    this.lastDay = day;
    return day;
  }

  /** Lines of a log hardly ever differ in their date. */
  private isLast(bytes: Buffer, from: number, to: number): boolean {
    const { last, lastLength } = this;
    if (lastLength === 0 || from + lastLength > to) return false;
    for (let i = 0; i < lastLength; i++) if (bytes[from + i] !== last[i]) return false;
    const next = bytes[from + lastLength]! - ZERO;
    return from + lastLength === to || next < 0 || next >= DIGITS;
  }

  private readNext(bytes: Buffer, from: number, to: number): number {
    this.mistake = "date";
    if (!this.split(bytes, from, to)) return Number.NaN;
    const [first, second, third] = this.parts as [number, number, number];
    if (this.firstDigits === 4) return dayOfCivil(first, second, third);
    if (this.order === undefined) return this.failed("unordered");
    const day = dayIn(this.order, first, second, third);
    if (!Number.isNaN(day)) return day;
    const isOther = DATE_ORDERS.some((order) => !Number.isNaN(dayIn(order, first, second, third)));
    return this.failed(isOther ? "otherOrder" : "date");
  }

  private failed(mistake: DateMistake): number {
    this.mistake = mistake;
    return Number.NaN;
  }

  private split(bytes: Buffer, from: number, to: number): boolean {
    let at = from;
    for (let part = 0; part < 3; part++) {
      const start = at;
      let value = 0;
      for (; at < to; at++) {
        const digit = bytes[at]! - ZERO;
        if (digit < 0 || digit >= DIGITS || at - start >= COMPACT) break;
        value = value * 10 + digit;
      }
      if (part === 0 && at - start === COMPACT) return this.compact(value, at);
      if (at === start) return false;
      if (part === 0) this.firstDigits = at - start;
      this.parts[part] = value;
      if (part < 2 && (at >= to || !SEPARATORS.has(bytes[at++]!))) return false;
    }
    this.end = at;
    return true;
  }

  private compact(value: number, end: number): boolean {
    this.parts[0] = Math.floor(value / 10_000);
    this.parts[1] = Math.floor(value / 100) % 100;
    this.parts[2] = value % 100;
    this.firstDigits = 4;
    this.end = end;
    return true;
  }
}

function dayIn(order: DateOrder, first: number, second: number, third: number): number {
  if (order === "ymd") return dayOfCivil(century(first), second, third);
  const [month, ofMonth] = order === "dmy" ? [second, first] : [first, second];
  return dayOfCivil(century(third), month, ofMonth);
}

const century = (year: number) => (year >= 100 ? year : year + (year < PIVOT ? 2000 : 1900));

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_OF_4_YEARS = 1461;
const DAYS_OF_5_MONTHS = 153;
const EPOCH = 25_508;

/** Days since 1970-01-01 of a date of the years 1901 to 2099; NaN where there is no such date. */
export function dayOfCivil(year: number, month: number, ofMonth: number): number {
  if (year < 1901 || year > 2099 || month < 1 || month > 12) return Number.NaN;
  const isLeapDay = month === 2 && ofMonth === 29 && year % 4 === 0;
  if (ofMonth < 1 || (ofMonth > MONTHS[month - 1]! && !isLeapDay)) return Number.NaN;
  // Counted from March 1900: the leap day is the last one of a year.
  const marchYear = year - 1900 - (month <= 2 ? 1 : 0);
  const ofYear = Math.floor((DAYS_OF_5_MONTHS * ((month + 9) % 12) + 2) / 5) + ofMonth - 1;
  return Math.floor((DAYS_OF_4_YEARS * marchYear) / 4) + ofYear - EPOCH;
}

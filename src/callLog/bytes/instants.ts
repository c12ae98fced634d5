import { type DateMistake, type DateOrder, Dates } from "./dates.ts";
import { clockUs, NO_TIME } from "./times.ts";

export type TimeMistake = DateMistake | "time" | "offset";

const COLON = 58;
const BLANK = 32;
const LETTER_T = 84;
const LETTER_Z = 90;
const PLUS = 43;
const MINUS = 45;
const DAY_US = 86_400e6;
const HALF_DAY_US = DAY_US / 2;

/** Reads points of time: with a date, or of the day that is said. */
export class Instants {
  readonly dates: Dates;
  mistake: TimeMistake | undefined;
  /** Of the date read last, NaN where there was none. */
  day = Number.NaN;

  /** The time read last was taken for one of the day after. */
  isNextDay = false;

  constructor(order: DateOrder | undefined) {
    this.dates = new Dates(order);
  }

  /** Microseconds since midnight of its own date, or of an unsaid day; NaN: empty or a mistake. */
  read(bytes: Buffer, from: number, to: number): number {
    this.mistake = undefined;
    this.day = Number.NaN;
    if (from >= to) return Number.NaN;
    const start = isClock(bytes, from, to) ? from : this.afterDate(bytes, from, to);
    if (this.mistake !== undefined) return Number.NaN;
    const us = clockUs(bytes, start, to);
    if (us !== NO_TIME && !Number.isNaN(us)) return us;
    this.mistake = hasOffset(bytes, start, to) ? "offset" : "time";
    return Number.NaN;
  }

  /**
   * Microseconds since midnight of `day`. A time of day that is more than half a day before
   * `afterUs` is one of the day after.
   */
  since(day: number, afterUs: number, bytes: Buffer, from: number, to: number): number {
    const us = this.read(bytes, from, to);
    this.isNextDay = false;
    if (!Number.isNaN(this.day)) return us + (this.day - day) * DAY_US;
    this.isNextDay = us < afterUs - HALF_DAY_US;
    return this.isNextDay ? us + DAY_US : us;
  }

  private afterDate(bytes: Buffer, from: number, to: number): number {
    const { dates } = this;
    this.day = dates.read(bytes, from, to);
    if (Number.isNaN(this.day)) this.mistake = dates.mistake;
    else if (bytes[dates.end] !== BLANK && bytes[dates.end] !== LETTER_T) this.mistake = "time";
    return dates.end + 1;
  }
}

/** A colon among the first four bytes: a date has none there. */
function isClock(bytes: Buffer, from: number, to: number): boolean {
  const end = Math.min(to, from + 4);
  for (let at = from; at < end; at++) if (bytes[at] === COLON) return true;
  return false;
}

function hasOffset(bytes: Buffer, from: number, to: number): boolean {
  for (let at = to - 1; at > from && at >= to - 6; at--) {
    const byte = bytes[at]!;
    if (byte === PLUS || byte === MINUS || byte === LETTER_Z)
      return !Number.isNaN(clockUs(bytes, from, at)) && clockUs(bytes, from, at) !== NO_TIME;
  }
  return false;
}

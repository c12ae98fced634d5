/**
 * The only place that converts between what people write and what the model counts in: whole
 * microseconds, events per second, bits per second, bytes. Decimal prefixes throughout (k = 1,000).
 */
import type { QuantityKind } from "./parameter.ts";

/** A text that is not the quantity it should be. */
export class QuantityError extends Error {
  readonly wanted: string;
  readonly given: string;

  constructor(wanted: string, given: string | number) {
    super(`wanted ${wanted}, got ${JSON.stringify(given)}`);
    this.name = "QuantityError";
    this.wanted = wanted;
    this.given = String(given);
  }
}

/** Kinds that are one number; a distribution is parsed by the engine with these for its parts. */
export type ScalarKind = Exclude<QuantityKind, "distribution">;

const WANTED: Readonly<Record<ScalarKind, string>> = {
  duration: 'a duration with its unit (us, ms, s, min, h, d), such as "20s"',
  rate: 'a rate with its unit (/s, /min, /h), such as "8/s"',
  bandwidth: 'a bandwidth with its unit (bps, kbps, Mbps, Gbps), such as "1Gbps"',
  bytes: 'whole bytes with their unit (B, kB, MB, GB), such as "1200B"',
  share: 'a share from 0 to 1, or from "0%" to "100%"',
  number: "a number",
  count: "a whole number",
};

/** Microseconds per unit as factor and power of ten, so that a decimal text is scaled exactly. */
const DURATION_UNITS: Readonly<Record<string, readonly [factor: number, exponent: number]>> = {
  us: [1, 0],
  ms: [1, 3],
  s: [1, 6],
  min: [60, 6],
  h: [3600, 6],
  d: [86_400, 6],
};
const BANDWIDTH_EXPONENTS: Readonly<Record<string, number>> = { bps: 0, kbps: 3, Mbps: 6, Gbps: 9 };
const BYTE_EXPONENTS: Readonly<Record<string, number>> = { B: 0, kB: 3, MB: 6, GB: 9 };

const DECIMAL = String.raw`(?:\d+(?:\.\d+)?|\.\d+)`;
const DURATION_PART = new RegExp(String.raw`\s*(${DECIMAL})\s*(us|ms|s|min|h|d)`, "y");
const RATE = new RegExp(String.raw`^(${DECIMAL})\s*/\s*(.+)$`);
const SIZED = new RegExp(String.raw`^(${DECIMAL})\s*([A-Za-z]+)$`);
const PERCENT = new RegExp(String.raw`^(${DECIMAL})\s*%$`);
const NUMBER = new RegExp(String.raw`^[+-]?${DECIMAL}(?:e[+-]?\d+)?$`, "i");

/**
 * A decimal text times a power of ten, correctly rounded: 0.4 × 10^3 is 400, not
 * 400.00000000000006.
 */
const scaled = (digits: string, exponent: number): number => Number(`${digits}e${exponent}`);

/** What a scenario must write for a quantity of this kind, for messages and documentation. */
export const wantedOf = (kind: ScalarKind): string => WANTED[kind];

/**
 * The value of a text (or a bare number, where the kind has no unit) in the model's units.
 * @throws QuantityError for anything else, for a duration that whole microseconds would alter by
 * more than 0.1 %, and for values beyond exact integers.
 */
export function parseQuantity(given: string | number, kind: ScalarKind): number {
  const value = PARSERS[kind](typeof given === "string" ? given.trim() : given);
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER)
    throw new QuantityError(WANTED[kind], given);
  return value;
}

type Parser = (given: string | number) => number;

const PARSERS: Readonly<Record<ScalarKind, Parser>> = {
  duration: parseDuration,
  rate: parseRate,
  bandwidth: (given) => parseSized(given, BANDWIDTH_EXPONENTS),
  bytes: (given) => parseBytes(given),
  share: parseShare,
  number: parseNumber,
  count: parseCount,
};

function parseDuration(given: string | number): number {
  const exactUs = sumOfParts(given);
  const wholeUs = Math.round(exactUs);
  if (Math.abs(wholeUs - exactUs) > 0.001 * exactUs)
    throw new QuantityError("a duration that whole microseconds alter by at most 0.1 %", given);
  return wholeUs;
}

/** Sums the parts of `1h 30min`; NaN when anything else is between, before or after them. */
function sumOfParts(given: string | number): number {
  if (typeof given === "number") return Number.NaN;
  let sumUs = 0;
  let end = 0;
  do {
    DURATION_PART.lastIndex = end;
    const part = DURATION_PART.exec(given);
    if (part === null) return Number.NaN;
    const [factor, exponent] = DURATION_UNITS[part[2]!]!;
    sumUs += scaled(part[1]!, exponent) * factor;
    end = DURATION_PART.lastIndex;
  } while (end < given.length);
  return sumUs;
}

/** `8/s`, `100/h`, and counts over a stretch of time as call logs give them: `15.3/30min`. */
function parseRate(given: string | number): number {
  const match = RATE.exec(String(given));
  if (match === null) return Number.NaN;
  const period = match[2]!;
  const periodUs = sumOfParts(/^[a-z]/.test(period) ? `1${period}` : period);
  return Number(match[1]) / (periodUs / 1e6);
}

function parseSized(given: string | number, exponents: Readonly<Record<string, number>>): number {
  const match = SIZED.exec(String(given));
  const unit = match?.[2] ?? "";
  return match && Object.hasOwn(exponents, unit) ? scaled(match[1]!, exponents[unit]!) : Number.NaN;
}

function parseBytes(given: string | number): number {
  const bytes = parseSized(given, BYTE_EXPONENTS);
  return Number.isInteger(bytes) ? bytes : Number.NaN;
}

function parseShare(given: string | number): number {
  const percent = PERCENT.exec(String(given));
  const value = percent ? scaled(percent[1]!, -2) : parseNumber(given);
  return value >= 0 && value <= 1 ? value : Number.NaN;
}

function parseNumber(given: string | number): number {
  return typeof given === "number" || NUMBER.test(given) ? Number(given) : Number.NaN;
}

function parseCount(given: string | number): number {
  const value = parseNumber(given);
  return Number.isInteger(value) && value >= 0 ? value : Number.NaN;
}

export const DAY_US = 86_400e6;
const TIME_OF_DAY = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$/;

/** `08:00` or `08:00:30` as microseconds since midnight, up to 24:00. @throws QuantityError */
export function parseTimeOfDay(given: string): number {
  const match = TIME_OF_DAY.exec(given.trim());
  const [hours, minutes, seconds] = (match?.slice(1) ?? []).map((part) => Number(part ?? 0));
  const timeUs = match ? (hours! * 3600 + minutes! * 60 + seconds!) * 1e6 : Number.NaN;
  if (!(timeUs <= DAY_US)) throw new QuantityError('a time of day such as "08:00"', given);
  return timeUs;
}

const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** The time of day of any number of microseconds since midnight: `07:30`, or `07:30:15`. */
export function formatTimeOfDay(timeUs: number): string {
  const seconds = Math.floor((((timeUs % DAY_US) + DAY_US) % DAY_US) / 1e6);
  const minutes = Math.floor(seconds / 60);
  const clock = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
  return seconds % 60 === 0 ? clock : `${clock}:${twoDigits(seconds % 60)}`;
}

/** `07:30`, and from the second day on `+1d 07:30`. */
export function formatDayAndTime(timeUs: number): string {
  const day = Math.floor(timeUs / DAY_US);
  return day === 0 ? formatTimeOfDay(timeUs) : `+${day}d ${formatTimeOfDay(timeUs)}`;
}

/** Microseconds as a scenario would write them, exactly: `0.4ms`, `180s`, `1h 30min`. */
export function formatDuration(durationUs: number): string {
  if (durationUs === Infinity) return "unlimited";
  if (durationUs > 0 && durationUs < 1e6) return `${durationUs / 1e3}ms`;
  const minutes = durationUs / 60e6;
  if (minutes < 10 || !Number.isInteger(minutes)) return `${durationUs / 1e6}s`;
  const parts = [[Math.floor(minutes / 60), "h"] as const, [minutes % 60, "min"] as const];
  return parts.flatMap(([value, unit]) => (value > 0 ? [`${value}${unit}`] : [])).join(" ");
}

const PREFIXES = [
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

function formatPrefixed(value: number, unit: string): string {
  if (value === Infinity) return "unlimited";
  const [step, prefix] = PREFIXES.find(([least]) => value >= least) ?? [1, ""];
  return `${value / step}${prefix}${unit}`;
}

/** Bits per second as a scenario would write them: `87.2kbps`, `1Gbps`. */
export const formatBandwidth = (bitsPerSecond: number): string =>
  formatPrefixed(bitsPerSecond, "bps");

/** Bytes as a scenario would write them: `1.2kB`. */
export const formatBytes = (bytes: number): string => formatPrefixed(bytes, "B");

/**
 * Numbers as text, without locale: the same bytes on every machine. An estimate shows as many
 * decimals as its half width justifies (two significant digits of it), but no more than six digits:
 * a model does not know a mean to a millionth. Five where the half width would ask for more.
 */
import type { Estimate } from "../stats/estimate.ts";
import { formatDuration } from "../units.ts";

const DECIMALS_MAX = 6;
const DIGITS_MAX = 6;
const DIGITS_OF_SURE = 5;
/** Smaller values would show as zero. */
const SMALLEST_FIXED = 1e-6;

/** Thousands by commas, and never a minus before zero: `-1,234.5`. */
export function fixed(value: number, decimals: number): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".") as [string, string?];
  const digits =
    whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  return value < 0 && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

/** `1 replication`, `30 replications`. */
export function counted(count: number, noun: string): string {
  return `${fixed(count, 0)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Four significant digits unless told; whole numbers are never shortened. */
export function significant(value: number, digits = 4): string {
  if (value === Infinity) return "unlimited";
  if (Number.isInteger(value)) return fixed(value, 0);
  if (Math.abs(value) < SMALLEST_FIXED) return value.toExponential(digits - 1);
  return fixed(value, decimalsFor(value, digits));
}

/** What is said of something undecided. */
export function wouldDecide(replications: number): string {
  return `about ${counted(replications, "replication")} would decide`;
}

const PREFIXES = [
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
  [0, ""],
] as const;

/** Three significant digits and the unit with its decimal prefix: `10.5 Mbit`. */
export function prefixed(value: number, unit: string): string {
  if (value === Infinity) return significant(value);
  const [factor, prefix] = PREFIXES.find(([least]) => value >= least)!;
  return `${significant(value / (factor || 1), 3)} ${prefix}${unit}`;
}

/** Decimals that show `digits` significant digits of a value. */
function decimalsFor(value: number, digits: number): number {
  return Math.min(DECIMALS_MAX, Math.max(0, lastDecimal(value, digits)));
}

/** Of so many significant digits: 3 for thousandths, below 0 left of the point. */
function lastDecimal(value: number, digits: number): number {
  return digits - 1 - Number(value.toExponential(digits - 1).split("e")[1]);
}

const MINUTE_US = 60e6;

/** A time as a reader has it: `20 s`, `90 s`, `5 min`, `1 h 30 min`. */
export function duration(timeUs: number): string {
  const minutes = timeUs / MINUTE_US;
  if (minutes > 1 && minutes < 10 && Number.isInteger(minutes)) return `${minutes} min`;
  return formatDuration(timeUs).replace(/(?<=\d)(?=[a-z])/g, " ");
}

/** A share as a percentage; `Infinity` is spelt out. */
export function percent(share: number, decimals = 1): string {
  return share === Infinity ? "unlimited" : `${fixed(share * 100, decimals)} %`;
}

/** The use of a resource; of one that is not there, any use is beyond measure. */
export function useText(utilisation: number): string {
  return utilisation === Infinity ? "∞ %" : percent(utilisation);
}

/** With its sign: `+25 %`. */
export function signedPercent(share: number, decimals = 0): string {
  const text = percent(share, decimals);
  return share > 0 && share < Infinity ? `+${text}` : text;
}

/** Headroom; beyond ten times the load the figure says no more than "plenty". */
export function headroomText(headroom: number): string {
  return headroom > 10 && headroom < Infinity ? "> 1,000 %" : signedPercent(headroom);
}

/** The unit a planner reads, for the unit an estimate carries. */
const READ_AS: Readonly<Record<string, string>> = { ratio: "%", Mbps: "Mbit/s", "1/s": "/s" };

const FACTORS: Readonly<Record<string, number>> = { "ratio>%": 100, "s>ms": 1000 };

/** The unit in which an estimate is shown unless a table asks for another: short times in ms. */
function readingUnit(estimate: Estimate): string {
  const { unit } = estimate;
  const size = Math.abs(estimate.estimate ?? 0);
  if (unit === "s" && size > 0 && size < 1) return "ms";
  return READ_AS[unit] ?? unit;
}

/** `80.03 ± 0.18` in the unit asked for, `–` where the estimate is undefined. */
export function withInterval(estimate: Estimate | undefined, unit?: string): string {
  if (estimate === undefined || estimate.estimate === null) return "–";
  const factor = FACTORS[`${estimate.unit}>${unit ?? readingUnit(estimate)}`] ?? 1;
  return plusMinus(estimate.estimate * factor, (estimate.halfWidth95 ?? 0) * factor);
}

/** `80.03 ± 0.18`; without its half width where that is zero. */
export function plusMinus(value: number, half: number): string {
  if (half === 0 || Math.abs(value) + half < SMALLEST_FIXED) return significant(value);
  const isSure = lastDecimal(half, 2) > Math.max(0, lastDecimal(value, DIGITS_MAX));
  const decimals = isSure ? decimalsFor(value, DIGITS_OF_SURE) : decimalsFor(half, 2);
  const least = Number(`1e-${decimals}`);
  const error = half < least / 2 ? `<${fixed(least, decimals)}` : fixed(half, decimals);
  return `${fixed(value, decimals)} ± ${error}`;
}

/** With its unit behind it: `80.03 ± 0.18 %`. */
export function quantity(estimate: Estimate | undefined): string {
  const text = withInterval(estimate);
  return estimate === undefined || text === "–" ? text : `${text} ${readingUnit(estimate)}`;
}

/** A bare value in the unit of an estimate, as a table puts it beside that estimate. */
export function inUnitOf(value: number, estimate: Estimate): string {
  const unit = readingUnit(estimate);
  return `${significant(value * (FACTORS[`${estimate.unit}>${unit}`] ?? 1))} ${unit}`;
}

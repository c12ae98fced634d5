import { formatDayAndTime } from "../units.ts";
import type { RateProfile } from "./types.ts";

export interface Intervals {
  /** Microseconds since midnight. */
  readonly start: number;
  readonly length: number;
}

interface Steps {
  readonly startUs: readonly number[];
  readonly values: readonly number[];
  readonly labels: readonly string[];
}

/**
 * Values by interval of the day as steps on the clock of the run, from time zero on: what lies
 * before it is cut off, outside the intervals the value is 0 and the label empty.
 */
function stepsOf(values: readonly number[], intervals: Intervals, startOfDayUs: number): Steps {
  const { start, length } = intervals;
  const first = start - startOfDayUs;
  const steps = values.map((value, index) => {
    const fromUs = first + index * length;
    return { fromUs, value, label: formatDayAndTime(start + index * length) };
  });
  const before = { fromUs: Math.min(0, first), value: 0, label: "" };
  const after = { fromUs: first + values.length * length, value: 0, label: "" };
  const all = [...(first > 0 ? [before] : []), ...steps, after];
  const seen = all.filter((_, index) => (all[index + 1]?.fromUs ?? Infinity) > 0);
  return {
    startUs: seen.map(({ fromUs }) => Math.max(0, fromUs)),
    values: seen.map(({ value }) => value),
    labels: seen.map(({ label }) => label),
  };
}

export const constantRate = (perSecond: number): RateProfile => ({
  startUs: [0],
  perSecond: [perSecond],
  labels: [],
});

export function rateProfile(
  rates: readonly number[],
  intervals: Intervals,
  startOfDayUs: number,
): RateProfile {
  const { startUs, values, labels } = stepsOf(rates, intervals, startOfDayUs);
  return { startUs, perSecond: values, labels };
}

/** Agents by interval; a single count holds all the time. */
export function staffingSteps(
  counts: number | readonly number[],
  intervals: Intervals | undefined,
  startOfDayUs: number,
): { readonly startUs: readonly number[]; readonly count: readonly number[] } {
  if (typeof counts === "number" || intervals === undefined)
    return { startUs: [0], count: [counts].flat() };
  const { startUs, values } = stepsOf(counts, intervals, startOfDayUs);
  return { startUs, count: values };
}

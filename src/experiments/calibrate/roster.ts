import type { PoolStaffing } from "./types.ts";

/** Positions by interval, and the share of them that is away. */
export interface Roster {
  readonly counts: readonly number[];
  readonly shrinkage: number;
}

const SHRINKAGE_MAX = 0.5;
const HEADROOMS = [1, 1.5, 2, 3];
/** Intervals in which agents stay after the last one, to answer who still waits. */
const AFTER = 2;

/**
 * Whole positions of which each is away by itself with probability s: their number present has
 * mean n(1 − s) and variance n·s(1 − s), s times the mean. So s is the variance of those present
 * over their mean, and n the mean over 1 − s, to the nearest; the share makes up for what rounding
 * takes in all. A further day also differs by the error of means over few days, 1/days of that
 * variance.
 * @param factor on those present
 */
export function rosterOf(staffing: PoolStaffing, factor = 1): Roster {
  const { present: seen, variance, days, available } = staffing;
  const present = seen.map((value) => value * available.estimate);
  const mean = sumOf(present) / present.length;
  const further = variance * (1 + 1 / days);
  const share = mean > 0 ? Math.min(SHRINKAGE_MAX, further / mean) : 0;
  // Steps, so that a factor changes the share alone as long as it can.
  const room = HEADROOMS.find((each) => factor < each / (1 - share)) ?? factor;
  const counts = present.map((value) =>
    Math.max(value > 0 ? 1 : 0, Math.round((room * value) / (1 - share))),
  );
  const shrinkage = Math.max(0, 1 - (factor * sumOf(present)) / Math.max(1, sumOf(counts)));
  return { counts: [...counts, ...Array<number>(AFTER).fill(counts.at(-1)!)], shrinkage };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

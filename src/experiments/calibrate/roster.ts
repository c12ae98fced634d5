import type { PoolStaffing } from "./types.ts";

/** Positions by interval, and the share of them that is away. */
export interface Roster {
  readonly counts: readonly number[];
  readonly shrinkage: number;
}

const SHRINKAGE_MAX = 0.5;
/** Intervals in which agents stay after the last one, to answer who still waits. */
const AFTER = 2;

/**
 * Whole positions of which each is away by itself with probability s: their number present has
 * mean n(1 − s) and variance n·s(1 − s), s times the mean. So s is the variance of those present
 * over their mean, and n the mean over 1 − s; what rounding takes from an interval the next ones
 * get.
 */
export function rosterOf({ present, variance }: PoolStaffing): Roster {
  const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
  const shrinkage = mean > 0 ? Math.min(SHRINKAGE_MAX, variance / mean) : 0;
  let owed = 0;
  const counts = present.map((value) => {
    const wanted = value / (1 - shrinkage) + owed;
    const count = Math.max(value > 0 ? 1 : 0, Math.round(wanted));
    owed = wanted - count;
    return count;
  });
  return { counts: [...counts, ...Array<number>(AFTER).fill(counts.at(-1)!)], shrinkage };
}

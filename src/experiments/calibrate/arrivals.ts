import type { LoggedDay } from "../../callLog/days.ts";
import { asksForAgent, type DayGrid } from "../../callLog/figures.ts";
import { LOGGED_OUTCOMES, type LoggedCalls } from "../../callLog/types.ts";
import { lowerGamma, upperGamma } from "../../engine/special/incompleteGamma.ts";
import { type Dispersion, dispersionOf } from "../../stats/fitting/dispersion.ts";
import { fitProduct } from "../../stats/fitting/productFit.ts";
import type { Outlier } from "./types.ts";

const DAY_US = 86_400e6;
const SERVED = LOGGED_OUTCOMES.indexOf("served");

/**
 * An interval in which fewer calls were served, as a share of the fullest one, is outside opening
 * hours: callers come before them as well, and hang up.
 */
const OPEN_SHARE_MIN = 0.05;

/** From the first to the last interval of the day, by the clock, in which the centre is open. */
export function openingGrid(
  calls: LoggedCalls,
  days: readonly LoggedDay[],
  lengthUs: number,
): DayGrid {
  const all = { startUs: 0, lengthUs, count: Math.ceil(DAY_US / lengthUs) };
  const table = countsOf(calls, days, all, (row) => calls.outcome[row] === SERVED);
  const sums = Array.from({ length: all.count }, (_, i) =>
    table.reduce((sum, day) => sum + day[i]!, 0),
  );
  const isOpen = sums.map((sum) => sum > OPEN_SHARE_MIN * Math.max(...sums));
  const first = Math.max(0, isOpen.indexOf(true));
  const last = Math.max(first, isOpen.lastIndexOf(true));
  return { startUs: first * lengthUs, lengthUs, count: last - first + 1 };
}

/** Calls that ask for an agent by day and interval of arrival. */
export function countsOf(
  calls: LoggedCalls,
  days: readonly LoggedDay[],
  { startUs, lengthUs, count }: DayGrid,
  isUsed: (row: number) => boolean = () => true,
): Float64Array[] {
  return days.map(({ from, to }) => {
    const counts = new Float64Array(count);
    for (let row = from; row < to; row++) {
      const interval = Math.floor((calls.arrivedUs[row]! - startUs) / lengthUs);
      if (interval < 0 || interval >= count) continue;
      if (isUsed(row) && asksForAgent(calls, row)) counts[interval]!++;
    }
    return counts;
  });
}

export interface CleanCounts {
  /** NaN where an outlier was. */
  readonly counts: readonly Float64Array[];
  readonly outliers: readonly Outlier[];
  /** Null for a single day. */
  readonly dispersion: Dispersion | null;
}

/** Of all cells together: how often a log without anything strange loses one. */
const FALSE_OUTLIERS = 1e-3;
const OUTLIER_SHARE_MAX = 0.05;

/**
 * Takes out counts, one at a time, the least likely first, that the law of the others makes
 * incredible: a burst of calls in an outage, an hour in which lines were down.
 */
export function withoutOutliers(counts: readonly Float64Array[]): CleanCounts {
  const clean = counts.map((day) => day.slice());
  const outliers: Outlier[] = [];
  const cells = counts.length * (counts[0]?.length ?? 0);
  const least = FALSE_OUTLIERS / Math.max(1, cells);
  while (counts.length > 2 && outliers.length < OUTLIER_SHARE_MAX * cells) {
    const worst = leastLikely(clean);
    if (worst === undefined || worst.p >= least) break;
    const { day, interval, count, expected } = worst;
    clean[day]![interval] = Number.NaN;
    outliers.push({ day, interval, count, expected });
  }
  const hasSpread = counts.length > 1 && (counts[0]?.length ?? 0) > 1;
  return { counts: clean, outliers, dispersion: hasSpread ? dispersionOf(clean) : null };
}

/** Candidates: the farthest by its own expectation, judged by a fit that does not know it. */
function leastLikely(counts: readonly Float64Array[]) {
  const { expected } = fitProduct(counts);
  const far = counts.flatMap((day, d) =>
    Array.from(day, (count, i) => {
      const mean = expected[d]![i]!;
      return { day: d, interval: i, count, far: Math.abs(count - mean) / Math.sqrt(mean + 1) };
    }).filter((cell) => !Number.isNaN(cell.far)),
  );
  const [first] = far.sort((a, b) => b.far - a.far || a.day - b.day || a.interval - b.interval);
  if (first === undefined) return;
  const without = counts.map((day) => day.slice());
  without[first.day]![first.interval] = Number.NaN;
  const fit = fitProduct(without);
  const mean = fit.rates[first.interval]! * fit.factors[first.day]!;
  if (!(mean > 0)) return;
  const { intervalCv } = dispersionOf(without);
  const days = fit.daysOf[first.interval]!;
  const spread = mean * mean * intervalCv.high95 * intervalCv.high95;
  const variance = (mean + spread) * (1 + 1 / days);
  return { ...first, expected: mean, p: tailOf(first.count, mean, variance) };
}

/** Two-sided, by a gamma law of this mean and variance. */
function tailOf(count: number, mean: number, variance: number): number {
  const shape = (mean * mean) / variance;
  const scale = variance / mean;
  const above = upperGamma(shape, Math.max(0, count - 0.5) / scale);
  const below = lowerGamma(shape, (count + 0.5) / scale);
  return 2 * Math.min(above, below);
}

import { upperGamma } from "../../engine/special/incompleteGamma.ts";
import { studentT } from "../studentT.ts";
import type { Dispersion, DispersionTest, Ranged } from "./dispersion.ts";
import { type CountTable, fitProduct } from "./productFit.ts";

/** What makes counts vary, as shares of their variance about the rates: together 1. */
export interface VarianceParts {
  /** Callers who do not know of each other. */
  readonly poisson: number;
  /** The factor on each interval of each day. */
  readonly interval: number;
  /** The factor on whole days. */
  readonly day: number;
}

/**
 * A count with mean r and both factors has the variance r + r²·cvE²·(1 + cvD²) + r²·cvD²; each part
 * is summed over the intervals. NaN where no call came.
 */
export function varianceParts({ rates, dayCv, intervalCv }: Dispersion): VarianceParts {
  const [day2, interval2] = [
    dayCv.estimate * dayCv.estimate,
    intervalCv.estimate * intervalCv.estimate,
  ];
  const known = rates.map(({ estimate }) => estimate).filter((rate) => rate > 0);
  const calls = known.reduce((sum, rate) => sum + rate, 0);
  const squares = known.reduce((sum, rate) => sum + rate * rate, 0);
  const parts = [calls, squares * interval2 * (1 + day2), squares * day2] as const;
  const all = parts[0] + parts[1] + parts[2];
  return { poisson: parts[0] / all, interval: parts[1] / all, day: parts[2] / all };
}

/**
 * Each interval's counts against a Poisson law with that interval's rate and the days' factors: the
 * index of dispersion (R. A. Fisher, Statistical Methods for Research Workers, §16), about a
 * chi-square. Of many intervals the least p is small by chance: joined they are
 * `Dispersion.intervals`. NaN where fewer than two days count or no call came.
 */
export function intervalTests(counts: CountTable): DispersionTest[] {
  const fit = fitProduct(counts);
  // Days' factors are fitted as well: they take their share of every interval's freedom.
  const share = (fit.intervals - 1) / fit.intervals;
  return fit.rates.map((rate, i) => {
    const freedom = (fit.daysOf[i]! - 1) * share;
    if (!(rate > 0 && freedom > 0)) return { statistic: Number.NaN, freedom: 0, p: Number.NaN };
    let statistic = 0;
    counts.forEach((day, d) => {
      const mean = fit.expected[d]![i]!;
      if (!Number.isNaN(day[i]!) && mean > 0)
        statistic += ((day[i]! - mean) * (day[i]! - mean)) / mean;
    });
    return { statistic, freedom, p: upperGamma(freedom / 2, statistic / 2) };
  });
}

/** The calls of a day: mean and deviation over days, and where a further day lies. */
export interface DayTotal {
  readonly mean: number;
  /** Of single days. */
  readonly deviation: number;
  /** 95 % of further days lie within. */
  readonly further: Ranged;
}

/**
 * Days of which intervals are left out count with what their others say of the whole. The further
 * day's interval is mean ± t·s·√(1 + 1/n), which needs no law of single calls (G. J. Hahn and
 * W. Q. Meeker, Statistical Intervals, §4.7).
 * @throws RangeError with fewer than two days
 */
export function dayTotal(counts: CountTable): DayTotal {
  const { days, rates, factors } = fitProduct(counts);
  if (days < 2) throw new RangeError("wanted two days or more");
  const calls = rates.reduce((sum, rate) => (rate > 0 ? sum + rate : sum), 0);
  const totals = factors.map((factor) => factor * calls);
  const mean = totals.reduce((sum, total) => sum + total, 0) / days;
  const squares = totals.reduce((sum, total) => sum + (total - mean) * (total - mean), 0);
  const deviation = Math.sqrt(squares / (days - 1));
  const half = studentT(0.975, days - 1) * deviation * Math.sqrt(1 + 1 / days);
  const further = { estimate: mean, low95: Math.max(0, mean - half), high95: mean + half };
  return { mean, deviation, further };
}

import { upperGamma } from "../../engine/special/incompleteGamma.ts";
import { studentT } from "../studentT.ts";
import { chiSquareQuantile } from "./chiSquare.ts";
import { Z95 } from "./kaplanMeier.ts";
import { type CountTable, fitProduct, type ProductFit } from "./productFit.ts";

/** An estimate with its 95 % interval. */
export interface Ranged {
  readonly estimate: number;
  readonly low95: number;
  readonly high95: number;
}

/** Test of counts against a Poisson law: dispersion, and the probability of as much by chance. */
export interface DispersionTest {
  /** Sum of squares over the mean: about `freedom` for a Poisson law. */
  readonly statistic: number;
  readonly freedom: number;
  readonly p: number;
}

/** How counts of the same intervals vary from day to day. */
export interface Dispersion {
  /** By interval, calls; NaN where no day counts. */
  readonly rates: readonly Ranged[];
  /** Coefficient of variation of a factor on whole days. */
  readonly dayCv: Ranged;
  /** The same of a factor on each interval of each day. */
  readonly intervalCv: Ranged;
  /** Of day totals. */
  readonly days: DispersionTest;
  /**
   * Of day totals, beyond what their intervals vary each on its own; that is an estimate, so that
   * p < 5 % comes in up to 8 % of logs whose days are alike.
   */
  readonly daysAlone: DispersionTest;
  /** Of intervals within their days. */
  readonly intervals: DispersionTest;
  readonly cells: number;
}

/**
 * Counts of several alike days by interval: count(d, i) is Poisson with mean rᵢ·D·E, where D varies
 * by day and E by day and interval, each with mean 1. Rates are means over days. The variance of
 * residuals within days is μ + μ²cvE² beside rows and columns that are fitted, that of a day's
 * total M + Σμ²cvE² + M²cvD²: both are solved for the factor's variance. The interval of each is
 * that of the sum of squares, a chi-square with degrees of freedom by Satterthwaite (Biometrics
 * Bulletin 2 (1946) 110–114).
 * @param counts NaN where a day's interval is left out
 * @throws RangeError with fewer than two days or intervals
 */
export function dispersionOf(counts: CountTable): Dispersion {
  const fit = fitProduct(counts);
  const { days, intervals, cells } = fit;
  if (days < 2 || intervals < 2) throw new RangeError("wanted two days of two intervals or more");
  const within = withinDays(counts, fit);
  const intervalCv = cvOf(within, within.poisson, within.squares);
  const between = betweenDays(fit, intervalCv.estimate * intervalCv.estimate);
  const dayCv = cvOf(between, between.others, between.squares);
  return {
    rates: ratesOf(fit, dayCv.estimate, intervalCv.estimate, within.freedom),
    ...{ dayCv, intervalCv, cells },
    days: testOf(between.statistic, between.freedom),
    daysAlone: testOf((between.sum * between.freedom) / between.others, between.freedom),
    intervals: testOf(within.statistic, within.freedom),
  };
}

/** A sum of squares, what it would be without a factor, and how much the factor's cv² adds. */
interface Squares {
  readonly sum: number;
  readonly statistic: number;
  /** Of the test. */
  readonly freedom: number;
  /** Of the sum, by Satterthwaite, given cv². */
  readonly effective: (cv2: number) => number;
  readonly squares: number;
}

function withinDays(counts: CountTable, fit: ProductFit): Squares & { readonly poisson: number } {
  const { days, intervals, cells, expected } = fit;
  const freedom = cells - days - intervals + 1;
  const share = freedom / cells;
  let [sum, statistic, poisson, squares] = [0, 0, 0, 0];
  eachCell(counts, expected, (count, mean) => {
    const residual = count - mean;
    sum += residual * residual;
    statistic += (residual * residual) / mean;
    poisson += mean * share;
    squares += mean * mean * share;
  });
  const effective = (cv2: number) => {
    let [first, second] = [0, 0];
    eachCell(counts, expected, (_, mean) => {
      const variance = mean + mean * mean * cv2;
      first += variance;
      // A count's squared residual varies more than a normal one's: by half its fourth cumulant.
      second += variance * variance + fourthCumulant(mean, cv2) / 2;
    });
    return (first * first * share) / second;
  };
  return { sum, statistic, freedom, effective, squares, poisson };
}

/** Of a Poisson count whose mean has a gamma factor: negative binomial. */
function fourthCumulant(mean: number, cv2: number): number {
  const added = mean * cv2;
  return mean * (1 + added) * (1 + 6 * added * (1 + added));
}

function betweenDays(fit: ProductFit, intervalCv2: number): Squares & { readonly others: number } {
  const { days, totals, expectedTotals, expectedSquares } = fit;
  const freedom = days - 1;
  let [sum, statistic, others, squares] = [0, 0, 0, 0];
  for (let d = 0; d < days; d++) {
    const [mean, residual] = [expectedTotals[d]!, totals[d]! - expectedTotals[d]!];
    sum += residual * residual;
    statistic += (residual * residual) / mean;
    others += ((mean + expectedSquares[d]! * intervalCv2) * freedom) / days;
    squares += (mean * mean * freedom) / days;
  }
  return { sum, statistic, freedom, effective: () => freedom, squares, others };
}

/** Solves sum = rest + cv²·squares, with the chi-square interval of the sum; none below 0. */
function cvOf({ sum, effective }: Squares, rest: number, squares: number): Ranged {
  const solved = (value: number) => Math.sqrt(Math.max(0, (value - rest) / squares));
  const estimate = solved(sum);
  const freedom = Math.max(1, effective(estimate * estimate));
  return {
    estimate,
    low95: solved((sum * freedom) / chiSquareQuantile(0.975, freedom)),
    high95: solved((sum * freedom) / chiSquareQuantile(0.025, freedom)),
  };
}

/**
 * Variance of a mean over days: both parts by their degrees of freedom. Of an interval without any
 * call the factor has nothing to widen but the Poisson law's own end.
 */
function ratesOf(
  { rates, daysOf, days }: ProductFit,
  dayCv: number,
  intervalCv: number,
  freedom: number,
): Ranged[] {
  return rates.map((rate, i) => {
    const ownVariance = (rate + rate * rate * intervalCv * intervalCv) / daysOf[i]!;
    const dayVariance = (rate * rate * dayCv * dayCv) / daysOf[i]!;
    const variance = ownVariance + dayVariance;
    const satterthwaite =
      (variance * variance) /
      ((ownVariance * ownVariance) / freedom + (dayVariance * dayVariance) / (days - 1));
    const t = studentT(0.975, Math.max(1, Math.floor(satterthwaite || 1)));
    return aroundRate(rate, daysOf[i]!, variance, t / Z95);
  });
}

/**
 * The interval of a Poisson mean (F. Garwood, Biometrika 28 (1936) 437–442) for calls counted in
 * clumps of the size that makes their variance; wider by `factor`, as the variance is an estimate.
 * Where a handful of calls came in all, an interval about the mean would be far too short.
 */
function aroundRate(rate: number, days: number, variance: number, factor: number): Ranged {
  const clump = rate > 0 ? (variance * days) / rate : 1;
  const clumps = (rate * days) / clump;
  const toRate = (half: number) => (half * clump) / days;
  const low = clumps > 0 ? toRate(chiSquareQuantile(0.025, 2 * clumps) / 2) : 0;
  const high = toRate(chiSquareQuantile(0.975, 2 * clumps + 2) / 2);
  return {
    estimate: rate,
    low95: Math.max(0, rate - factor * (rate - low)),
    high95: rate + factor * (high - rate),
  };
}

function testOf(statistic: number, freedom: number): DispersionTest {
  return { statistic, freedom, p: upperGamma(freedom / 2, statistic / 2) };
}

function eachCell(
  counts: CountTable,
  expected: readonly Float64Array[],
  visit: (count: number, mean: number) => void,
): void {
  counts.forEach((day, d) => {
    day.forEach((count, i) => {
      const mean = expected[d]![i]!;
      if (!Number.isNaN(count) && mean > 0) visit(count, mean);
    });
  });
}

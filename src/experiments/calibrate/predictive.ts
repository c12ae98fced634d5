import { studentT } from "../../stats/studentT.ts";
import type { Calibration } from "./types.ts";

/** The normal quantile at 95 %, an end of a band of 90 %. */
const Z = 1.6448536269514722;
/** A scenario allows no more. */
const CV_MAX = 2;

/**
 * Coefficients of variation of a further day about the estimated rates: its own factor, and the
 * error of rates that are means of few days, whose variance is 1/days of a day's own. A factor whose
 * variance is itself known from few days reaches as far as Student's t says: there the band of 90 %
 * decides.
 */
export function predictive({ dispersion, days }: Calibration) {
  if (dispersion === null) return;
  const { dayCv, intervalCv, rates } = dispersion;
  const known = rates.map(({ estimate }) => estimate).filter((rate) => rate > 0);
  // Weighted by calls: of a large interval's rate the error is small.
  const total = known.reduce((sum, rate) => sum + rate, 0);
  const poisson = known.length / total;
  const square = (value: number) => value * value;
  const n = days.length;
  return {
    day: Math.min(
      CV_MAX,
      (Math.sqrt(square(dayCv.estimate) * (1 + 1 / n)) * studentT(0.95, n - 1)) / Z,
    ),
    interval: Math.sqrt(square(intervalCv.estimate) * (1 + 1 / n) + poisson / n),
  };
}

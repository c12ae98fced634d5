import type { Calibration } from "./types.ts";

/**
 * Coefficients of variation of a further day about the estimated rates: its own factor, and the
 * error of rates that are means of few days, whose variance is 1/days of a day's own.
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
    day: Math.sqrt(square(dayCv.estimate) * (1 + 1 / n)),
    interval: Math.sqrt(square(intervalCv.estimate) * (1 + 1 / n) + poisson / n),
  };
}

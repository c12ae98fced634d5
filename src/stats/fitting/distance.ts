import type { SurvivalCurve } from "./kaplanMeier.ts";

/** Where fewer than this are left, the Kaplan–Meier estimate says little. */
const LEFT_MIN = 10;
const LEFT_SHARE = 0.05;

/**
 * The greatest distance of the fitted survival from the Kaplan–Meier estimate, while at least ten
 * durations, or a twentieth of few, are still at risk. Kolmogorov's where nothing is cut short.
 * @param resolution width of the interval a written duration stands for: its end is compared
 */
export function distanceFrom(
  curve: SurvivalCurve,
  survival: (seconds: number) => number,
  resolution: number,
): number {
  const least = Math.min(LEFT_MIN, LEFT_SHARE * curve.n);
  let greatest = 0;
  let before = 1;
  for (let i = 0; i < curve.times.length && curve.atRisk[i] >= least; i++) {
    const fitted = survival(curve.times[i] + resolution / 2);
    greatest = Math.max(greatest, Math.abs(curve.survival[i] - fitted));
    // At zero the law jumps as the data do.
    const isSmooth = resolution === 0 && curve.times[i] > 0;
    if (isSmooth) greatest = Math.max(greatest, Math.abs(before - fitted));
    before = curve.survival[i];
  }
  return greatest;
}

/**
 * Asymptotic 5 % points of √n times Kolmogorov's distance from a law with fitted parameters, over
 * the greatest standard error of the empirical distribution function, 1/2: 1.094 for an
 * exponential and 0.895 for a lognormal law (D'Agostino and Stephens, Goodness-of-Fit Techniques,
 * 1986, tables 4.14 and 4.7); other laws of two parameters lie near the latter.
 */
const ERRORS_OF_ONE = 2 * 1.094;
const ERRORS_OF_TWO = 2 * 0.895;

/** What a distance exceeds by chance in some 5 % of samples; the law's own parameters count. */
export function allowedDistance(curve: SurvivalCurve, parametersOfLaw: number): number {
  const least = Math.min(LEFT_MIN, LEFT_SHARE * curve.n);
  const error = curve.standardError.reduce(
    (greatest, each, i) => (curve.atRisk[i] >= least ? Math.max(greatest, each) : greatest),
    0,
  );
  return (parametersOfLaw === 1 ? ERRORS_OF_ONE : ERRORS_OF_TWO) * error;
}

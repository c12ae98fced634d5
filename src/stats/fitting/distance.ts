import { measuredSteps, type SurvivalCurve } from "./kaplanMeier.ts";

/** How far a fitted survival is from the Kaplan–Meier estimate, as shares. */
export interface Distance {
  /** The greatest. */
  readonly distance: number;
  /** Where it is greatest for what chance allows there: seconds, distance, what chance allows. */
  readonly worst: { readonly time: number; readonly distance: number; readonly allowed: number };
}

/**
 * Asymptotic 5 % points of √n times Kolmogorov's distance from a law with fitted parameters: of an
 * exponential and of a lognormal law (D'Agostino and Stephens, Goodness-of-Fit Techniques, 1986,
 * tables 4.14 and 4.7). Other laws of two parameters lie near the latter.
 */
const OF_ONE_PARAMETER = 1.094;
const OF_TWO_PARAMETERS = 0.895;

/**
 * Holds a fitted survival against the Kaplan–Meier estimate, as far as that can be believed
 * (`measuredSteps`). What chance allows has the shape of the band of W. J. Hall and J. A. Wellner
 * (Biometrika 67 (1980) 133–143): S (1 + n σ²)/√n times a constant, with σ² Greenwood's sum; where
 * nothing is cut short that is Kolmogorov's test.
 * @param resolution width of the interval a written duration stands for: its end is compared
 */
export function distanceFrom(
  curve: SurvivalCurve,
  { survival, parameters }: { survival(seconds: number): number; readonly parameters: number },
  resolution: number,
): Distance {
  const factor = parameters === 1 ? OF_ONE_PARAMETER : OF_TWO_PARAMETERS;
  let greatest = 0;
  let worst = { time: 0, distance: 0, allowed: Infinity };
  let before = 1;
  const steps = measuredSteps(curve);
  for (let i = 0; i < steps; i++) {
    const time = curve.times[i];
    const fitted = survival(time + resolution / 2);
    // At zero, and where durations are rounded, the law jumps as the data do.
    const fromBefore = resolution === 0 && time > 0 ? Math.abs(before - fitted) : 0;
    const distance = Math.max(Math.abs(curve.survival[i] - fitted), fromBefore);
    const allowed = factor * allowance(curve, i);
    if (distance * worst.allowed > worst.distance * allowed || worst.allowed === Infinity)
      worst = { time, distance, allowed };
    greatest = Math.max(greatest, distance);
    before = curve.survival[i];
  }
  return { distance: greatest, worst };
}

/** S (1 + n σ²)/√n; durations cut short before the first event tell nothing and do not count. */
function allowance({ atRisk, survival, standardError }: SurvivalCurve, step: number): number {
  const n = atRisk[0];
  const share = survival[step];
  if (share === 0) return 1 / Math.sqrt(n);
  const greenwood = (standardError[step] * standardError[step]) / (share * share);
  return (share * (1 + n * greenwood)) / Math.sqrt(n);
}

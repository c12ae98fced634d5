import type { Ranged } from "./dispersion.ts";
import { Z95 } from "./kaplanMeier.ts";

/**
 * A share of independent trials with its 95 % interval.
 * Source: E. B. Wilson, JASA 22 (1927) 209–212; Brown, Cai and DasGupta, Statistical Science 16
 * (2001) 101–133, recommend it.
 * @returns NaN as the estimate of no trials, between 0 and 1
 */
export function shareOf(successes: number, trials: number): Ranged {
  if (trials === 0) return { estimate: Number.NaN, low95: 0, high95: 1 };
  const estimate = successes / trials;
  const weight = (Z95 * Z95) / trials;
  const centre = (estimate + weight / 2) / (1 + weight);
  const half =
    (Z95 / (1 + weight)) * Math.sqrt((estimate * (1 - estimate)) / trials + weight / (4 * trials));
  return {
    estimate,
    low95: successes === 0 ? 0 : centre - half,
    high95: successes === trials ? 1 : centre + half,
  };
}

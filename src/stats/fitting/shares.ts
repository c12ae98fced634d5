import { upperGamma } from "../../engine/special/incompleteGamma.ts";
import type { DispersionTest, Ranged } from "./dispersion.ts";
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

/** Each kind's share of the whole, with an interval for that share alone. */
export function mixOf(counts: ArrayLike<number>): Ranged[] {
  const all = Array.from(counts).reduce((sum, count) => sum + count, 0);
  return Array.from(counts, (count) => shareOf(count, all));
}

/** Trials of one group, and how many came out. */
export interface Trials {
  readonly successes: number;
  readonly trials: number;
}

/**
 * Whether the share is the same in all groups: Pearson's chi-square of homogeneity, with the
 * probability of as much by chance. Fair where each group expects some five of either kind.
 * Source: A. Agresti, Categorical Data Analysis, §3.2.
 * @returns p NaN with fewer than two groups with trials; 1 where all or none came out
 */
export function sharesTest(groups: readonly Trials[]): DispersionTest {
  const used = groups.filter(({ trials }) => trials > 0);
  const freedom = used.length - 1;
  if (freedom < 1) return { statistic: 0, freedom: 0, p: Number.NaN };
  const all = used.reduce((sum, { trials }) => sum + trials, 0);
  const share = used.reduce((sum, { successes }) => sum + successes, 0) / all;
  if (share === 0 || share === 1) return { statistic: 0, freedom, p: 1 };
  const statistic = used.reduce((sum, { successes, trials }) => {
    const residual = successes - trials * share;
    return sum + (residual * residual) / (trials * share * (1 - share));
  }, 0);
  return { statistic, freedom, p: upperGamma(freedom / 2, statistic / 2) };
}

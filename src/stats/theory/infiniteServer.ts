/**
 * As many servers as it takes: IVR ports, trunks and sessions without a limit that matters. The
 * number busy is Poisson whatever the law of the holding time.
 */
import { requireNotNegative, requirePositive, requireShare } from "./checks.ts";
import { countQuantile, poisson } from "./counts.ts";

/** From `from` on (s), until the next piece starts, calls arrive at `rate` (calls/s). */
export interface RatePiece {
  readonly from: number;
  readonly rate: number;
}

/** In order of time; before the first piece nothing arrives, the last one has no end. */
export type RateProfile = readonly RatePiece[];

/** Refuses rates that are no rates and pieces out of order. */
export function checkProfile(profile: RateProfile): void {
  for (const [i, { from, rate }] of profile.entries()) {
    requireNotNegative("rate", rate);
    if (i > 0) requirePositive("profile: time between pieces", from - profile[i - 1].from);
  }
}

/**
 * The least number of servers that are enough with this chance when the number wanted is Poisson,
 * as in M/G/∞ and Mt/G/∞. O(√mean); means from 0 to 1e12.
 * @param mean busy servers: rate × mean holding time, or `meanBusyAt`
 * @param probability above 0 and below 1
 */
export function busyQuantile(mean: number, probability: number): number {
  requireShare("probability", probability);
  return countQuantile(poisson(mean), probability);
}

/**
 * Mt/G/∞: mean of the (Poisson) number busy at time `at`, for arrivals at a piecewise constant
 * rate and nobody there before the first: Σ rate (H(at − start) − H(at − end)). Source: Eick,
 * Massey, Whitt (1993), The physics of the Mt/G/∞ queue.
 * @param survivalIntegral H(x) = ∫₀ˣ P(S > u) du of the holding time S, s: `meanUpTo`
 *   of a `patienceLaw`, which a holding time has as well
 */
export function meanBusyAt(
  profile: RateProfile,
  survivalIntegral: (x: number) => number,
  at: number,
): number {
  checkProfile(profile);
  const sinceThen = (time: number) => (time < at ? survivalIntegral(at - time) : 0);
  return profile.reduce((mean, { from, rate }, i) => {
    const end = profile[i + 1]?.from ?? Infinity;
    return mean + rate * (sinceThen(from) - sinceThen(end));
  }, 0);
}

import { logGamma } from "../../engine/special/logGamma.ts";

/** Terms below this share of the first are left out. */
const NEGLIGIBLE = 1e-12;

/**
 * Mean of how far a binomial number exceeds `free`: E[(Bin(n, p) − free)⁺]. Costs a few standard
 * deviations of terms, from the nearest one outwards.
 * @param n attempts, whole, >= 0
 * @param p chance of each, within 0..1
 * @param free any number; a negative one is exceeded always
 */
export function surplus(n: number, p: number, free: number): number {
  const mean = n * p;
  if (free <= 0) return mean - free;
  if (free >= n || p === 0) return 0;
  if (p === 1) return n - free;
  return free >= mean ? above(n, p, free) : mean - free + above(n, 1 - p, n - free);
}

/** The same for `free` at or above the mean, whose terms fall from the first. */
function above(n: number, p: number, free: number): number {
  const odds = p / (1 - p);
  let k = Math.floor(free) + 1;
  if (k > n) return 0;
  let chance = Math.exp(logBinomial(n, k) + k * Math.log(p) + (n - k) * Math.log(1 - p));
  let sum = 0;
  for (const enough = chance * NEGLIGIBLE; k <= n && chance > enough; k++) {
    sum += (k - free) * chance;
    chance *= ((n - k) / (k + 1)) * odds;
  }
  return sum;
}

const logBinomial = (n: number, k: number): number =>
  logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

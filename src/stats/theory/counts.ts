/** Figures of laws on whole numbers (`masses.ts`): Poisson counts, sums, tails, quantiles. */
import { requireNotNegative } from "./checks.ts";
import { type Masses, massesAround } from "./masses.ts";

/** The Poisson law, up to `last`. O(√mean). */
export function poisson(mean: number, last = Infinity): Masses {
  requireNotNegative("mean", mean);
  return massesAround(Math.min(Math.floor(mean), last), last, (n) => mean / (n + 1));
}

/** P(N = n). */
export function shareOf({ from, shares }: Masses, n: number): number {
  return shares[n - from] ?? 0;
}

/** Σ f(n) P(N = n). */
export function expectation({ from, shares }: Masses, f: (n: number) => number): number {
  let total = 0;
  for (let i = 0; i < shares.length; i++) total += shares[i] * f(from + i);
  return total;
}

/** The mean of N. */
export function meanOf(masses: Masses): number {
  return expectation(masses, (n) => n);
}

/** The variance of N. */
export function varianceOf(masses: Masses): number {
  const mean = meanOf(masses);
  return expectation(masses, (n) => (n - mean) * (n - mean));
}

/** The least n with P(N <= n) >= probability. */
export function countQuantile({ from, shares }: Masses, probability: number): number {
  let total = 0;
  for (let i = 0; i < shares.length; i++) {
    total += shares[i];
    if (total >= probability) return from + i;
  }
  return from + shares.length - 1;
}

/** The law with these weights, which are scaled to sum to 1 where they are. */
export function normalised(from: number, shares: Float64Array): Masses {
  const total = expectation({ from, shares }, () => 1);
  for (let i = 0; i < shares.length; i++) shares[i] /= total;
  return { from, shares };
}

/** Without the ends where each share is below `least` of the greatest; not scaled again. */
export function trimmed({ from, shares }: Masses, least: number): Masses {
  const greatest = shares.reduce((most, share) => Math.max(most, share), 0);
  let [start, end] = [0, shares.length];
  while (shares[start] < least * greatest) start++;
  while (shares[end - 1] < least * greatest) end--;
  return { from: from + start, shares: shares.subarray(start, end) };
}

/** The law of the sum of two independent counts. O(states of one × states of the other). */
export function sumLaw(a: Masses, b: Masses): Masses {
  const shares = new Float64Array(a.shares.length + b.shares.length - 1);
  for (let i = 0; i < a.shares.length; i++)
    for (let j = 0; j < b.shares.length; j++) shares[i + j] += a.shares[i] * b.shares[j];
  return { from: a.from + b.from, shares };
}

/** Differences of two estimates, and what may be said of them at an error probability. */
import { mean, sampleVariance } from "simple-statistics";
import { studentT, studentTail } from "./studentT.ts";

/** An estimated difference, its standard error, and the degrees of freedom of that. */
export interface Difference {
  readonly value: number;
  readonly error: number;
  readonly freedom: number;
}

/** An estimate of which only this is known. */
export interface Measured {
  readonly estimate: number;
  readonly error: number;
  readonly freedom: number;
}

/**
 * b − a of replications that share their random numbers: what both have in common cancels out.
 * @param a one value for each replication, see `pseudoValues.ts`; at least two
 * @param b of the same replications in the same order
 */
export function pairedDifference(a: readonly number[], b: readonly number[]): Difference {
  const differences = b.map((value, i) => value - a[i]!);
  const error = Math.sqrt(sampleVariance(differences) / differences.length);
  return { value: mean(differences), error, freedom: differences.length - 1 };
}

/**
 * b − a of independent estimates (Welch 1947), degrees of freedom rounded down, which errs on the
 * safe side.
 */
export function welchDifference(a: Measured, b: Measured): Difference {
  const [va, vb] = [a.error * a.error, b.error * b.error];
  const sum = va + vb;
  const freedom =
    sum === 0 ? Infinity : (sum * sum) / ((va * va) / a.freedom + (vb * vb) / b.freedom);
  const least = Math.min(a.freedom, b.freedom);
  return {
    value: b.estimate - a.estimate,
    error: Math.sqrt(sum),
    freedom: Math.max(least, Math.min(a.freedom + b.freedom, Math.floor(freedom))),
  };
}

/** Half the width of the interval that misses the truth with probability `alpha`. */
export function halfWidthAt({ error, freedom }: Difference, alpha: number): number {
  return error === 0 ? 0 : studentT(1 - alpha / 2, freedom) * error;
}

/**
 * How surprising a difference is, were the true one within ± margin: two-sided p-value,
 * conservative for margins above 0. Small: it is larger than the margin.
 */
export function pOfWithin({ value, error, freedom }: Difference, margin: number): number {
  const beyond = Math.abs(value) - margin;
  if (beyond <= 0) return 1;
  return error === 0 ? 0 : Math.min(1, 2 * studentTail(beyond / error, freedom));
}

/**
 * How surprising it is, were the true one at least as large as the margin, in either direction: the
 * larger p-value of two one-sided tests (Schuirmann 1987). Small: it is smaller than the margin.
 */
export function pOfBeyond({ value, error, freedom }: Difference, margin: number): number {
  const within = margin - Math.abs(value);
  if (error === 0) return within >= 0 ? 0 : 1;
  if (within <= 0) return 1;
  return studentTail(within / error, freedom);
}

/**
 * About how many replications decide on which side of the margin the true difference is, if it is
 * what it seems to be. `null`: it lies too near for any number to tell.
 * @param replications of which the difference is known
 */
export function replicationsToDecide(
  difference: Difference,
  { margin, alpha, replications }: { margin: number; alpha: number; replications: number },
): number | null {
  const away = Math.abs(Math.abs(difference.value) - margin);
  const needed = replications * square(halfWidthAt(difference, alpha) / away);
  return needed < WORTH_SAYING ? Math.max(replications, Math.ceil(needed)) : null;
}

/** Beyond a million replications "more" says as much. */
const WORTH_SAYING = 1e6;

const square = (value: number) => value * value;

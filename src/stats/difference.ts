/** Differences of two estimates, and what may be said of them at an error probability. */
import { mean, sampleVariance } from "simple-statistics";
import { replicationsToReach } from "./neededReplications.ts";
import { studentT, studentTail } from "./studentT.ts";

/** An estimated difference, its standard error, and the degrees of freedom of that. */
export interface Difference {
  readonly value: number;
  readonly error: number;
  readonly freedom: number;
  /** Part of the error that is there to stay: of a side that nobody replicates further. */
  readonly fixedError?: number;
  /** Of the side that has fewer, or of that which can have more. */
  readonly replications: number;
  /** What there is to go by where nothing varies, see `chanceOfSame`. */
  readonly kind: "paired" | "independent" | "coarse";
}

/** An estimate of which only this is known. */
export interface Measured {
  readonly estimate: number;
  readonly error: number;
  readonly freedom: number;
  /**
   * It is the same whichever replication is left out, and yet these differ, as a quantile of whole
   * numbers may be: its error is not zero but unknown.
   */
  readonly isCoarse?: boolean;
}

/**
 * b − a of replications that share their random numbers: what both have in common cancels out.
 * @param a one value for each replication, see `pseudoValues.ts`; at least two
 * @param b of the same replications in the same order
 */
export function pairedDifference(a: readonly number[], b: readonly number[]): Difference {
  const differences = b.map((value, i) => value - a[i]!);
  const replications = differences.length;
  const error = Math.sqrt(sampleVariance(differences) / replications);
  return {
    ...{ value: mean(differences), error, freedom: replications - 1 },
    ...{ replications, kind: "paired" },
  };
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
    replications: least + 1,
    kind: a.isCoarse || b.isCoarse ? "coarse" : "independent",
  };
}

/**
 * Without any spread: how probable it is that chance alone sets so many replications apart in the
 * same way, were both sides alike. Of pairs that all differ to the same side (sign test); of two
 * groups of equal values (permutation test: Fisher 1935); nothing can be said of coarse estimates.
 */
export function chanceOfSame(kind: Difference["kind"], replications: number): number {
  if (kind === "coarse") return 1;
  if (kind === "paired") return Math.min(1, 2 * Math.exp(-replications * Math.LN2));
  let ways = 1;
  for (let i = 1; i <= replications; i++) ways *= (replications + i) / i;
  return Math.min(1, 2 / ways);
}

/** Half the width of the interval that misses the truth with probability `alpha`. */
export function halfWidthAt(
  { error, freedom }: Pick<Difference, "error" | "freedom">,
  alpha: number,
): number {
  return error === 0 ? 0 : studentT(1 - alpha / 2, freedom) * error;
}

/**
 * How surprising a difference is, were the true one within ± margin: two-sided p-value,
 * conservative for margins above 0. Small: it is larger than the margin.
 */
export function pOfWithin(difference: Difference, margin: number): number {
  const { value, error, freedom, kind, replications } = difference;
  const beyond = Math.abs(value) - margin;
  if (beyond <= 0 || kind === "coarse") return 1;
  if (error === 0) return chanceOfSame(kind, replications);
  return Math.min(1, 2 * studentTail(beyond / error, freedom));
}

/**
 * How surprising it is, were the true one at least as large as the margin, in either direction: the
 * larger p-value of two one-sided tests (Schuirmann 1987). Small: it is smaller than the margin. No
 * difference in any replication is taken for none.
 */
export function pOfBeyond(difference: Difference, margin: number): number {
  const { value, error, freedom, kind, replications } = difference;
  if (isNone(difference)) return 0;
  const within = margin - Math.abs(value);
  if (within <= 0 || kind === "coarse") return 1;
  return error === 0 ? chanceOfSame(kind, replications) : studentTail(within / error, freedom);
}

/** Nothing varies and nothing differs. */
export const isNone = ({ value, error }: Difference): boolean => error === 0 && value === 0;

/**
 * About how many replications of each side decide on which side of the margin the true difference
 * is, if it is what it seems to be. `null`: it lies too near for a million to tell, or nothing is
 * known of its error.
 */
export function replicationsToDecide(
  difference: Difference,
  { margin, alpha }: { readonly margin: number; readonly alpha: number },
): number | null {
  const { value, error, kind } = difference;
  const away = Math.abs(Math.abs(value) - margin);
  if (kind === "coarse" || away === 0) return null;
  if (error > 0) return replicationsToReach(difference, away, alpha);
  let count = difference.replications + 1;
  while (chanceOfSame(kind, count) > alpha) count++;
  return count;
}

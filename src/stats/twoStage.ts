/**
 * How many replications a precision takes, by two stages (Stein, Annals of Mathematical Statistics
 * 16 (1945) 243–258): the spread of a first stage alone decides how many there are in all. The
 * interval is the mean of all of them ± t · s / √n with s and the degrees of freedom of the first
 * stage, which holds its level exactly for normal values, whereas adding replications until an
 * interval looks narrow enough stops too early too often.
 */
import type { Measured } from "./difference.ts";
import { studentT } from "./studentT.ts";

/** An estimate after the first stage, its error, and of how many replications. */
export interface FirstStage extends Measured {
  readonly replications: number;
}

/** Fewer replications do not tell the spread well enough to rely on it alone. */
export const FIRST_STAGE_LEAST = 20;

/**
 * Replications in all after which the interval is no wider than ± goal; those of the first stage at
 * least.
 * @param goal half width, above 0
 * @param alpha error probability of this interval
 */
export function replicationsFor(first: FirstStage, goal: number, alpha: number): number {
  const ratio = halfWidthAfter(first, first.replications, alpha) / goal;
  return Math.max(first.replications, Math.ceil(first.replications * ratio * ratio));
}

/** Half the width of the interval over so many replications in all. */
export function halfWidthAfter(first: FirstStage, replications: number, alpha: number): number {
  if (first.error === 0) return 0;
  const t = studentT(1 - alpha / 2, first.freedom);
  return t * first.error * Math.sqrt(first.replications / replications);
}

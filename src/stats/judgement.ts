import {
  type Difference,
  halfWidthAt,
  isNone,
  pOfBeyond,
  pOfWithin,
  replicationsToDecide,
} from "./difference.ts";
import { holm } from "./joint.ts";
import type { Verdict } from "./verdict.ts";

/** A difference and how large it may be without mattering. */
export interface Compared {
  readonly difference: Difference;
  /** ≥ 0; with 0 any proven difference matters, and none can be ruled out. */
  readonly margin: number;
}

export interface Judgement {
  /** `pass`: smaller than the margin, `fail`: larger, `undecided`: too little is known. */
  readonly verdict: Verdict;
  /** It is not zero, whatever the margin. */
  readonly isProven: boolean;
  /** Of this difference alone; `null` where its error is not known. */
  readonly halfWidth95: number | null;
  /** Replications in all that would decide it; null: more than anybody makes, or it is decided. */
  readonly replicationsNeeded: number | null;
}

/**
 * Judges many differences at once. Each kind of mistake (a false alarm, a false clearance, a
 * difference claimed that is none) happens anywhere with probability `alpha` at most, however the
 * metrics depend on each other (Holm 1979). What is the same on both sides in every replication
 * passes and does not count.
 */
export function judged(all: readonly Compared[], alpha: number): Judgement[] {
  const certain = all.map(({ difference }) => isNone(difference));
  const adjusted = (p: (of: Compared) => number) => {
    const open = all.flatMap((each, i) => (certain[i] ? [] : [p(each)]));
    const joint = holm(open);
    return all.map((each, i) => (certain[i] ? p(each) : joint.shift()!));
  };
  const alarms = adjusted(({ difference, margin }) => pOfWithin(difference, margin));
  const clearances = adjusted(({ difference, margin }) => pOfBeyond(difference, margin));
  const proofs = adjusted(({ difference }) => pOfWithin(difference, 0));
  const open = certain.filter((each) => !each).length;
  return all.map((each, i) => {
    const verdict = alarms[i]! <= alpha ? "fail" : clearances[i]! <= alpha ? "pass" : "undecided";
    const needed = { margin: each.margin, alpha: alpha / open };
    return {
      verdict,
      isProven: proofs[i]! <= alpha,
      halfWidth95: each.difference.kind === "coarse" ? null : halfWidthAt(each.difference, 0.05),
      replicationsNeeded:
        verdict === "undecided" ? replicationsToDecide(each.difference, needed) : null,
    };
  });
}

import type { Estimate } from "./estimate.ts";
import type { Interval } from "./intervals.ts";
import { replicationsToReach } from "./neededReplications.ts";
import { studentT } from "./studentT.ts";

/** A limit that a planner wants a metric to keep. */
export interface Expectation {
  readonly relation: "<=" | ">=";
  readonly limit: number;
}

export type Verdict = "pass" | "fail" | "undecided";

/**
 * Judges an expectation by the 95 % interval: `pass` when all of it keeps the limit, `fail` when
 * none of it does, else `undecided`, as when there is no interval.
 */
export function verdictOf(
  { relation, limit }: Expectation,
  { low95, high95 }: Pick<Interval, "low95" | "high95">,
): Verdict {
  if (low95 === null || high95 === null) return "undecided";
  const keeps = (value: number) => (relation === "<=" ? value <= limit : value >= limit);
  if (keeps(low95) && keeps(high95)) return "pass";
  return keeps(low95) || keeps(high95) ? "undecided" : "fail";
}

/**
 * About how many replications in all would decide an expectation that is undecided, if the estimate
 * is what it seems to be; `null` where that is unknowable: the estimate has no interval, or lies so
 * near the limit that a million would not do.
 */
export function replicationsNeeded(
  { limit }: Expectation,
  { estimate, halfWidth95, replications }: Estimate,
): number | null {
  if (estimate === null || halfWidth95 === null) return null;
  const freedom = replications - 1;
  const error = halfWidth95 / studentT(0.975, freedom);
  return replicationsToReach({ error, freedom, replications }, Math.abs(estimate - limit), 0.05);
}

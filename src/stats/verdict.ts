import type { Interval } from "./intervals.ts";

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

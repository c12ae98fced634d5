/** What became of a logged call; `phantom`: the log says to ignore it. */
export const LOGGED_OUTCOMES = [
  "served",
  "abandoned",
  "contained",
  "blocked",
  "phantom",
  "unknown",
] as const;
export type LoggedOutcome = (typeof LOGGED_OUTCOMES)[number];

/**
 * The calls of a log, columns side by side, in order of arrival. Times are microseconds of wall
 * clock since midnight of the call's own day (beyond 24 h when it lasts past midnight), NaN where
 * the log does not tell or it never happened.
 */
export interface LoggedCalls {
  readonly count: number;
  /** Of the source, from 1. */
  readonly line: Int32Array;
  /** Day of arrival: days since 1970-01-01. */
  readonly day: Int32Array;
  /** At the trunk, where the IVR answers. */
  readonly arrivedUs: Float64Array;
  /** Asked for an agent: the wait begins. */
  readonly queuedUs: Float64Array;
  /** The wait is over: an agent was selected, or the caller hung up. */
  readonly dequeuedUs: Float64Array;
  /** An agent's service begins. */
  readonly answeredUs: Float64Array;
  /** The caller is gone. */
  readonly endedUs: Float64Array;
  /** After-call work is done. */
  readonly freedUs: Float64Array;
  /** Index into LOGGED_OUTCOMES. */
  readonly outcome: Uint8Array;
  /** Index into `types`, −1 where the log does not tell; so are the three below. */
  readonly type: Int32Array;
  readonly priority: Int32Array;
  /** Index into `agents`. */
  readonly agent: Int32Array;
  /** Numbered as they occur. */
  readonly customer: Int32Array;
  readonly types: readonly string[];
  readonly agents: readonly string[];
  readonly customers: number;
}

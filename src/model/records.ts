import { OUTCOMES, type Outcome } from "./actions.ts";
import { AGENT_SLOTS, type Calls } from "./calls.ts";

/** One finished call, in whole microseconds; null where it never happened. */
export interface CallRecord {
  readonly serial: number;
  readonly demand: number;
  readonly site: number;
  readonly outcome: Outcome;
  readonly arrivedUs: number;
  readonly queuedUs: number | null;
  readonly selectedUs: number | null;
  readonly answeredUs: number | null;
  readonly endedUs: number;
  /** The first agent, −1 for none. */
  readonly agent: number;
}

export function recordOf(calls: Calls, call: number, outcome: number): CallRecord {
  return {
    serial: calls.serial[call],
    demand: calls.demand[call],
    site: calls.site[call],
    outcome: OUTCOMES[outcome],
    arrivedUs: calls.arrivedUs[call],
    queuedUs: orNull(calls.queuedUs[call]),
    selectedUs: orNull(calls.selectedUs[call]),
    answeredUs: orNull(calls.answeredUs[call]),
    endedUs: calls.endedUs[call],
    agent: calls.agent[AGENT_SLOTS * call],
  };
}

function orNull(timeUs: number): number | null {
  return Number.isNaN(timeUs) ? null : timeUs;
}

import { LOGGED_OUTCOMES, type LoggedCalls, type LoggedOutcome } from "../../src/callLog/types.ts";

/** A call in seconds since midnight; what is left out the log does not tell. */
export interface ACall {
  readonly day?: number;
  readonly arrived: number;
  readonly queued?: number;
  readonly dequeued?: number;
  readonly answered?: number;
  readonly ended?: number;
  readonly freed?: number;
  readonly outcome?: LoggedOutcome;
  readonly type?: number;
  readonly priority?: number;
  readonly agent?: number;
  readonly customer?: number;
}

/** A log of these calls, served unless told. */
export function aLog(calls: readonly ACall[]): LoggedCalls {
  const clock = (of: (call: ACall) => number | undefined) =>
    Float64Array.from(calls, (call) => (of(call) ?? Number.NaN) * 1e6);
  const index = (of: (call: ACall) => number | undefined, otherwise: number) =>
    Int32Array.from(calls, (call) => of(call) ?? otherwise);
  const most = (values: Int32Array) => Math.max(-1, ...values) + 1;
  const [type, agent] = [index((call) => call.type, 0), index((call) => call.agent, -1)];
  const customer = index((call) => call.customer, -1);
  return {
    count: calls.length,
    line: Int32Array.from(calls, (_, i) => i + 2),
    day: index((call) => call.day, 0),
    arrivedUs: clock((call) => call.arrived),
    queuedUs: clock((call) => call.queued),
    dequeuedUs: clock((call) => call.dequeued),
    answeredUs: clock((call) => call.answered),
    endedUs: clock((call) => call.ended),
    freedUs: clock((call) => call.freed),
    outcome: Uint8Array.from(calls, (call) => LOGGED_OUTCOMES.indexOf(call.outcome ?? "served")),
    type,
    priority: index((call) => call.priority, 0),
    agent,
    customer,
    types: Array.from({ length: most(type) }, (_, i) => `type${i}`),
    agents: Array.from({ length: most(agent) }, (_, i) => `agent${i}`),
    customers: most(customer),
  };
}

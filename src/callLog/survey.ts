import type { Findings } from "./findings.ts";
import { OVERLAP_US } from "./settle.ts";
import type { LoggedCalls } from "./types.ts";

const DAY_US = 86_400e6;
/** Calls of one moment that are compared: more are no coincidence of a coarse clock. */
const NEIGHBOURS = 32;

/** Says what only calls side by side show. */
export function surveyCalls(calls: LoggedCalls, findings: Findings): void {
  if (calls.agents.length > 0) overlaps(calls, findings);
  duplicates(calls, findings);
}

/** Services of one agent that begin before the previous one ends. */
function overlaps(calls: LoggedCalls, findings: Findings): void {
  const { agent, day, answeredUs, endedUs, count } = calls;
  const services = new Uint32Array(count);
  const from = new Float64Array(count);
  let found = 0;
  for (let row = 0; row < count; row++) {
    if (agent[row]! < 0 || !(answeredUs[row]! <= endedUs[row]!)) continue;
    from[row] = day[row]! * DAY_US + answeredUs[row]!;
    services[found++] = row;
  }
  const order = services.subarray(0, found).sort((a, b) => from[a]! - from[b]!);
  const free = new Float64Array(calls.agents.length).fill(Number.NEGATIVE_INFINITY);
  for (const row of order) {
    const whose = agent[row]!;
    if (from[row]! < free[whose]! - OVERLAP_US) findings.add("agentOverlap", calls.line[row]!);
    free[whose] = Math.max(free[whose]!, day[row]! * DAY_US + endedUs[row]!);
  }
}

/** Calls that are told twice; without a name two calls may well be alike. */
function duplicates(calls: LoggedCalls, findings: Findings): void {
  const { count, day, arrivedUs, customer, agent } = calls;
  for (let row = 1; row < count; row++) {
    if (customer[row]! < 0 && agent[row]! < 0) continue;
    const first = Math.max(0, row - NEIGHBOURS);
    for (let other = row - 1; other >= first; other--) {
      if (day[other] !== day[row] || arrivedUs[other] !== arrivedUs[row]) break;
      if (!isSame(calls, other, row)) continue;
      findings.add("duplicate", calls.line[row]!);
      break;
    }
  }
}

const isSame = (calls: LoggedCalls, a: number, b: number): boolean =>
  calls.customer[a] === calls.customer[b] &&
  calls.agent[a] === calls.agent[b] &&
  calls.type[a] === calls.type[b] &&
  calls.outcome[a] === calls.outcome[b] &&
  Object.is(calls.queuedUs[a], calls.queuedUs[b]) &&
  Object.is(calls.dequeuedUs[a], calls.dequeuedUs[b]) &&
  Object.is(calls.answeredUs[a], calls.answeredUs[b]) &&
  Object.is(calls.endedUs[a], calls.endedUs[b]);

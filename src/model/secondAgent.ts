import { countCall } from "./callLife.ts";
import { COHORT } from "./calls.ts";
import { CONSULT_COUNTS } from "./consultMeters.ts";
import { CALL_COUNTS } from "./meters.ts";
import type { World } from "./world.ts";

const CONSULTED = CALL_COUNTS.indexOf("consulted");
const ASKED = CONSULT_COUNTS.indexOf("asked");
const SELECTED = CONSULT_COUNTS.indexOf("selected");
const ABANDONED = CONSULT_COUNTS.indexOf("abandoned");

/** A call wants a second agent from now on. */
export function askSecond(world: World, call: number): void {
  world.calls.askedUs[call] = world.nowUs;
  countCall(world, call, CONSULTED);
  countSecond(world, call, ASKED);
}

/** A second agent is selected. */
export function selectSecond(world: World, call: number): void {
  countSecond(world, call, SELECTED);
  recordSecond(world, call);
}

/** Somebody gives up waiting for one: the customer, or the first agent. */
export function giveUpSecond(world: World, call: number, isCustomer: boolean): void {
  if (isCustomer) countSecond(world, call, ABANDONED);
  recordSecond(world, call);
}

/** Adds one to a counter of the cluster and of the queue that the second agent is asked of. */
function countSecond(world: World, call: number, count: number): void {
  const { calls, meters, recorders } = world;
  if (calls.inCohort[call] !== COHORT.CUSTOMERS) return;
  const { scopes, counts } = meters.consult;
  const base = count * scopes;
  const own = counts[base + 1 + world.queueOf(call, 1)];
  if (counts[base] >= 0) recorders.cohorts[counts[base]]++;
  if (own >= 0) recorders.cohorts[own]++;
}

/** The time from asking until now. */
function recordSecond(world: World, call: number): void {
  const { calls, meters, recorders, nowUs } = world;
  if (calls.inCohort[call] !== COHORT.CUSTOMERS) return;
  const { wait } = meters.consult;
  const waitUs = nowUs - calls.askedUs[call];
  const own = wait[1 + world.queueOf(call, 1)];
  if (wait[0] >= 0) recorders.record(wait[0], waitUs);
  if (own >= 0) recorders.record(own, waitUs);
}

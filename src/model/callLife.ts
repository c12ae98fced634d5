import { OUTCOMES, type Outcome, PHASES } from "./actions.ts";
import { AGENT_SLOTS, COHORT, GONE, HELD, PORT_COUNT, STREAM_COUNT } from "./calls.ts";
import { beginInteraction, endInteraction, queueInteraction } from "./interactions.ts";
import { LEG } from "./legs.ts";
import { CALL_COUNTS, QUEUE_COUNTS, SIP_COUNTS } from "./meters.ts";
import { recordOf } from "./records.ts";
import { freeAgentTrunk } from "./verbs/access.ts";
import { leaveQueue, releaseAgent } from "./verbs/agents.ts";
import { endStream } from "./verbs/media.ts";
import { cutRecording } from "./verbs/recording.ts";
import type { World } from "./world.ts";

export const PHASE = {
  SETUP: PHASES.indexOf("setup"),
  QUALIFICATION: PHASES.indexOf("qualification"),
  QUEUE: PHASES.indexOf("queue"),
  RESERVED: PHASES.indexOf("reserved"),
  TALKING: PHASES.indexOf("talking"),
  VOICEMAIL: PHASES.indexOf("voicemail"),
} as const;
const OFFERED = CALL_COUNTS.indexOf("offered");
const ANSWERED = CALL_COUNTS.indexOf("answered");
const ABANDONED = OUTCOMES.indexOf("abandoned");
const SERVED = OUTCOMES.indexOf("served");
const CONTAINED = OUTCOMES.indexOf("contained");
const VOICEMAIL = OUTCOMES.indexOf("voicemail");
/** Sessions that end as somebody in them wants. */
const COMPLETE = [SERVED, CONTAINED, ABANDONED, VOICEMAIL];
/** `calls.contained` is the first outcome; the others follow in the order of OUTCOMES. */
const FIRST_OUTCOME = CALL_COUNTS.indexOf("contained");
/** Rows of the counters of a call's stay in its queue. */
export const IN_QUEUE = {
  OFFERED: QUEUE_COUNTS.indexOf("offered"),
  DELAYED: QUEUE_COUNTS.indexOf("delayed"),
  ABANDONED: QUEUE_COUNTS.indexOf("abandoned"),
  ANSWERED_WITHIN: QUEUE_COUNTS.indexOf("answeredWithin"),
  ABANDONED_WITHIN: QUEUE_COUNTS.indexOf("abandonedWithin"),
  CLEARED: QUEUE_COUNTS.indexOf("cleared"),
} as const;
const COMPLETED = SIP_COUNTS.indexOf("completed");

/** A customer's call arrives: it is offered. Its attributes are set already. */
export function offerCall(world: World, call: number, inCohort: boolean): void {
  const { calls, meters, recorders } = world;
  beginCall(world, call, inCohort ? COHORT.CUSTOMERS : COHORT.NONE);
  addOne(recorders.counters, meters.capsOffered, 0, 1 + calls.site[call]);
  countCall(world, call, OFFERED);
  if (world.recovery !== null) world.recovery.offered(world, call);
}

/** A call begins, whoever placed it: it is in system from now on. */
export function beginCall(world: World, call: number, cohort: number): void {
  const { calls, meters } = world;
  calls.inCohort[call] = cohort;
  if (cohort !== COHORT.NONE) {
    world.cohortOpen++;
    world.cohortUnanswered++;
  }
  calls.phase[call] = PHASE.SETUP;
  const source = meters.digital.scopeOf[calls.demand[call]];
  if (source === 0) changeLevels(world, meters.inSystem, 0, calls.site[call], 1);
  else beginInteraction(world, source);
}

/** The agent answers. */
export function answerCall(world: World, call: number): void {
  const { calls, meters, recorders, nowUs } = world;
  if (!Number.isNaN(calls.answeredUs[call])) return;
  calls.answeredUs[call] = nowUs;
  if (world.plan.isCustomers[calls.demand[call]] === 1)
    addOne(recorders.counters, meters.capsAnswered, 0, 1 + calls.site[call]);
  countCall(world, call, ANSWERED);
  if (world.recovery !== null) world.recovery.answered(world, call);
  if (world.redials !== null) world.redials.answered(world, call);
  world.campaigns?.answered(world, call);
  world.callbacks?.answered(world, call);
  if (calls.inCohort[call] !== COHORT.NONE) world.cohortUnanswered--;
  if (calls.inCohort[call] !== COHORT.CUSTOMERS) return;
  const answerUs = nowUs - calls.queuedUs[call];
  recordQueue(world, call, meters.answer, answerUs);
  if (answerUs <= world.plan.scenario.queues[world.queueOf(call)].thresholdUs)
    countQueue(world, call, IN_QUEUE.ANSWERED_WITHIN);
}

/** Moves a call to another phase: from one level to the next. */
export function enterPhase(world: World, call: number, phase: number): void {
  const { calls, meters } = world;
  const site = calls.site[call];
  const before = calls.phase[call];
  calls.phase[call] = phase;
  const source = meters.digital.scopeOf[calls.demand[call]];
  if (source > 0) {
    if (before === PHASE.QUEUE) queueInteraction(world, source, -1);
    if (phase === PHASE.QUEUE) queueInteraction(world, source, 1);
    return;
  }
  if (before !== GONE) changeLevels(world, meters.phase, before * meters.siteScopes, site, -1);
  if (phase !== GONE) changeLevels(world, meters.phase, phase * meters.siteScopes, site, 1);
}

/** Changes the cluster's level in a row of a table and that of one site; −1 stands for none. */
function changeLevels(
  world: World,
  table: Int32Array,
  row: number,
  site: number,
  by: number,
): void {
  const { recorders, nowUs } = world;
  if (table[row] >= 0) recorders.changeLevel(table[row], nowUs, by);
  const own = table[row + 1 + site];
  if (own >= 0) recorders.changeLevel(own, nowUs, by);
}

/** Adds one in the cluster's column of a table and in another; −1 stands for none. */
function addOne(columns: Float64Array, table: Int32Array, whole: number, part: number): void {
  columns[table[whole]]++;
  if (table[part] >= 0) columns[table[part]]++;
}

/**
 * A call leaves the system with its outcome. What it still holds is given back by its flow.
 * @param pc the row of the program that ends it, −1 when it is cut off
 */
export function endCall(world: World, call: number, outcome: number, pc: number): void {
  const { calls, meters, recorders, nowUs } = world;
  const phase = calls.phase[call];
  enterPhase(world, call, GONE);
  const source = meters.digital.scopeOf[calls.demand[call]];
  if (source === 0) changeLevels(world, meters.inSystem, 0, calls.site[call], -1);
  else endInteraction(world, source, outcome);
  calls.endedUs[call] = nowUs;
  countCall(world, call, FIRST_OUTCOME + outcome);
  if (world.recovery !== null) world.recovery.ended(world, call, outcome, phase);
  if (COMPLETE.includes(outcome) && world.plan.isCustomers[calls.demand[call]] === 1)
    recorders.counters[meters.sip[COMPLETED]]++;
  const isAnswered = !Number.isNaN(calls.answeredUs[call]);
  const hasQueued = !Number.isNaN(calls.queuedUs[call]) && phase !== PHASE.VOICEMAIL;
  if (outcome === ABANDONED && hasQueued && !isAnswered) {
    countQueue(world, call, IN_QUEUE.ABANDONED);
    if (nowUs - calls.queuedUs[call] <= world.plan.scenario.queues[world.queueOf(call)].thresholdUs)
      countQueue(world, call, IN_QUEUE.ABANDONED_WITHIN);
  }
  if (calls.inCohort[call] !== COHORT.NONE) {
    world.cohortOpen--;
    if (!isAnswered) world.cohortUnanswered--;
  }
  if (world.records !== null) world.records.push(recordOf(calls, call, outcome));
  if (world.log !== null) world.log.ended(world, call, outcome, pc);
  if (world.redials !== null) world.redials.ended(world, call, outcome);
  world.campaigns?.ended(world, call, outcome);
  world.callbacks?.ended(world, call, outcome);
  world.mailboxes?.ended(world, call, outcome, phase);
}

/** Adds one to a cohort counter of a call's cluster, site, queue and flow. */
export function countCall(world: World, call: number, count: number): void {
  const { calls, meters, recorders } = world;
  if (calls.inCohort[call] !== COHORT.CUSTOMERS) return;
  const { sites, queues } = world.plan.scenario;
  const base = count * meters.callScopes;
  const { cohorts } = recorders;
  if (meters.calls[base] < 0) return;
  addOne(cohorts, meters.calls, base, base + 1 + calls.site[call]);
  const queue = meters.calls[base + 1 + sites.length + world.queueOf(call)];
  if (queue >= 0) cohorts[queue]++;
  const flowScope = world.plan.flowScope[calls.demand[call]];
  const flow = meters.calls[base + 1 + sites.length + queues.length + flowScope];
  if (flow >= 0) cohorts[flow]++;
}

/** Adds one to a queue counter of the cluster, the call's queue and its interval of arrival. */
export function countQueue(world: World, call: number, count: number): void {
  const { calls, meters, recorders } = world;
  if (calls.inCohort[call] !== COHORT.CUSTOMERS) return;
  const base = count * meters.queueScopes;
  const interval = calls.interval[call];
  addOne(recorders.cohorts, meters.queue, base, base + 1 + world.queueOf(call));
  if (interval >= 0) {
    const column = 1 + world.plan.scenario.queues.length + interval;
    recorders.cohorts[meters.queue[base + column]]++;
  }
}

/** Adds a duration to a tally of the cluster, the call's queue and its interval of arrival. */
export function recordQueue(
  world: World,
  call: number,
  tallies: Int32Array,
  valueUs: number,
): void {
  const { calls, recorders, plan } = world;
  const own = tallies[1 + world.queueOf(call)];
  const interval = calls.interval[call];
  recorders.record(tallies[0], valueUs);
  if (own >= 0) recorders.record(own, valueUs);
  if (interval >= 0) recorders.record(tallies[1 + plan.scenario.queues.length + interval], valueUs);
}

/**
 * Cuts a call off, wherever it is: queued, ringing, talking, in treatment or between two messages.
 * Its legs end, and everything the ledger says it holds goes back.
 */
export function interrupt(world: World, call: number, cause: Outcome): void {
  interruptAll(world, [call], cause);
}

/** The same of several calls at once: none of them is given the agent of another. */
export function interruptAll(world: World, cut: readonly number[], cause: Outcome): void {
  const { calls, legs } = world;
  for (const call of cut) if (calls.queuesFor[call] > 0) leaveQueue(world, call);
  const isCut = new Uint8Array(calls.used);
  for (const call of cut) {
    isCut[call] = 1;
    if (Number.isNaN(calls.endedUs[call])) endCall(world, call, OUTCOMES.indexOf(cause), -1);
    giveBack(world, call);
    calls.joiner[call] = -1;
  }
  for (let leg = 0; leg < legs.used && cut.length > 0; leg++) {
    const call = legs.call[leg];
    if (call < 0 || isCut[call] !== 1 || legs.kind[leg] === LEG.POSTED) continue;
    world.events.cancel(world.firstLeg + leg);
    world.endLeg(leg);
  }
}

/** Gives a port back, if the call holds one for this use. */
export function freePort({ calls, pools, nowUs }: World, call: number, use: number): void {
  if ((calls.held[call] & (HELD.PORT << use)) === 0) return;
  calls.held[call] &= ~(HELD.PORT << use);
  pools.freePort(use, calls.ports[PORT_COUNT * call + use], calls.site[call], nowUs);
}

/** Returns everything in a call's ledger. */
function giveBack(world: World, call: number): void {
  const { calls, pools, nowUs } = world;
  const site = calls.site[call];
  if ((calls.held[call] & HELD.TRUNK) !== 0) pools.freeTrunk(site, nowUs);
  calls.held[call] &= ~HELD.TRUNK;
  for (let use = 0; use < PORT_COUNT; use++) freePort(world, call, use);
  for (let slot = 0; slot < AGENT_SLOTS; slot++) freeAgentTrunk(world, call, slot);
  cutRecording(world, call);
  for (let stream = 0; stream < STREAM_COUNT; stream++) endStream(world, call, stream);
  for (let slot = 0; slot < AGENT_SLOTS; slot++)
    if ((calls.held[call] & (HELD.AGENT << slot)) !== 0) releaseAgent(world, call, slot);
}

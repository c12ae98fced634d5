import { AGENT_STATES, STATE } from "../agents.ts";
import { answerCall, countQueue, enterPhase, IN_QUEUE, PHASE, recordQueue } from "../callLife.ts";
import { AGENT_SLOTS, COHORT, HELD, IN_TREATMENT } from "../calls.ts";
import { ACTIVITIES } from "../encode.ts";
import { AGENT_ROLE, AGENT_ROLES } from "../flowTables.ts";
import { recordInteractionWait } from "../interactions.ts";
import { turnsAway } from "../openingHours.ts";
import { OP } from "../program.ts";
import { askSecond, giveUpSecond, selectSecond } from "../secondAgent.ts";
import { NOBODY, PARK } from "../signals.ts";
import { componentIndex } from "../topology.ts";
import type { World } from "../world.ts";
import { consultPatienceEndUs, leavesUs, patienceEndUs, secondLeavesUs } from "./patience.ts";

const NONE = -1;
const UNTRIED: readonly number[] = [];
const SBC = componentIndex("sbc");
const STATE_OF_ACTIVITY = ACTIVITIES.map((activity) => AGENT_STATES.indexOf(activity));
/** What an agent does who has answered. */
const ANSWERED = (["talking", "digital"] as const).map((each) => ACTIVITIES.indexOf(each));

/**
 * WAIT: the call wants an agent. It gets one that may take it at once (see Routing); otherwise it
 * queues, for as long as its patience lasts. Where the demand asks for queue treatment, it queues
 * for that long first and comes here again. Who comes back because an agent did not answer keeps
 * its place and its wait.
 */
export function wait(world: World, leg: number, pc: number): number {
  const { calls, legs, program, waiting, plan, nowUs } = world;
  const call = legs.call[leg];
  const slot = program.a[pc];
  const queue = world.queueOf(call, slot);
  const wasTreated = calls.queuesFor[call] === IN_TREATMENT;
  const comesBack = slot === 0 && !Number.isNaN(calls.selectedUs[call]);
  const isFirst = slot === 0 && !wasTreated && !comesBack;
  const isForFirst = isFirst || comesBack;
  if (isForFirst && program.target[pc] >= 0 && turnsAway(world, calls.demand[call]))
    return program.target[pc];
  const treatmentUs = isFirst ? plan.scenario.demand[calls.demand[call]].queueTreatmentUs : 0;
  const stage = comesBack ? waiting.stageAfter(queue, nowUs - calls.queuedUs[call]) : 0;
  const { routing } = world;
  const agent = treatmentUs > 0 ? NONE : routing.choose(world, queue, stage, calls.site[call]);
  if (slot > 0) askSecond(world, call);
  if (
    agent === NONE &&
    !wasTreated &&
    !comesBack &&
    waiting.lengths[queue] >= plan.scenario.queues[queue].capacity
  )
    return program.other[pc];
  if (isFirst) {
    calls.queuedUs[call] = nowUs;
    countQueue(world, call, IN_QUEUE.OFFERED);
  }
  if (agent !== NONE) {
    if (wasTreated) leaveQueue(world, call);
    select(world, call, slot, agent);
    return pc + 2;
  }
  if (isForFirst) enterPhase(world, call, PHASE.QUEUE);
  if (!wasTreated) waiting.takePlace(queue);
  if (treatmentUs > 0) return treat(world, leg, pc, treatmentUs);
  calls.queuesFor[call] = 1 + slot;
  const untilUs = slot === 0 ? leavesUs(world, call, pc) : secondLeavesUs(world, call, pc);
  if (comesBack) waiting.joinFirst(world, call, stage, untilUs);
  else waiting.join(world, call, slot, untilUs);
  return park(world, leg, pc + 1, waiting.wakeUs(world, call));
}

/** Queue treatment, after which the call wants its agent, unless patience ends before. */
function treat(world: World, leg: number, pc: number, treatmentUs: number): number {
  const { calls, legs, nowUs } = world;
  const call = legs.call[leg];
  calls.queuesFor[call] = IN_TREATMENT;
  const leavesAtUs = leavesUs(world, call, pc);
  return leavesAtUs < nowUs + treatmentUs
    ? park(world, leg, pc + 1, leavesAtUs)
    : park(world, leg, pc, nowUs + treatmentUs);
}

/** The leg goes on at a row at a time; `Infinity`: when somebody wakes it. */
function park(world: World, leg: number, pc: number, untilUs: number): number {
  world.legs.pc[leg] = pc;
  if (Number.isFinite(untilUs)) world.schedule(leg, untilUs);
  return PARK;
}

/**
 * LEAVE_QUEUE, the row after WAIT: a queued call has waited as long as it does; or for the next
 * stage of its queue, and looks for an agent again.
 */
export function losePatience(world: World, leg: number, pc: number): number {
  const { calls, legs, program, nowUs } = world;
  const call = legs.call[leg];
  const isInLine = calls.queuesFor[call] !== IN_TREATMENT;
  if (isInLine && world.waiting.mayStay(world, call)) return reachStage(world, leg, pc);
  const isSecond = program.a[pc] > 0;
  leaveQueue(world, call);
  const endUs = isSecond ? consultPatienceEndUs(world, call) : patienceEndUs(world, call);
  const isSentOn = program.b[pc] === 1 && nowUs < endUs;
  if (isSecond) giveUpSecond(world, call, !isSentOn);
  else recordWait(world, call, false);
  return isSentOn ? program.other[pc] : program.target[pc];
}

/** More agents may take a call in line: it gets one of them at once, or waits on. */
function reachStage(world: World, leg: number, pc: number): number {
  const { calls, legs, waiting, routing } = world;
  const call = legs.call[leg];
  waiting.reachStage(call);
  const stage = waiting.stageOf(call);
  const slot = calls.queuesFor[call] - 1;
  const agent = routing.choose(world, world.queueOf(call, slot), stage, calls.site[call]);
  if (agent === NONE) return park(world, leg, pc, waiting.wakeUs(world, call));
  leaveQueue(world, call);
  select(world, call, slot, agent);
  return pc + 1;
}

/** A queue closes: a call that queues in it for its first agent goes where its flow says. */
export function turnAway(world: World, call: number): void {
  const { calls, legs, program, nowUs } = world;
  const leg = calls.main[call];
  const waits = program.op[legs.pc[leg]] === OP.WAIT ? legs.pc[leg] : legs.pc[leg] - 1;
  if (program.target[waits] < 0) return;
  leaveQueue(world, call);
  recordWait(world, call, false);
  countQueue(world, call, IN_QUEUE.CLEARED);
  legs.pc[leg] = program.target[waits];
  world.schedule(leg, nowUs);
}

/** A call stops queuing, whatever the reason. */
export function leaveQueue(world: World, call: number): void {
  const { calls, waiting } = world;
  const isTreated = calls.queuesFor[call] === IN_TREATMENT;
  const queue = world.queueOf(call, isTreated ? 0 : calls.queuesFor[call] - 1);
  if (!isTreated) waiting.leave(call);
  calls.queuesFor[call] = 0;
  waiting.givePlace(queue);
}

/** An agent is named for a call: reserved from now on, and known to the call's roles. */
export function select(world: World, call: number, slot: number, agent: number): void {
  const { calls, agents, casts, program, topology, plan, nowUs } = world;
  agents.become(agent, STATE.RESERVED, nowUs);
  calls.agent[AGENT_SLOTS * call + slot] = agent;
  calls.held[call] |= HELD.AGENT << slot;
  const base = call * program.roleCount;
  const roles = (calls.flow[call] * AGENT_SLOTS + slot) * AGENT_ROLES;
  const pins = calls.pins;
  const seat = topology.seats[agents.seat[agent]];
  const sbc = seat.isPublicNumber ? nextSbc(world, agents.site[agent]) : agents.sbc[agent];
  pins[base + casts.agentRoles[roles + AGENT_ROLE.SBC]] = sbc;
  pins[base + casts.agentRoles[roles + AGENT_ROLE.PHONE]] = seat.phone;
  pins[base + casts.agentRoles[roles + AGENT_ROLE.OWNER]] = agents.owner[agent];
  pins[base + casts.agentRoles[roles + AGENT_ROLE.DESK]] = agents.desk[agent];
  pins[base + casts.agentRoles[roles + AGENT_ROLE.DESKTOP]] = seat.desktop;
  world.campaigns?.selected(world, call, slot, agent);
  if (slot > 0) {
    selectSecond(world, call);
    return;
  }
  enterPhase(world, call, PHASE.RESERVED);
  recordWait(world, call, true);
  if (!Number.isNaN(calls.selectedUs[call])) return;
  calls.selectedUs[call] = nowUs;
  if (world.outlook !== null && plan.isCustomers[calls.demand[call]] === 1)
    world.outlook.history.waited(world.queueOf(call), nowUs - calls.queuedUs[call]);
}

/** No phone has registered a public number through an SBC: the next in turn calls it. */
function nextSbc({ platform, topology, nowUs }: World, site: number): number {
  const { first, count } = topology.atSite[SBC][site];
  const sbc = platform.next(first, first, count, site, nowUs, UNTRIED);
  return sbc === NOBODY ? platform.whoseTurn(first, first, count) : sbc;
}

/**
 * From entering the queue until an agent is selected, or the caller gives up. Who comes back
 * because the agent did not answer has been counted.
 */
function recordWait(world: World, call: number, selected: boolean): void {
  const { calls, meters, nowUs } = world;
  if (!Number.isNaN(calls.selectedUs[call])) return;
  const waitUs = nowUs - calls.queuedUs[call];
  if (world.log !== null) world.log.waited(world, call, waitUs);
  const source = meters.digital.scopeOf[calls.demand[call]];
  if (source > 0) recordInteractionWait(world, source, waitUs);
  if (calls.inCohort[call] !== COHORT.CUSTOMERS) return;
  recordQueue(world, call, meters.wait, waitUs);
  if (waitUs > 0) countQueue(world, call, IN_QUEUE.DELAYED);
  if (selected) recordQueue(world, call, meters.waitAnswered, waitUs);
}

/** AGENT: what the call's agent does now. */
export function agentActivity(world: World, leg: number, pc: number): number {
  const { calls, legs, program, agents, nowUs } = world;
  const call = legs.call[leg];
  const agent = calls.agent[AGENT_SLOTS * call + program.a[pc]];
  const activity = program.b[pc];
  agents.become(agent, STATE_OF_ACTIVITY[activity], nowUs);
  if (ANSWERED.includes(activity) && program.a[pc] === 0) answerCall(world, call);
  return pc + 1;
}

/** RELEASE_AGENT: an agent who did not answer is not ready for a while. */
export function leaveAgent(world: World, call: number, slot: number, pc: number): void {
  const { calls, agents, plan, nowUs } = world;
  if (world.program.b[pc] === 0) {
    releaseAgent(world, call, slot);
    return;
  }
  const agent = calls.agent[AGENT_SLOTS * call + slot];
  calls.held[call] &= ~(HELD.AGENT << slot);
  agents.become(agent, STATE.NOT_READY, nowUs);
  world.pauses!.begin(world, agent, plan.scenario.demand[calls.demand[call]].rona.notReadyUs);
}

/** What frees an agent: ready for the longest waiting call, or gone. */
export function releaseAgent(world: World, call: number, slot: number): void {
  const { calls, outlook, nowUs } = world;
  const agent = calls.agent[AGENT_SLOTS * call + slot];
  calls.held[call] &= ~(HELD.AGENT << slot);
  if (outlook !== null && slot === 0)
    outlook.history.handledFor(world.queueOf(call), nowUs - calls.selectedUs[call], nowUs);
  if (world.log !== null && slot === 0) world.log.freed(world, call);
  agentReady(world, agent);
}

/**
 * An agent has nothing to do: leaves at the end of the shift, takes a waiting call, else fetches a
 * message that a customer left, or stands by.
 */
export function agentReady(world: World, agent: number): void {
  const { agents, nowUs, campaigns } = world;
  campaigns?.agentFree(world, agent);
  if (agents.isLeaving(agent)) {
    agents.goHome(agent, nowUs);
    return;
  }
  if (world.sessions?.holds(world, agent)) return;
  if (takeWaiting(world, agent) || world.mailboxes?.giveTo(world, agent)) return;
  agents.become(agent, STATE.READY, nowUs);
  campaigns?.agentReady(world, agent);
}

/** An agent takes the waiting call that is next, if there is one. */
export function takeWaiting(world: World, agent: number): boolean {
  const { agents, waiting, nowUs } = world;
  const call = waiting.nextFor(world, agents.group[agent], agents.site[agent]);
  if (call === NONE) return false;
  const slot = world.calls.queuesFor[call] - 1;
  leaveQueue(world, call);
  select(world, call, slot, agent);
  world.legs.pc[world.calls.main[call]]++;
  world.schedule(world.calls.main[call], nowUs);
  return true;
}

/** Calls may have agents again whom they could not: these take them, the longest idle first. */
export function takeAllWaiting(world: World): void {
  const { agents } = world;
  const ready = [...agents.state.keys()].filter((agent) => agents.state[agent] === STATE.READY);
  ready.sort((a, b) => agents.readySinceUs[a] - agents.readySinceUs[b] || a - b);
  for (const agent of ready) takeWaiting(world, agent);
}

import { ATTRIBUTES, type Attribute, PART_OF } from "../attributes.ts";
import { countCall, endCall, enterPhase, freePort, PHASE } from "../callLife.ts";
import { AGENT_SLOTS, ANSWER_COUNT, ATTRIBUTE_COUNT, COHORT, HELD, PORT_COUNT } from "../calls.ts";
import { MILESTONES } from "../encode.ts";
import { AGENT_ROLE, AGENT_ROLES } from "../flowTables.ts";
import { HOLDINGS } from "../holdings.ts";
import { LEG } from "../legs.ts";
import { CALL_COUNTS } from "../meters.ts";
import { DRAWN_QUESTIONS } from "../questions.ts";
import { PARK } from "../signals.ts";
import type { World } from "../world.ts";
import { freeAgentTrunk, holdAgentTrunk } from "./access.ts";
import { agentReady } from "./agents.ts";
import { seatOf } from "./ask.ts";
import { ivrPatienceLeftUs, patienceLeftUs } from "./patience.ts";

const TRUNK = HOLDINGS.indexOf("trunk");
/** Trunks of agents' legs, in the order of the agents' slots. */
const AGENT_TRUNK = HOLDINGS.indexOf("agentTrunk");
/** The first holding that is a port; the others follow in the order of PORT_USES. */
const FIRST_PORT = HOLDINGS.indexOf("treatmentPort");
const SPEECH = HOLDINGS.indexOf("speechPort") - FIRST_PORT;
const PROGRESS = MILESTONES.indexOf("progress");
const DIALLED = MILESTONES.indexOf("customerDialled");
const REACHED = MILESTONES.indexOf("customerReached");
const REGISTERED = MILESTONES.indexOf("registered");
const DESKTOP_BACK = MILESTONES.indexOf("desktopBack");
const PHONE_BACK = MILESTONES.indexOf("phoneBack");
const REGISTER_REFUSED = MILESTONES.indexOf("registerRefused");
const LIVE = MILESTONES.indexOf("live");
const UNCONNECTED = MILESTONES.indexOf("unconnected");
/** By milestone: what `calls.*` counts at it, −1 for nothing. */
const COUNT_AT = MILESTONES.map((milestone) =>
  (CALL_COUNTS as readonly string[]).indexOf(milestone),
);
/** Of the agent in each slot. */
const AFTER_CALL_WORK = [
  ATTRIBUTES.indexOf("afterCallWork"),
  ATTRIBUTES.indexOf("secondAfterCallWork"),
];
const IVR_PATIENCE = ATTRIBUTES.indexOf("ivrPatience");

/** By places of the part, of the whole, and of the question. */
const PARTS = Object.entries(PART_OF).map(([part, { whole, when }]) => ({
  part: ATTRIBUTES.indexOf(part as Attribute),
  whole: ATTRIBUTES.indexOf(whole),
  when: DRAWN_QUESTIONS.indexOf(when),
}));

/** HOLD: takes a trunk or a media port of the call's site, or goes where the flow says. */
export function hold(world: World, leg: number, pc: number): number {
  const { calls, legs, program, pools, nowUs } = world;
  const call = legs.call[leg];
  const site = calls.site[call];
  if (program.a[pc] === TRUNK) {
    if (!pools.takeTrunk(site, nowUs)) return program.target[pc];
    calls.held[call] |= HELD.TRUNK;
    return pc + 1;
  }
  if (program.a[pc] < FIRST_PORT)
    return holdAgentTrunk(world, call, program.a[pc] - AGENT_TRUNK) ? pc + 1 : program.target[pc];
  const use = program.a[pc] - FIRST_PORT;
  const mcp = pools.takePort(use, site, nowUs);
  const pin = call * program.roleCount + program.b[pc];
  if (mcp < 0) {
    calls.pins[pin] = pools.anyMcp(use, site);
    return use === SPEECH && fallsBack(world, call) ? pc + 1 : program.target[pc];
  }
  calls.pins[pin] = mcp;
  calls.ports[PORT_COUNT * call + use] = mcp;
  calls.held[call] |= HELD.PORT << use;
  return pc + 1;
}

/** Whether a caller goes on by keypad when no speech server has a port. */
const fallsBack = ({ calls, plan }: World, call: number): boolean =>
  plan.scenario.demand[calls.demand[call]].ivrPath.speech.whenFull === "dtmf";

/** FREE: gives a trunk or a media port back, if the call holds it. */
export function free(world: World, leg: number, pc: number): number {
  const { calls, legs, program, pools, nowUs } = world;
  const call = legs.call[leg];
  if (program.a[pc] === TRUNK) {
    if ((calls.held[call] & HELD.TRUNK) !== 0) pools.freeTrunk(calls.site[call], nowUs);
    calls.held[call] &= ~HELD.TRUNK;
  } else if (program.a[pc] < FIRST_PORT) freeAgentTrunk(world, call, program.a[pc] - AGENT_TRUNK);
  else freePort(world, call, program.a[pc] - FIRST_PORT);
  return pc + 1;
}

/** ENTER: the call is in another phase. */
export function enter(world: World, leg: number, pc: number): number {
  const call = world.legs.call[leg];
  if (world.program.a[pc] === PHASE.QUALIFICATION) world.calls.treatedUs[call] = world.nowUs;
  enterPhase(world, call, world.program.a[pc]);
  return pc + 1;
}

/** SPEND: a duration the call brought along passes, unless the caller's patience ends first. */
export function spend(world: World, leg: number, pc: number): number {
  const { legs, program, nowUs } = world;
  const call = legs.call[leg];
  const attribute = program.a[pc];
  let durationUs = withoutPartUs(world, call, attribute);
  for (let slot = 0; slot < AGENT_SLOTS; slot++)
    if (attribute === AFTER_CALL_WORK[slot] && leavesAtOnce(world, call, slot)) durationUs = 0;
  let next = pc + 1;
  const cut = program.b[pc];
  if (cut >= 0) {
    const leftUs =
      cut === IVR_PATIENCE ? ivrPatienceLeftUs(world, call) : patienceLeftUs(world, call);
    if (leftUs < durationUs) {
      durationUs = leftUs;
      next = program.target[pc];
    }
  }
  if (durationUs <= 0) return next;
  legs.pc[leg] = next;
  world.schedule(leg, nowUs + durationUs);
  return PARK;
}

/** A duration without the part that a call spends by itself; that part at most all of it. */
function withoutPartUs({ calls }: World, call: number, attribute: number): number {
  const at = call * ATTRIBUTE_COUNT;
  const durationUs = calls.attributes[at + attribute];
  for (let i = 0; i < PARTS.length; i++) {
    const { part, whole, when } = PARTS[i];
    if (attribute !== part && attribute !== whole) continue;
    const ofCall = Math.min(calls.attributes[at + part], calls.attributes[at + whole]);
    if (attribute === part) return ofCall;
    if (calls.answers[ANSWER_COUNT * call + when] === 1) return durationUs - ofCall;
  }
  return durationUs;
}

/** The agent's shift is over and its rule skips after-call work. */
function leavesAtOnce(world: World, call: number, slot: number): boolean {
  const agent = world.calls.agent[AGENT_SLOTS * call + slot];
  const { agents, plan } = world;
  return (
    agents.isLeaving(agent) &&
    plan.scenario.groups[agents.group[agent]].atShiftEnd === "leaveAfterCall"
  );
}

/** UNTIL_REFRESH: a phone waits for the share of its registration's life after which it renews. */
export function untilRefresh(world: World, leg: number, pc: number): number {
  const { refreshFrom, refreshTo } = world.plan.scenario.signalling;
  const { expiresUs } = seatOf(world, world.legs.call[leg]);
  const share = refreshFrom + (refreshTo - refreshFrom) * world.refresh.next();
  world.legs.pc[leg] = pc + 1;
  world.schedule(leg, world.nowUs + Math.round(share * expiresUs));
  return PARK;
}

/** MARK: a moment that a metric is taken at. */
export function mark(world: World, leg: number, pc: number): number {
  const { calls, legs, program, recorders, meters } = world;
  const call = legs.call[leg];
  const milestone = program.a[pc];
  if (milestone === PROGRESS) {
    if (calls.inCohort[call] === COHORT.CUSTOMERS)
      recorders.record(meters.setupDelay, world.atUs - calls.arrivedUs[call]);
    return pc + 1;
  }
  if (milestone === LIVE || milestone === UNCONNECTED) {
    if (milestone === LIVE) world.campaigns!.live(world, call);
    else world.campaigns!.unconnected(world, call);
    return pc + 1;
  }
  if (milestone === DIALLED || milestone === REACHED) {
    if (milestone === DIALLED) world.callbacks!.dialled(world, call);
    else world.callbacks!.reached(world, call);
    return pc + 1;
  }
  if (COUNT_AT[milestone] >= 0) {
    countCall(world, call, COUNT_AT[milestone]);
    return pc + 1;
  }
  const agent = calls.agent[AGENT_SLOTS * call];
  if (milestone === REGISTERED) {
    phoneRegistered(world, call, agent);
    return pc + 1;
  }
  if (milestone === DESKTOP_BACK) return desktopBack(world, leg, pc, agent);
  if (milestone === REGISTER_REFUSED) {
    world.sessions!.phones.refused(world, agent);
    return pc + 1;
  }
  if (milestone === PHONE_BACK) return world.sessions!.phones.back(world, leg, agent);
  if (seatOf(world, call).isPublicNumber) takeDn(world, call, agent);
  return loggedIn(world, leg, agent) ? pc + 1 : PARK;
}

/** Back at work at another GWS, unless that is gone too: then the search begins again. */
function desktopBack(world: World, leg: number, pc: number, agent: number): number {
  if (world.sessions!.desktops.back(world, leg, agent)) return pc + 1;
  const { calls, legs, program } = world;
  return program.flows[calls.flow[legs.call[leg]]].labels.get(program.rows[pc].step)!;
}

/** A phone's DN is in service at the node its REGISTER reached, behind the SBC it came through. */
function phoneRegistered(world: World, call: number, agent: number): void {
  const { agents, recorders, meters, nowUs } = world;
  recorders.counters[meters.registrations]++;
  if (agents.registered[agent] === 0) {
    agents.registered[agent] = 1;
    recorders.changeLevel(meters.registered, nowUs, 1);
  }
  takeDn(world, call, agent);
  world.expiries?.renew(world, agent);
  world.sessions?.phones.registered(world, agent, call);
}

/** From now on calls reach the agent by the SBC and node that this log-in, or refresh, chose. */
function takeDn(world: World, call: number, agent: number): void {
  const { agents, plan } = world;
  if (!plan.message) return;
  agents.sbc[agent] = chosenBy(world, call, AGENT_ROLE.SBC);
  agents.owner[agent] = chosenBy(world, call, AGENT_ROLE.OWNER);
}

function chosenBy({ calls, casts, program }: World, call: number, role: number): number {
  const roles = calls.flow[call] * AGENT_SLOTS * AGENT_ROLES;
  return calls.pins[call * program.roleCount + casts.agentRoles[roles + role]];
}

/**
 * An agent is logged in and ready. False: the leg ends, since the phone refreshes already, or has
 * to register anew, which is another life of it.
 */
function loggedIn(world: World, leg: number, agent: number): boolean {
  const { agents, plan, topology, sessions, legs } = world;
  agents.expected[agent] = 0;
  if (plan.message) agents.desk[agent] = chosenBy(world, legs.call[leg], AGENT_ROLE.DESK);
  agentReady(world, agent);
  const { isPublicNumber } = topology.seats[agents.seat[agent]];
  const registers = plan.scenario.run.registrations && !isPublicNumber;
  const hasLife = sessions !== null && sessions.phones.rowOf[agent] >= 0;
  const refreshes = registers && agents.refreshing[agent] === 0 && !hasLife;
  if (refreshes) {
    agents.refreshing[agent] = 1;
    if (sessions !== null) sessions.phones.rowOf[agent] = legs.call[leg];
  }
  if (!refreshes) world.endLeg(leg);
  return refreshes;
}

/** END: the call leaves the system. */
export function end(world: World, leg: number, pc: number): number {
  endCall(world, world.legs.call[leg], world.program.a[pc], pc);
  return pc + 1;
}

/** FORK: a leg beside the call that JOIN waits for. */
export function fork(world: World, leg: number, pc: number): number {
  world.startLeg(leg, LEG.FORKED, world.program.target[pc]);
  return pc + 1;
}

/** JOIN: waits until every forked leg of the call has ended. */
export function join(world: World, leg: number, pc: number): number {
  const { calls, legs } = world;
  const call = legs.call[leg];
  if (calls.forks[call] === 0) return pc + 1;
  calls.joiner[call] = leg;
  legs.pc[leg] = pc + 1;
  return PARK;
}

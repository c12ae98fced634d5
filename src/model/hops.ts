import { HOP, LINK } from "./hotTables.ts";
import { LEG } from "./legs.ts";
import { MESSAGE_KINDS } from "./messages.ts";
import { SIP_COUNTS } from "./meters.ts";
import { DONE, LOST, REFUSED } from "./signals.ts";
import type { World } from "./world.ts";

const INVITE = MESSAGE_KINDS.indexOf("INVITE");
const INEFFECTIVE = SIP_COUNTS.indexOf("ineffective");
const RE_INVITE = MESSAGE_KINDS.indexOf("RE_INVITE");

/**
 * Sends the message of DEPART row `pc` at `world.atUs`: books its bytes on the link and moves
 * `world.atUs` to its arrival. LOST when the leg has been put off or ended instead: a place only
 * hears, so what is sent to one last of all needs no event there.
 */
export function depart(world: World, leg: number, pc: number): number {
  const { hops, links, platform, legs } = world;
  legs.to[leg] = pinOf(world, leg, hops[pc * HOP.FIELDS + HOP.TO]);
  const link = linkOf(world, leg, pc);
  const at = link * LINK.FIELDS;
  const isLimited = links[at + LINK.IS_LIMITED] === 1;
  if (isLimited && world.atUs > world.nowUs) return world.putOff(leg, pc);
  const hop = pc * HOP.FIELDS;
  const bytes = hops[hop + HOP.BYTES];
  world.rowCount[pc]++;
  world.recorders.counters[links[at + LINK.COUNTERS + hops[hop + HOP.TRAFFIC]]] += bytes;
  if (platform.linkUp[link] === 0) return lose(world, leg, pc, world.atUs);
  if (isLimited) {
    const free = platform.linkFreeUs[link];
    const sent = Math.max(free, world.atUs) + bytes * world.network.usPerByte[link];
    platform.linkFreeUs[link] = sent;
    world.atUs = Math.round(sent);
  }
  world.atUs += links[at + LINK.LATENCY_US];
  if (hops[hop + HOP.IS_LAST] === 0 || legs.kind[leg] !== LEG.POSTED) return DONE;
  // A sender that may still crash before the message leaves keeps its leg.
  if (legs.untilUs[leg] > world.nowUs) return DONE;
  world.endLeg(leg);
  return LOST;
}

/**
 * The message of ARRIVE row `pc` reaches its receiver now: books the work and moves `world.atUs`
 * to its end. LOST when the receiver is down, REFUSED when it takes no new work.
 */
export function arrive(world: World, leg: number, pc: number): number {
  const { program, platform, legs, hops, nowUs } = world;
  const hop = pc * HOP.FIELDS;
  const instance = legs.to[leg];
  if (platform.up[instance] === 0) return lose(world, leg, pc - 1, sentUs(world, leg, pc));
  const receiver = hops[hop + HOP.RECEIVER];
  world.atUs = nowUs;
  if (world.mayFail) legs.attempts[leg] = 0;
  if (receiver < 0) return DONE;
  const station = platform.stationOf[instance] + hops[hop + HOP.MODULE];
  if (world.clients.hears[station] === 1) world.clients.touch(world, station);
  if (program.target[pc] >= 0) {
    if (refuses(world, instance, station, receiver)) return REFUSED;
    if (legs.tried.size > 0) legs.tried.delete(leg);
  }
  if (platform.book(world, station, hops[hop + HOP.SERVICE_US])) world.rowPrompt[pc]++;
  else world.recorders.record(world.meters.componentDelay[receiver], world.atUs - nowUs);
  if (!world.mayFail) return DONE;
  legs.station[leg] = station;
  legs.untilUs[leg] = world.atUs;
  legs.bookedBy[leg] = pc;
  return DONE;
}

/**
 * New work meets a backlog beyond the limit: 503 with Retry-After; senders go elsewhere for a
 * while.
 */
function refuses(world: World, instance: number, station: number, receiver: number): boolean {
  const { platform, nowUs } = world;
  const limits = world.plan.scenario.components[receiver];
  if (platform.backlogUs(station, nowUs) <= limits.backlogLimitUs) return false;
  platform.rejected[station]++;
  const untilUs = nowUs + limits.retryAfterUs;
  if (platform.avoidedUntilUs[instance] < untilUs) platform.avoidedUntilUs[instance] = untilUs;
  return true;
}

/** When the message that arrives now was sent, its waiting for the link apart. */
function sentUs(world: World, leg: number, pc: number): number {
  return world.nowUs - world.network.latencyUs[linkOf(world, leg, pc)];
}

/**
 * The link that a leg's message of row `pc` takes: between the places of its sender and of the
 * receiver it left for, who may have lost the role meanwhile.
 */
export function linkOf(world: World, leg: number, pc: number): number {
  const { network, hops, legs, platform } = world;
  const from = pinOf(world, leg, hops[pc * HOP.FIELDS + HOP.FROM]);
  return network.linkOf[platform.placeOf[from] * network.places + platform.placeOf[legs.to[leg]]];
}

function pinOf({ calls, legs, program }: World, leg: number, role: number): number {
  return calls.pins[legs.call[leg] * program.roleCount + role];
}

/**
 * The message of DEPART row `pc`, sent at `atUs`, is lost. Its sender sends it again by the timers
 * of RFC 3261 (INVITE: T1 doubled each time; others: doubled up to T2) and gives up 64 T1 after
 * the first time. What travels beside the call is not sent again.
 */
export function lose(world: World, leg: number, pc: number, atUs: number): number {
  const { legs, program } = world;
  if (legs.kind[leg] === LEG.POSTED) {
    world.endLeg(leg);
    return LOST;
  }
  const { t1Us, t2Us } = world.plan.scenario.signalling;
  const attempt = legs.attempts[leg];
  if (attempt === 0) legs.firstSentUs[leg] = atUs;
  legs.attempts[leg] = attempt + 1;
  const kind = program.a[pc];
  let waitUs = t1Us;
  for (let i = 0; i < attempt; i++) waitUs *= 2;
  if (kind !== INVITE && kind !== RE_INVITE) waitUs = Math.min(waitUs, t2Us);
  const giveUpUs = legs.firstSentUs[leg] + 64 * t1Us;
  legs.pc[leg] = pc;
  legs.untilUs[leg] = 0;
  world.schedule(leg, Math.max(world.nowUs, Math.min(atUs + waitUs, giveUpUs)));
  return LOST;
}

/** The receiver of DEPART row `pc` has not answered in 64 T1; the carrier takes that as a 408. */
export function noteSilence(world: World, call: number, pc: number): void {
  const { calls, program, plan, platform, nowUs } = world;
  const base = call * program.roleCount;
  const from = calls.pins[base + program.b[pc]];
  const untilUs = nowUs + plan.scenario.signalling.avoidSilentUs;
  platform.noAnswer(calls.pins[base + program.c[pc]], platform.placeOf[from], untilUs);
  if (program.a[pc] === INVITE && plan.senders[pc] < 0) countIneffective(world);
}

/** An INVITE from outside has ended with 408, 500, 503 or 504 without a message to say so. */
export function countIneffective({ recorders, meters }: World): void {
  recorders.counters[meters.sip[INEFFECTIVE]]++;
}

/** A leg that comes back to a DEPART row after a loss: send once more, or the time is up. */
export function givesUp(world: World, leg: number, pc: number): boolean {
  const giveUpUs = world.legs.firstSentUs[leg] + 64 * world.plan.scenario.signalling.t1Us;
  if (world.nowUs >= giveUpUs) return true;
  world.recorders.counters[world.meters.retransmissions]++;
  world.rowAgain[pc]++;
  return false;
}

import { HOP, LINK } from "./hotTables.ts";
import { LEG } from "./legs.ts";
import { MESSAGE_KINDS } from "./messages.ts";
import { isHeldBack, refuses } from "./overload.ts";
import { arriveSlowly, isHeldUp } from "./reach.ts";
import { DONE, LOST, REFUSED } from "./signals.ts";
import { giveUpUs, intervalUs, segmentIntervalUs } from "./timers.ts";
import type { World } from "./world.ts";

const OK_INVITE = MESSAGE_KINDS.indexOf("OK_INVITE");

/**
 * Sends the message of DEPART row `pc` at `world.atUs`: books its bytes on the link and moves
 * `world.atUs` to its arrival. REFUSED when the sender holds a new dialog back; LOST when the leg
 * has been put off or ended instead: a place only hears, so what is sent to one last of all needs
 * no event there.
 */
export function depart(world: World, leg: number, pc: number): number {
  const { hops, links, platform, legs } = world;
  legs.to[leg] = pinOf(world, leg, hops[pc * HOP.FIELDS + HOP.TO]);
  const link = linkOf(world, leg, pc);
  const at = link * LINK.FIELDS;
  const isLimited = links[at + LINK.IS_LIMITED] === 1;
  if (isLimited && world.atUs > world.nowUs) return world.putOff(leg, pc);
  if (world.mayFail && isHeldUp(world, leg, pc)) return LOST;
  if (world.throttle !== null && world.program.other[pc] >= 0 && isHeldBack(world, leg, pc))
    return REFUSED;
  const hop = pc * HOP.FIELDS;
  const traffic = hops[hop + HOP.TRAFFIC];
  const bytes = hops[hop + HOP.BYTES] + links[at + LINK.OVERHEAD + traffic];
  world.rowCount[pc]++;
  world.recorders.counters[links[at + LINK.COUNTERS + traffic]] += bytes;
  const lateUs = platform.linkUp[link] === 1 ? 0 : lateOn(world, link, traffic);
  if (lateUs === Number.POSITIVE_INFINITY) return lose(world, leg, pc, world.atUs, true);
  if (isLimited) {
    const free = platform.linkFreeUs[link];
    const sent = Math.max(free, world.atUs) + bytes * world.network.usPerByte[link];
    platform.linkFreeUs[link] = sent;
    world.atUs = Math.round(sent);
  }
  world.atUs += links[at + LINK.LATENCY_US] + lateUs;
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
  const { platform, legs, hops, nowUs } = world;
  const hop = pc * HOP.FIELDS;
  const instance = legs.to[leg];
  if (platform.up[instance] !== 1 && arriveSlowly(world, leg, pc, instance) === LOST) return LOST;
  const receiver = hops[hop + HOP.RECEIVER];
  world.atUs = nowUs;
  if (receiver < 0) return DONE;
  const station = platform.stationOf[instance] + hops[hop + HOP.MODULE];
  if (world.clients.hears[station] === 1) world.clients.touch(world, station);
  if (hops[hop + HOP.REFUSAL_US] >= 0 && refuses(world, pc, instance, station)) {
    holdWork(world, leg, pc, station);
    return REFUSED;
  }
  if (platform.book(world, station, hops[hop + HOP.SERVICE_US])) world.rowPrompt[pc]++;
  else world.recorders.record(world.meters.componentDelay[receiver], world.atUs - nowUs);
  if (world.mayFail) holdWork(world, leg, pc, station);
  return DONE;
}

/** How much later a message of a class arrives over a link with which something is wrong. */
export function lateOn({ platform, links }: World, link: number, traffic: number): number {
  const isReliable = links[link * LINK.FIELDS + LINK.IS_RELIABLE + traffic] === 1;
  return platform.linkFaults.delayUs(link, traffic, isReliable);
}

/** The leg's message is worked on until `world.atUs`: a failure before then would lose it. */
function holdWork({ legs, atUs }: World, leg: number, pc: number, station: number): void {
  legs.station[leg] = station;
  legs.untilUs[leg] = atUs;
  legs.bookedBy[leg] = pc;
}

/** When the message that arrives now was sent, its waiting for the link apart. */
export function sentUs(world: World, leg: number, pc: number): number {
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

/** The link that the answer to it takes. */
export function linkBack(world: World, leg: number, pc: number): number {
  const { network, hops, legs, platform } = world;
  const back = pinOf(world, leg, hops[pc * HOP.FIELDS + HOP.FROM]);
  return network.linkOf[platform.placeOf[legs.to[leg]] * network.places + platform.placeOf[back]];
}

function pinOf({ calls, legs, program }: World, leg: number, role: number): number {
  return calls.pins[legs.call[leg] * program.roleCount + role];
}

/**
 * The message of DEPART row `pc`, sent at `atUs`, is lost: on a link, or with its receiver. Its
 * sender sends it again by the timers of RFC 3261; over TCP only what a link has lost goes again,
 * by those of TCP. It gives up 64 T1 after the first time. What travels beside the call is not sent
 * again.
 */
export function lose(world: World, leg: number, pc: number, atUs: number, onLink: boolean): number {
  const { legs, program } = world;
  if (legs.kind[leg] === LEG.POSTED) {
    world.endLeg(leg);
    return LOST;
  }
  const attempt = legs.attempts[leg];
  if (attempt === 0) legs.firstSentUs[leg] = atUs;
  legs.attempts[leg] = attempt + 1;
  const byTimers = isRepeated(world, leg, pc);
  const againUs = byTimers
    ? atUs + intervalUs(world, program.a[pc], attempt)
    : onLink
      ? atUs + segmentIntervalUs(world, attempt)
      : Number.POSITIVE_INFINITY;
  legs.pc[leg] = pc;
  legs.untilUs[leg] = 0;
  const endUs = giveUpUs(world, legs.firstSentUs[leg]);
  world.schedule(leg, Math.max(world.nowUs, Math.min(againUs, endUs)));
  return LOST;
}

/** A leg that comes back to a DEPART row after a loss: send once more, or the time is up. */
export function givesUp(world: World, leg: number, pc: number): boolean {
  if (world.nowUs >= giveUpUs(world, world.legs.firstSentUs[leg])) return true;
  if (isRepeated(world, leg, pc)) {
    world.recorders.counters[world.meters.retransmissions]++;
    world.rowAgain[pc]++;
  } else world.rowCount[pc]--; // A segment that TCP sends again is no further message.
  return false;
}

/**
 * Whether the sender of a leg's message of row `pc` repeats it by itself: over TCP nobody does but
 * who answers an INVITE with 2xx, since that is heard of from end to end (RFC 3261 13.3.1.4).
 */
export function isRepeated(world: World, leg: number, pc: number): boolean {
  const { links, hops, program } = world;
  const at = linkOf(world, leg, pc) * LINK.FIELDS + LINK.IS_RELIABLE;
  return links[at + hops[pc * HOP.FIELDS + HOP.TRAFFIC]] === 0 || program.a[pc] === OK_INVITE;
}

import { MESSAGE_KINDS } from "./messages.ts";
import type { Plan } from "./plan.ts";
import type { World } from "./world.ts";

const INVITE = MESSAGE_KINDS.indexOf("INVITE");
const RE_INVITE = MESSAGE_KINDS.indexOf("RE_INVITE");

/**
 * From one sending of a message to the next (RFC 3261 timers A and E): T1 doubled `attempt` times,
 * but no more than T2 for anything else than an INVITE.
 */
export function intervalUs(world: World, kind: number, attempt: number): number {
  const { t1Us, t2Us } = world.plan.scenario.signalling;
  let us = t1Us;
  for (let i = 0; i < attempt; i++) us *= 2;
  return kind === INVITE || kind === RE_INVITE ? us : Math.min(us, t2Us);
}

/** From one sending of a segment by TCP to the next (RFC 6298 5.5). */
export function segmentIntervalUs(world: World, attempt: number): number {
  return segmentUs(world.plan.scenario.signalling.rtoUs, attempt);
}

/** The same, of a timer that begins with `rtoUs`. */
export function segmentUs(rtoUs: number, attempt: number): number {
  let us = rtoUs;
  for (let i = 0; i < attempt; i++) us *= 2;
  return us;
}

/** When the sender of a request stops waiting (RFC 3261 timers B and F): 64 T1. */
export const giveUpUs = (world: World, firstSentUs: number): number =>
  firstSentUs + 64 * world.plan.scenario.signalling.t1Us;

/** What T1 leaves for work at the receiver, on the link with the longest way there and back. */
export function promptUs({ scenario, network }: Plan): number {
  const { places, linkOf, latencyUs } = network;
  const roundTrips = scenario.links.map(
    ({ from, to }, link) => latencyUs[link] + latencyUs[linkOf[to * places + from]],
  );
  return scenario.signalling.t1Us - Math.max(0, ...roundTrips);
}

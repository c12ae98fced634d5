import { isRepeated, linkBack, linkOf } from "./hops.ts";
import { LEG } from "./legs.ts";
import { OP } from "./program.ts";
import { PARK } from "./signals.ts";
import { giveUpUs, intervalUs } from "./timers.ts";
import type { World } from "./world.ts";

/*
 * The timers of a request that has arrived: its queue tells when it will be answered, so they are
 * set only where they matter. An answer is there once the request has been worked on and its link
 * been crossed; waiting for a link of limited capacity does not count.
 */

/**
 * Whether the sender of the message of ARRIVE row `pc`, worked on until `world.atUs`, hears of it
 * before it gives up; else its leg waits for that moment, while the receiver does the work all the
 * same. Meanwhile the sender repeats a SIP request, unless TCP carries it.
 */
export function hearsInTime(world: World, leg: number, pc: number): boolean {
  const { legs, program, network } = world;
  const attempt = legs.attempts[leg];
  legs.attempts[leg] = 0;
  if (program.other[pc] < 0) return true;
  const sentUs = world.nowUs - network.latencyUs[linkOf(world, leg, pc)];
  const firstUs = attempt === 0 ? sentUs : legs.firstSentUs[leg];
  const answerUs = answeredUs(world, leg, pc, world.atUs);
  const endUs = giveUpUs(world, firstUs);
  const againUs = sentUs + intervalUs(world, program.a[pc], attempt);
  if (againUs < Math.min(answerUs, endUs) && isRepeated(world, leg, pc))
    startRepeating(world, leg, pc, attempt, firstUs, againUs);
  if (answerUs <= endUs || legs.kind[leg] === LEG.POSTED) return true;
  legs.pc[leg] = pc - 1;
  legs.attempts[leg] = 1;
  legs.firstSentUs[leg] = firstUs;
  legs.untilUs[leg] = 0;
  world.schedule(leg, Math.max(world.nowUs, endUs));
  return false;
}

/** When the answer to a request that has been worked on until `doneUs` is with its sender. */
function answeredUs(world: World, leg: number, pc: number, doneUs: number): number {
  return doneUs + world.network.latencyUs[linkBack(world, leg, pc)];
}

function startRepeating(
  world: World,
  request: number,
  pc: number,
  attempt: number,
  firstUs: number,
  againUs: number,
): void {
  const { legs, calls } = world;
  const call = legs.call[request];
  const leg = legs.take(call, LEG.POSTED, OP.REPEAT);
  calls.legs[call]++;
  legs.cause[leg] = pc;
  legs.to[leg] = legs.to[request];
  legs.attempts[leg] = attempt + 1;
  legs.firstSentUs[leg] = firstUs;
  legs.station[leg] = legs.station[request];
  legs.untilUs[leg] = world.atUs;
  legs.bookedBy[leg] = -1;
  world.schedule(leg, Math.max(world.nowUs, againUs));
}

/** REPEAT: no answer yet, so the request is sent once more, and its timer set again. */
export function repeat(world: World, leg: number): number {
  const { legs, program, calls, platform, nowUs } = world;
  const pc = legs.cause[leg];
  const sender = calls.pins[legs.call[leg] * program.roleCount + program.b[pc]];
  const isUp = platform.up[sender] !== 0;
  if (isUp) world.startLeg(leg, LEG.POSTED, program.other[pc]);
  const againUs = nowUs + intervalUs(world, program.a[pc], legs.attempts[leg]++);
  const answerUs = answeredUs(world, leg, pc, legs.untilUs[leg]);
  if (isUp && againUs < Math.min(answerUs, giveUpUs(world, legs.firstSentUs[leg])))
    world.schedule(leg, againUs);
  else world.endLeg(leg);
  return PARK;
}

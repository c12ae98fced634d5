import { MESSAGE_KINDS } from "./messages.ts";
import { SIP_COUNTS } from "./meters.ts";
import type { World } from "./world.ts";

const INVITE = MESSAGE_KINDS.indexOf("INVITE");
const INEFFECTIVE = SIP_COUNTS.indexOf("ineffective");

/** The receiver of DEPART row `pc` has not answered in 64 T1; the carrier takes that as a 408. */
export function noteSilence(world: World, call: number, pc: number): void {
  const { calls, program, plan, platform, nowUs } = world;
  const base = call * program.roleCount;
  const from = calls.pins[base + program.b[pc]];
  const untilUs = nowUs + plan.scenario.signalling.avoidSilentUs;
  platform.noAnswer(calls.pins[base + program.c[pc]], platform.placeOf[from], untilUs);
  if (program.a[pc] === INVITE && plan.fromCarrier[pc] === 1) countIneffective(world);
}

/** An INVITE from outside has ended with 408, 500, 503 or 504 without a message to say so. */
export function countIneffective({ recorders, meters }: World): void {
  recorders.counters[meters.sip[INEFFECTIVE]]++;
}

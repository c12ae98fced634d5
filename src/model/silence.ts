import { MESSAGE_KINDS } from "./messages.ts";
import { SIP_COUNTS } from "./meters.ts";
import { componentIndex } from "./topology.ts";
import type { World } from "./world.ts";

const INVITE = MESSAGE_KINDS.indexOf("INVITE");
const SBC = componentIndex("sbc");
const INEFFECTIVE = SIP_COUNTS.indexOf("ineffective");

/**
 * The receiver of DEPART row `pc` has not answered in 64 T1; the carrier takes that as a 408. Whom
 * it pings it leaves alone by those pings, not by what becomes of one call.
 */
export function noteSilence(world: World, call: number, pc: number): void {
  const { calls, program, plan, platform, topology, nowUs } = world;
  const base = call * program.roleCount;
  const from = calls.pins[base + program.b[pc]];
  const { avoidSilentUs, options } = plan.scenario.signalling;
  const to = calls.pins[base + program.c[pc]];
  const isPinged = from === topology.carrier && platform.componentOf[to] === SBC;
  if (!isPinged || !world.mayFail || options.carrierCheckUs === 0)
    platform.noAnswer(to, platform.placeOf[from], nowUs + avoidSilentUs);
  if (program.a[pc] === INVITE && plan.fromCarrier[pc] === 1) countIneffective(world);
}

/** An INVITE from outside has ended with 408, 500, 503 or 504 without a message to say so. */
export function countIneffective({ recorders, meters }: World): void {
  recorders.counters[meters.sip[INEFFECTIVE]]++;
}

import { LEG } from "./legs.ts";
import { MESSAGE_KINDS } from "./messages.ts";
import { SIP_COUNTS } from "./meters.ts";
import { componentIndex } from "./topology.ts";
import type { World } from "./world.ts";

const INVITE = MESSAGE_KINDS.indexOf("INVITE");
const SBC = componentIndex("sbc");
const INEFFECTIVE = SIP_COUNTS.indexOf("ineffective");

/**
 * The request of row `pc` was never answered: where it was sent from, its receiver is left alone
 * for a while. One that chose its receiver may choose another. An agent may have to turn to another
 * site; else a log-in starts its step again. Before a call's outcome is known the call fails;
 * afterwards, and beside the call, the sender gives up and goes on. Returns the row to go on with,
 * or PARK.
 */
export function timeOut(world: World, leg: number, pc: number): number {
  const { legs, calls, program, sessions } = world;
  const call = legs.call[leg];
  legs.attempts[leg] = 0;
  noteSilence(world, call, pc);
  const elsewhere = sessions === null ? -1 : sessions.unanswered(world, leg);
  if (elsewhere >= 0) return elsewhere;
  if (program.other[pc] >= 0) return program.other[pc];
  const flow = program.flows[calls.flow[call]];
  if (!flow.hasOutcome) return flow.labels.get(program.rows[pc].step)!;
  if (legs.kind[leg] !== LEG.MAIN || !Number.isNaN(calls.endedUs[call])) return pc + 2;
  return world.fail(leg);
}

/**
 * The receiver of DEPART row `pc` has not answered in 64 T1; the carrier takes that as a 408. Whom
 * it pings it leaves alone by those pings, not by what becomes of one call.
 */
function noteSilence(world: World, call: number, pc: number): void {
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

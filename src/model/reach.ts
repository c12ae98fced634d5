import { components } from "./components/index.ts";
import { lose, sentUs } from "./hops.ts";
import { LEG } from "./legs.ts";
import { ANSWERS, MESSAGE_KINDS } from "./messages.ts";
import { DONE, LOST } from "./signals.ts";
import { componentIndex } from "./topology.ts";
import type { World } from "./world.ts";

/*
 * What happens to a message whose sender or receiver is not simply up. T-Library and HTTP clients
 * notice that a connection breaks and open another one to the member of the pair that takes over;
 * SIP has its timers.
 */

const SIP_PROXY = componentIndex("sipProxy");
const TLIB = 1;

/** By message kind: 1 for a SIP request. */
const IS_REQUEST = MESSAGE_KINDS.map((kind) => (ANSWERS[kind] === undefined ? 0 : 1));

/**
 * The message of ARRIVE row `pc` comes to an instance that is down, or not up for everybody: LOST
 * when nobody gets it now.
 */
export function arriveSlowly(world: World, leg: number, pc: number, instance: number): number {
  const { platform, program, legs, calls, plan } = world;
  const { pairs } = platform;
  if (platform.up[instance] === 0) {
    if (isAskedAgain(world, leg, pc)) return LOST;
    return lose(world, leg, pc - 1, sentUs(world, leg, pc), false);
  }
  const sender = calls.pins[legs.call[leg] * program.roleCount + program.b[pc]];
  if (platform.componentOf[instance] === SIP_PROXY) {
    const hears = plan.scenario.signalling.options.backupHint && IS_REQUEST[program.a[pc]] === 1;
    if (hears) pairs!.learn(world, instance, sender, pairs!.active[sender]);
    return DONE;
  }
  const isMeant = platform.componentOf[sender] !== SIP_PROXY || pairs!.isKnownTo(sender, instance);
  return isMeant ? DONE : lose(world, leg, pc - 1, sentUs(world, leg, pc), false);
}

/**
 * Whether a client asks again what the receiver of ARRIVE row `pc` cannot answer: a pair, one of
 * whose members takes over. It does so as soon as that one works.
 */
export function isAskedAgain(world: World, leg: number, pc: number): boolean {
  const { signalling, legs } = world;
  const { pairs } = world.platform;
  const promotedUs = pairs === null ? 0 : pairs.promotedUs[legs.to[leg]];
  if (promotedUs < world.nowUs || signalling.traffic[pc] !== TLIB) return false;
  waitUntil(world, leg, pc, promotedUs + 1);
  return true;
}

/**
 * Whether the message of DEPART row `pc` cannot leave, since its sender does not work: a call whose
 * URS is gone waits for the other member, at most as long as for an answer.
 */
export function isHeldUp(world: World, leg: number, pc: number): boolean {
  const { platform, program, signalling, legs, calls } = world;
  const { pairs } = platform;
  const sender = calls.pins[legs.call[leg] * program.roleCount + program.b[pc]];
  if (platform.up[sender] !== 0 || signalling.traffic[pc] !== TLIB) return false;
  const isSip = components[platform.componentOf[sender]]?.layer === "media";
  if (isSip || legs.kind[leg] === LEG.POSTED) return false;
  if (pairs !== null && pairs.promotedUs[sender] >= world.nowUs)
    waitUntil(world, leg, pc, pairs.promotedUs[sender] + 1);
  else {
    if (legs.attempts[leg] === 0) world.rowCount[pc]++;
    lose(world, leg, pc, world.atUs, true);
  }
  return true;
}

function waitUntil(world: World, leg: number, pc: number, untilUs: number): void {
  world.legs.pc[leg] = pc;
  world.legs.untilUs[leg] = 0;
  world.schedule(leg, untilUs);
}

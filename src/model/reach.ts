import { chooseUntried } from "./choice.ts";
import { components } from "./components/index.ts";
import { lose, sentUs } from "./hops.ts";
import { LEG } from "./legs.ts";
import { ANSWERS, MESSAGE_KINDS } from "./messages.ts";
import { DONE, LOST, NOBODY } from "./signals.ts";
import { componentIndex } from "./topology.ts";
import type { World } from "./world.ts";

/*
 * What happens to a message whose sender or receiver is not simply up. T-Library and HTTP clients
 * notice that a connection breaks: they ask the member of the pair that takes over, or another
 * instance. SIP has its timers. What belongs to a recording waits.
 */

const SIP_PROXY = componentIndex("sipProxy");
const TLIB = 1;
const SIP = ["sipProxy", "sipServer"];

/** By component: whether its clients hold connections to it, whose break tells them. */
export const HOLDS_CONNECTIONS: readonly boolean[] = components.map(
  ({ layer, name }) => layer !== "edge" && layer !== "media" && !SIP.includes(name),
);
const IS_RECORDING = components.map(({ layer }) => layer === "recording");
/** By message kind: whether it is a SIP request. */
const IS_REQUEST = MESSAGE_KINDS.map((kind) => ANSWERS[kind] !== undefined);

/**
 * The message of ARRIVE row `pc` comes to an instance that is down, or not up for everybody: LOST
 * when nobody gets it now.
 */
export function arriveSlowly(world: World, leg: number, pc: number, instance: number): number {
  const { platform, program, plan } = world;
  if (platform.up[instance] === 0) {
    if (isAskedAgain(world, leg, pc)) return LOST;
    return lose(world, leg, pc - 1, sentUs(world, leg, pc), false);
  }
  const pairs = platform.pairs!;
  const sender = pinOf(world, leg, program.b[pc]);
  if (platform.componentOf[instance] === SIP_PROXY) {
    const hears = plan.scenario.signalling.options.backupHint && IS_REQUEST[program.a[pc]];
    if (hears) pairs.learn(world, instance, sender, pairs.active[sender]);
    return DONE;
  }
  const isMeant = platform.componentOf[sender] !== SIP_PROXY || pairs.isKnownTo(sender, instance);
  return isMeant ? DONE : lose(world, leg, pc - 1, sentUs(world, leg, pc), false);
}

/**
 * Whether the sender of the message of ARRIVE row `pc` knows that its receiver is gone, and whom to
 * ask instead: the other member of a pair as soon as that one works, another instance at once, or
 * the same one when it is back.
 */
export function isAskedAgain(world: World, leg: number, pc: number): boolean {
  const { signalling, legs, platform, program, calls, nowUs } = world;
  const instance = legs.to[leg];
  const component = platform.componentOf[instance];
  if (signalling.traffic[pc] !== TLIB || !HOLDS_CONNECTIONS[component]) return false;
  const promotedUs = platform.pairs!.promotedUs[instance];
  if (promotedUs >= nowUs && promotedUs > 0) {
    waitUntil(world, leg, pc, promotedUs + 1);
    return true;
  }
  if (!(platform.avoidedUntilUs[instance] > nowUs)) return false;
  const other = anotherFor(world, legs.call[leg], program.c[pc], instance);
  if (other !== NOBODY) {
    calls.pins[legs.call[leg] * program.roleCount + program.c[pc]] = other;
    legs.attempts[leg] = 0;
    waitUntil(world, leg, pc - 1, nowUs);
    return true;
  }
  if (!IS_RECORDING[component]) return false;
  legs.pc[leg] = pc;
  legs.untilUs[leg] = 0;
  platform.awaited.add(instance, leg);
  return true;
}

/**
 * Whether the message of DEPART row `pc` cannot leave, since its sender does not work. Where others
 * can, one of them sends it; a call whose URS is gone waits for the other member, at most as long
 * as for an answer.
 */
export function isHeldUp(world: World, leg: number, pc: number): boolean {
  const { platform, program, signalling, legs, calls, nowUs } = world;
  const sender = pinOf(world, leg, program.b[pc]);
  if (platform.up[sender] !== 0 || signalling.traffic[pc] !== TLIB) return false;
  if (!HOLDS_CONNECTIONS[platform.componentOf[sender]]) return false;
  if (legs.kind[leg] === LEG.POSTED) return false;
  const promotedUs = platform.pairs!.promotedUs[sender];
  if (promotedUs >= nowUs && promotedUs > 0) {
    waitUntil(world, leg, pc, promotedUs + 1);
    return true;
  }
  const other = anotherFor(world, legs.call[leg], program.b[pc], sender);
  if (other !== NOBODY) {
    calls.pins[legs.call[leg] * program.roleCount + program.b[pc]] = other;
    return false;
  }
  if (legs.attempts[leg] === 0) world.rowCount[pc]++;
  lose(world, leg, pc, world.atUs, true);
  return true;
}

/** An instance that may play a role in place of one that is down, NOBODY when none is up. */
function anotherFor(world: World, call: number, role: number, gone: number): number {
  const other = chooseUntried(world, call, role, [gone]);
  return other !== NOBODY && world.platform.up[other] !== 0 ? other : NOBODY;
}

const pinOf = ({ calls, legs, program }: World, leg: number, role: number): number =>
  calls.pins[legs.call[leg] * program.roleCount + role];

function waitUntil(world: World, leg: number, pc: number, untilUs: number): void {
  world.legs.pc[leg] = pc;
  world.legs.untilUs[leg] = 0;
  world.schedule(leg, untilUs);
}

import { bytesOn } from "../bytes.ts";
import { lateOn } from "../hops.ts";
import { LEG } from "../legs.ts";
import { OP } from "../program.ts";
import { DONE, LOST, PARK } from "../signals.ts";
import type { World } from "../world.ts";

/*
 * What the built-in fan-outs share. Like the loop they pass times through `world.atUs`: work moves
 * it to its end, a message to its arrival.
 */

/** Starts a fan-out beside the leg that causes it, at that leg's own time, which stays. */
export function startSpread(world: World, parent: number, op: number, cause: number): void {
  const { legs } = world;
  const leg = newLeg(world, legs.call[parent], op);
  legs.cause[leg] = cause;
  if (op === OP.NOTIFY) {
    const { calls, program } = world;
    const base = legs.call[parent] * program.roleCount;
    legs.owner[leg] = calls.pins[base + program.b[cause]];
    legs.desk[leg] = calls.pins[base + program.c[cause]];
  }
  if (world.mayFail) {
    legs.station[leg] = legs.station[parent];
    legs.untilUs[leg] = world.atUs;
    legs.bookedBy[leg] = -1;
  }
  goOnBeside(world, leg);
}

export function newLeg(world: World, call: number, op: number): number {
  world.calls.legs[call]++;
  return world.legs.take(call, LEG.POSTED, op);
}

/** The new leg runs when its time has come, at once if that is now; the caller's time stays. */
export function goOnBeside(world: World, leg: number): void {
  if (world.atUs > world.nowUs) {
    world.sleep(leg);
    return;
  }
  const atUs = world.atUs;
  world.run(leg);
  world.atUs = atUs;
}

/** The leg itself goes on at built-in row `op` at `world.atUs`. */
export function goOn(world: World, leg: number, op: number): number {
  if (world.atUs <= world.nowUs) return op;
  world.legs.pc[leg] = op;
  world.sleep(leg);
  return PARK;
}

export function finish(world: World, leg: number): number {
  world.endLeg(leg);
  return PARK;
}

/**
 * Books the work of a message that arrives now at one module; LOST when the instance is down. Work
 * that meets an idle server is only counted in `prompt`, by component: its delay is known.
 */
export function work(
  world: World,
  instance: number,
  module: number,
  serviceUs: number,
  prompt: Float64Array,
): number {
  const { platform, nowUs } = world;
  if (platform.up[instance] === 0) return LOST;
  const component = platform.componentOf[instance];
  const station = platform.stationOf[instance] + module;
  if (world.clients.hears[station] === 1) world.clients.touch(world, station);
  if (platform.book(world, station, serviceUs)) prompt[component]++;
  else world.recorders.record(world.meters.componentDelay[component], world.atUs - nowUs);
  return DONE;
}

/** Sends copies of a message at `world.atUs`: T-Library connections never queue for a link. */
export function carry(
  world: World,
  kind: number,
  traffic: 0 | 1,
  from: number,
  to: number,
  copies: number,
): number {
  const { platform, network, recorders, meters } = world;
  const link = network.linkOf[platform.placeOf[from] * network.places + platform.placeOf[to]];
  recorders.counters[meters.linkBytes[2 * link + traffic]] += copies * bytesOn(world, kind, link);
  const lateUs = platform.linkUp[link] === 1 ? 0 : lateOn(world, link, traffic);
  if (lateUs === Number.POSITIVE_INFINITY) return LOST;
  world.atUs += network.latencyUs[link] + lateUs;
  return DONE;
}

import { STREAMS } from "../actions.ts";
import { bytesOn } from "../bytes.ts";
import { freePort, interruptAll } from "../callLife.ts";
import { ANSWER_COUNT } from "../calls.ts";
import { PORT_USES } from "../holdings.ts";
import { linkOf, lose } from "../hops.ts";
import { OP } from "../program.ts";
import { answersOf, DRAWN_QUESTIONS } from "../questions.ts";
import { HOLDS_CONNECTIONS, isAskedAgain } from "../reach.ts";
import { takeAllWaiting } from "../verbs/agents.ts";
import { endStream } from "../verbs/media.ts";
import { cutRecording } from "../verbs/recording.ts";
import type { World } from "../world.ts";
import { casualtiesOf } from "./casualties.ts";
import { requeue } from "./requeue.ts";

const RECORDING_STREAM = STREAMS.indexOf("recording");
const RECORDING_PORT = PORT_USES.indexOf("recording");
const RECORDED = DRAWN_QUESTIONS.indexOf("recorded");
const NOT_RECORDED = answersOf("recorded").indexOf("no");

/**
 * Instances stop, all at once, and calls that cannot go on without them are lost; all others go on
 * by the timers of those who wait for an answer.
 */
export function stopInstances(world: World, instances: readonly number[]): void {
  if (instances.length === 0) return;
  const isStruck = haltInstances(world, instances);
  const { calls, requeued, recordings } = casualtiesOf(world, isStruck);
  for (const { call, on } of calls) world.recovery?.cut(world, call, on);
  const cut = calls.map(({ call }) => call);
  interruptAll(world, cut, "lost");
  for (const call of requeued) requeue(world, call);
  for (const call of recordings) stopRecording(world, call);
}

/**
 * Instances stop, all at once. Work in them that would have left later is void: the accounts go
 * back to this moment, messages they had yet to send were never sent, and those they were working
 * on are lost. Answers which of all instances they are.
 */
export function haltInstances(world: World, instances: readonly number[]): Uint8Array {
  const { platform, pools, legs, topology, nowUs } = world;
  const isStruck = new Uint8Array(topology.instances.length);
  for (const instance of instances) {
    platform.stop(instance, nowUs);
    isStruck[instance] = 1;
    if (platform.isTold(instance)) continue;
    pools.close(instance);
    if (HOLDS_CONNECTIONS[platform.componentOf[instance]]) platform.avoid(instance);
  }
  const struck: number[] = [];
  for (let leg = 0; leg < legs.used; leg++) {
    if (legs.call[leg] < 0 || legs.untilUs[leg] <= nowUs) continue;
    if (isStruck[topology.stations[legs.station[leg]].instance] === 1) struck.push(leg);
  }
  struck.sort((a, b) => legs.birth[a] - legs.birth[b]);
  for (const leg of struck) voidWork(world, leg);
  world.routing.sides.look(world);
  return isStruck;
}

/** They are back, empty, unless another failure keeps one down. */
export function startInstances(world: World, instances: readonly number[]): void {
  const { platform, pools, campaigns, callbacks, nowUs } = world;
  for (const instance of instances) {
    platform.start(instance);
    if (platform.up[instance] === 0) continue;
    pools.open(instance);
    platform.pairs!.mark(world, instance);
    for (const leg of platform.awaited.release(instance)) world.schedule(leg, nowUs);
  }
  campaigns?.resume(world);
  callbacks?.resume(world);
  if (world.routing.sides.look(world)) takeAllWaiting(world);
}

/** Senders leave instances alone from now on. */
export function avoidInstances({ platform, pools }: World, instances: readonly number[]): void {
  for (const instance of instances) {
    platform.avoid(instance);
    pools.close(instance);
  }
}

function voidWork(world: World, leg: number): void {
  const { legs, program, events, firstLeg, nowUs } = world;
  if (program.op[legs.pc[leg]] === OP.ARRIVE) unsend(world, leg, legs.pc[leg] - 1);
  events.cancel(firstLeg + leg);
  const booked = legs.bookedBy[leg];
  if (booked < 0) world.endLeg(leg);
  else if (!isAskedAgain(world, leg, booked)) lose(world, leg, booked - 1, nowUs, false);
}

/** Takes back what DEPART row `pc` booked for a message that never left. */
function unsend(world: World, leg: number, pc: number): void {
  const { program, signalling, recorders, meters } = world;
  const link = linkOf(world, leg, pc);
  world.rowCount[pc]--;
  const bytes = bytesOn(world, program.a[pc], link);
  recorders.counters[meters.linkBytes[2 * link + signalling.traffic[pc]]] -= bytes;
}

/** The MCP that copies went to is gone: the call goes on, and answers that it is not recorded. */
function stopRecording(world: World, call: number): void {
  cutRecording(world, call);
  freePort(world, call, RECORDING_PORT);
  endStream(world, call, RECORDING_STREAM);
  world.calls.answers[ANSWER_COUNT * call + RECORDED] = NOT_RECORDED;
}

import { DIGITAL_COUNT, DIGITAL_OFFERED } from "./traffic/digitalMeters.ts";
import type { World } from "./world.ts";

/*
 * A chat or e-mail goes the way of a call and is none: what there is of them has counters and
 * levels of its own. `source` is the column of its demand (see DigitalMeters).
 */

export function beginInteraction(world: World, source: number): void {
  count(world, source, DIGITAL_OFFERED);
  change(world, world.meters.digital.inSystem, source, 1);
}

export function endInteraction(world: World, source: number, outcome: number): void {
  count(world, source, DIGITAL_COUNT[outcome]);
  change(world, world.meters.digital.inSystem, source, -1);
}

/** One more waits for an agent, or one less. */
export function queueInteraction(world: World, source: number, by: number): void {
  change(world, world.meters.digital.inQueue, source, by);
}

/** Its time in the queue is over. */
export function recordInteractionWait(world: World, source: number, waitUs: number): void {
  const { wait } = world.meters.digital;
  world.recorders.record(wait[0], waitUs);
  if (wait[source] >= 0) world.recorders.record(wait[source], waitUs);
}

function count({ recorders, meters }: World, source: number, what: number): void {
  const { counts, scopes } = meters.digital;
  const own = counts[what * scopes + source];
  recorders.counters[counts[what * scopes]]++;
  if (own >= 0) recorders.counters[own]++;
}

function change({ recorders, nowUs }: World, table: Int32Array, source: number, by: number): void {
  recorders.changeLevel(table[0], nowUs, by);
  if (table[source] >= 0) recorders.changeLevel(table[source], nowUs, by);
}

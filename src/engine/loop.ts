import type { FutureEventList } from "./futureEventList.ts";

/** What the loop needs of a world: a clock, its future events, and what to do when one is due. */
export interface Simulated {
  nowUs: number;
  readonly events: FutureEventList;
  wake(entity: number): void;
}

/**
 * Takes events in (time, insertion) order until the next one is at `endUs` or later. Resumable:
 * what is later stays pending, and a further call goes on from there.
 */
export function runUntil(world: Simulated, endUs: number): void {
  const { events } = world;
  while (events.take(endUs)) {
    world.nowUs = events.timeUs;
    world.wake(events.entity);
  }
  if (Number.isFinite(endUs)) world.nowUs = endUs;
}

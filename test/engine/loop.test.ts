import { expect, test } from "vitest";
import { FutureEventList } from "../../src/engine/futureEventList.ts";
import { runUntil } from "../../src/engine/loop.ts";

/** A clock whose entity 0 is due every 10 us; what it wakes, and when, is written down. */
function ticking() {
  const events = new FutureEventList();
  const woken: [number, number][] = [];
  const world = {
    nowUs: 0,
    events,
    wake(entity: number) {
      woken.push([world.nowUs, entity]);
      if (entity === 0) events.schedule(world.nowUs + 10, 0);
    },
  };
  events.schedule(0, 0);
  return { world, woken };
}

test("wakes entities at their times, leaves what is due at the end, and goes on from there", () => {
  const { world, woken } = ticking();
  world.events.schedule(10, 7);
  runUntil(world, 20);
  // biome-ignore format: one line
  expect(woken).toEqual([[0, 0], [10, 7], [10, 0]]);
  expect([world.nowUs, world.events.size]).toEqual([20, 1]);
  runUntil(world, 25);
  expect(woken.slice(3)).toEqual([[20, 0]]);
  expect(world.nowUs).toBe(25);
});

test("without an end the clock stays at the last event", () => {
  const { world, woken } = ticking();
  world.events.cancel(0);
  world.events.schedule(40, 3);
  runUntil(world, Number.POSITIVE_INFINITY);
  expect(woken).toEqual([[40, 3]]);
  expect(world.nowUs).toBe(40);
});

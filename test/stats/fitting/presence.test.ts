import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  emptyAt,
  presenceOf,
  queueingOf,
  type Services,
  timesAfterService,
} from "../../../src/stats/fitting/presence.ts";

const GAP = 30;
const GRID = { startUs: 0, lengthUs: 20, count: 6 };

const servicesOf = (rows: readonly (readonly [number, number, number])[]): Services => ({
  agent: rows.map(([agent]) => agent),
  fromUs: rows.map(([, from]) => from),
  toUs: rows.map(([, , to]) => to),
});

/** Services of up to three agents, one after the other for each. */
const someServices = fc
  .array(fc.tuple(fc.nat(2), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 20 })), {
    maxLength: 12,
  })
  .map((rows) => {
    const free = new Map<number, number>();
    return servicesOf(
      rows.map(([agent, pause, length]) => {
        const from = (free.get(agent) ?? 0) + pause;
        free.set(agent, from + length);
        return [agent, from, from + length] as const;
      }),
    );
  });

/** Tick by tick. */
function slowPresence({ agent, fromUs, toUs }: Services) {
  const end = GRID.count * GRID.lengthUs;
  const present = new Float64Array(GRID.count);
  for (const who of new Set(Array.from(agent))) {
    const own = Array.from(fromUs, (from, row) => ({ from, to: toUs[row]!, who: agent[row] }))
      .filter((each) => each.who === who)
      .sort((a, b) => a.from - b.from);
    for (let tick = 0; tick < end; tick++) {
      const isServing = own.some(({ from, to }) => from <= tick && tick < to);
      const before = own.filter(({ to }) => to <= tick).at(-1);
      const after = own.find(({ from }) => from > tick);
      const isBetween = before && after && after.from - before.to <= GAP;
      if (isServing || isBetween) present[Math.floor(tick / GRID.lengthUs)]! += 1 / GRID.lengthUs;
    }
  }
  return present;
}

describe("who is there", () => {
  test("present from the first service to the last before a gap: beside every tick", () => {
    fc.assert(
      fc.property(someServices, (services) => {
        const { present } = presenceOf(services, GRID, GAP);
        const slow = slowPresence(services);
        present.forEach((value, i) => {
          expect(value).toBeCloseTo(slow[i]!, 9);
        });
      }),
      { numRuns: 200 },
    );
  });

  test("seen: once in each interval, however many calls", () => {
    const services = servicesOf([
      [0, 1, 3],
      [0, 5, 8],
      [1, 15, 45],
    ]);
    expect([...presenceOf(services, GRID, GAP).seen]).toEqual([2, 1, 1, 0, 0, 0]);
  });
});

describe("when somebody waits", () => {
  test("until the queue is empty: beside every tick", () => {
    const waits = fc.array(fc.tuple(fc.nat(60), fc.nat(15)), { maxLength: 10 });
    fc.assert(
      fc.property(waits, fc.nat(80), (all, at) => {
        const to = all.map(([from, length]) => from + length);
        const queueing = queueingOf(
          all.map(([from]) => from),
          to,
        );
        const isWaiting = (tick: number) => all.some(([from], i) => from <= tick && tick < to[i]!);
        let slow = Number.NaN;
        if (isWaiting(at)) for (slow = at; isWaiting(slow); slow++);
        expect(emptyAt(queueing, at)).toBe(slow);
      }),
      { numRuns: 300 },
    );
  });

  test("work after a call: known while the queue lasts, cut short when it ends", () => {
    const queueing = queueingOf([0, 100], [50, 110]);
    const services = servicesOf([
      [0, 10, 20],
      [0, 27, 40],
      [0, 65, 70],
      [1, 0, 105],
      [1, 200, 210],
    ]);
    const { seconds, isEvent } = timesAfterService(services, queueing, 1000);
    // 20 to 27 with a queue; from 40 the queue ends at 50; at 70 nobody waits; from 105 until 110.
    expect([...seconds].map((value) => value * 1e6)).toEqual([7, 10, 5]);
    expect([...isEvent]).toEqual([1, 0, 0]);
    expect(timesAfterService(services, queueing, 6).seconds).toHaveLength(0);
  });
});

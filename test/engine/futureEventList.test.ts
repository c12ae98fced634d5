import fc from "fast-check";
import FastPriorityQueue from "fastpriorityqueue";
import { describe, expect, test } from "vitest";
import { FutureEventList } from "../../src/engine/futureEventList.ts";

const FOREVER = Number.POSITIVE_INFINITY;

/** Taken events as [timeUs, entity]. */
type Taken = [number, number][];

/** The slow, obvious list: entries carry a sequence number, cancelled ones are skipped. */
class Oracle {
  private sequence = 0;
  /** Of entities with an event pending: its sequence number, and its time. */
  private readonly current = new Map<number, { sequence: number; timeUs: number }>();
  private readonly entries = new FastPriorityQueue<{
    timeUs: number;
    sequence: number;
    entity: number;
  }>((a, b) => a.timeUs < b.timeUs || (a.timeUs === b.timeUs && a.sequence < b.sequence));

  schedule(timeUs: number, entity: number): void {
    this.current.set(entity, { sequence: this.sequence, timeUs });
    this.entries.add({ timeUs, sequence: this.sequence++, entity });
  }
  cancel(entity: number): void {
    this.current.delete(entity);
  }
  isPending(entity: number): boolean {
    return this.current.has(entity);
  }
  get size(): number {
    return this.current.size;
  }
  isDueAt(timeUs: number): boolean {
    return [...this.current.values()].some((pending) => pending.timeUs === timeUs);
  }
  take(beforeUs: number): [number, number] | undefined {
    for (let entry = this.entries.peek(); entry !== undefined; entry = this.entries.peek()) {
      const isCurrent = this.current.get(entry.entity)?.sequence === entry.sequence;
      if (isCurrent && entry.timeUs >= beforeUs) return undefined;
      this.entries.poll();
      if (isCurrent) {
        this.current.delete(entry.entity);
        return [entry.timeUs, entry.entity];
      }
    }
    return undefined;
  }
}

function takeOne(list: FutureEventList, beforeUs: number): [number, number] | undefined {
  return list.take(beforeUs) ? [list.timeUs, list.entity] : undefined;
}

function drain(list: FutureEventList): Taken {
  const taken: Taken = [];
  while (list.take(FOREVER)) taken.push([list.timeUs, list.entity]);
  return taken;
}

function listOf(...events: Taken): FutureEventList {
  const list = new FutureEventList();
  for (const [timeUs, entity] of events) list.schedule(timeUs, entity);
  return list;
}

type Command =
  | { do: "schedule"; entity: number; delayUs: number }
  | { do: "cancel"; entity: number }
  | { do: "take"; count: number; aheadUs: number };

const delaysUs = {
  "many ties": fc.nat(3),
  "short hops": fc.nat(10_000),
  "hops and long timers": fc.oneof(fc.nat(1_500), fc.nat(180_000_000)),
  "every scale to 3e11": fc.nat(38).chain((bits) => fc.maxSafeNat().map((u) => u % 2 ** bits)),
  "into the past too": fc.integer({ min: -5_000, max: 5_000 }),
  "any finite double": fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
};

/** A few entities are re-armed and cancelled often; the many others fill slots and make it grow. */
const commands = (delayUs: fc.Arbitrary<number>): fc.Arbitrary<Command[]> => {
  const entity = fc.oneof(fc.nat(7), fc.nat(300));
  const schedule = fc.record({ do: fc.constant("schedule" as const), entity, delayUs });
  const cancel = fc.record({ do: fc.constant("cancel" as const), entity });
  const aheadUs = fc.oneof(fc.constant(FOREVER), delayUs);
  const take = fc.record({ do: fc.constant("take" as const), count: fc.nat(20), aheadUs });
  const command = fc.oneof({ weight: 6, arbitrary: schedule }, cancel, take);
  return fc.array(command, { maxLength: 300, size: "max" });
};

/** Both lists obey the same commands; delays count from the last taken event. */
function agree(script: Command[]): void {
  const list = new FutureEventList(2);
  const oracle = new Oracle();
  // What each of them answered, compared at the end: thousands of small comparisons are slow.
  const found: unknown[] = [];
  const wanted: unknown[] = [];
  let nowUs = 0;
  for (const command of script) {
    if (command.do === "schedule") {
      list.schedule(nowUs + command.delayUs, command.entity);
      oracle.schedule(nowUs + command.delayUs, command.entity);
    } else if (command.do === "cancel") {
      found.push(list.isPending(command.entity));
      wanted.push(oracle.isPending(command.entity));
      list.cancel(command.entity);
      oracle.cancel(command.entity);
    } else {
      const beforeUs = nowUs + command.aheadUs;
      for (let i = 0; i < command.count; i++) {
        const taken = oracle.take(beforeUs);
        found.push(takeOne(list, beforeUs));
        wanted.push(taken);
        if (!taken) break;
        nowUs = taken[0];
        found.push(list.hasTie());
        wanted.push(oracle.isDueAt(nowUs));
      }
    }
    found.push(list.size);
    wanted.push(oracle.size);
  }
  for (let taken = oracle.take(FOREVER); taken; taken = oracle.take(FOREVER)) wanted.push(taken);
  expect([...found, ...drain(list)]).toEqual(wanted);
}

describe("takes what a sorted list with sequence numbers takes", () => {
  for (const [name, delayUs] of Object.entries(delaysUs))
    test(name, () => fc.assert(fc.property(commands(delayUs), agree), { seed: 1 }));
});

test("ties leave in insertion order", () => {
  const apart = Array.from({ length: 50 }, (_, i): [number, number] => [5_000, (i * 7) % 50]);
  expect(drain(listOf(...apart))).toEqual(apart);
});

test("ties leave in insertion order when they were scheduled from different distances", () => {
  const list = listOf([3e11, 0], [3e11 - 200_000_000, 1], [3e11 - 1, 2]);
  expect(takeOne(list, FOREVER)).toEqual([3e11 - 200_000_000, 1]);
  list.schedule(3e11, 3);
  expect(takeOne(list, FOREVER)).toEqual([3e11 - 1, 2]);
  list.schedule(3e11, 4);
  expect(drain(list).map(([, entity]) => entity)).toEqual([0, 3, 4]);
});

test("events leave in time order across every scale", () => {
  const timesUs = Array.from({ length: 53 }, (_, bit) => 2 ** bit).flatMap((at) => [at - 1, at]);
  const sorted = [...new Set(timesUs)].sort((a, b) => a - b);
  const list = listOf(...sorted.map((timeUs, i): [number, number] => [timeUs, i]).reverse());
  expect(drain(list).map(([timeUs]) => timeUs)).toEqual(sorted);
});

test("times that are whole halves of the clock from the last one", () => {
  const list = new FutureEventList();
  for (let half = 1; half <= 5; half++) {
    const timeUs = half * 2 ** 28;
    list.schedule(timeUs, 0);
    list.schedule(timeUs - 1, 1);
    expect(takeOne(list, FOREVER)).toEqual([timeUs - 1, 1]);
    expect(takeOne(list, FOREVER)).toEqual([timeUs, 0]);
  }
});

test("a re-armed entity keeps only its new event and goes behind its ties", () => {
  const list = listOf([10, 1], [10, 2], [30, 3]);
  list.schedule(10, 1);
  list.schedule(5, 3);
  expect(list.size).toBe(3);
  // biome-ignore format: one line
  expect(drain(list)).toEqual([[5, 3], [10, 2], [10, 1]]);
});

test("a cancelled event never happens, and cancelling nothing does nothing", () => {
  const list = listOf([10, 1], [20, 2]);
  list.cancel(1);
  list.cancel(1);
  list.cancel(1_000_000);
  expect([list.isPending(1), list.isPending(2), list.isPending(1_000_000)]).toEqual([
    false,
    true,
    false,
  ]);
  expect(drain(list)).toEqual([[20, 2]]);
});

test("an event at the horizon stays, and what is scheduled before it still comes first", () => {
  const list = listOf([100, 0], [5_000_000, 1]);
  expect(takeOne(list, 1_000_000)).toEqual([100, 0]);
  expect(list.take(5_000_000)).toBe(false);
  expect([list.timeUs, list.entity, list.size]).toEqual([100, 0, 1]);
  list.schedule(4_999_999, 2);
  list.schedule(100, 3);
  // biome-ignore format: one line
  expect(drain(list)).toEqual([[100, 3], [4_999_999, 2], [5_000_000, 1]]);
});

test("after a horizon that cut a slot, earlier times may still be scheduled in any number", () => {
  const list = listOf([1_000_000, 0]);
  expect(list.take(999_900)).toBe(false);
  const timesUs = Array.from({ length: 100 }, (_, i) => 500 - i);
  timesUs.forEach((timeUs, i) => {
    list.schedule(timeUs, 1 + i);
  });
  for (const timeUs of timesUs.reverse())
    expect(takeOne(list, 501)).toEqual([timeUs, 501 - timeUs]);
  expect(list.take(501)).toBe(false);
  expect(drain(list)).toEqual([[1_000_000, 0]]);
});

test("a crowd scheduled ahead of what is next leaves in (time, insertion) order", () => {
  const list = listOf([0, 0], [2_000_000, 1]);
  const crowd = Array.from({ length: 500 }, (_, i): [number, number] => [900 - (i >> 2), 2 + i]);
  expect(takeOne(list, FOREVER)).toEqual([0, 0]);
  expect(list.take(1_999_999)).toBe(false);
  for (const [timeUs, entity] of crowd) list.schedule(timeUs, entity);
  crowd.sort(([a, first], [b, second]) => a - b || first - second);
  const found = crowd.map(() => [takeOne(list, FOREVER), list.hasTie()]);
  const hasTie = crowd.map(([timeUs], i) => crowd[i + 1]?.[0] === timeUs);
  expect(found).toEqual(crowd.map((event, i) => [event, hasTie[i]]));
  expect(drain(list)).toEqual([[2_000_000, 1]]);
});

test("a time that is not a number is refused", () => {
  expect(() => new FutureEventList().schedule(Number.NaN, 0)).toThrow(RangeError);
});

test("memory follows the entities, however often one is re-armed", () => {
  const list = new FutureEventList(1);
  const bytes = () =>
    Object.values(list).reduce(
      (sum, column) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0),
      0,
    );
  list.schedule(0, 0);
  const before = bytes();
  for (let i = 0; i < 100_000; i++) list.schedule(i * 37, 0);
  expect(list.size).toBe(1);
  expect(bytes()).toBe(before);
  expect(drain(list)).toEqual([[99_999 * 37, 0]]);
  list.schedule(0, 1_000);
  expect(bytes()).toBeLessThan(3 * before);
});

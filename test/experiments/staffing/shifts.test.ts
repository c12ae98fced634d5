import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverBy, staffedBy } from "../../../src/experiments/staffing/shifts.ts";

interface Cost {
  readonly intervals: number;
  readonly shifts: number;
}

/** Every plan there is, with no more agents in a shift than are ever needed. */
function cheapestByTrying(needed: readonly number[], lengths: readonly number[]): Cost {
  const most = Math.max(...needed);
  const starts = needed.flatMap((_, start) =>
    lengths
      .filter((length) => start + length <= needed.length)
      .map((length) => ({ start, length })),
  );
  let best: Cost = { intervals: Infinity, shifts: Infinity };
  const tryFrom = (i: number, left: readonly number[], cost: Cost) => {
    if (cost.intervals > best.intervals) return;
    if (i === starts.length) {
      if (left.some((count) => count > 0)) return;
      if (cost.intervals < best.intervals || cost.shifts < best.shifts) best = cost;
      return;
    }
    const { start, length } = starts[i]!;
    // Nothing that begins later covers what lies before.
    if (left.some((count, k) => k < start && count > 0)) return;
    for (let agents = 0; agents <= most; agents++)
      tryFrom(
        i + 1,
        left.map((count, k) => (start <= k && k < start + length ? count - agents : count)),
        { intervals: cost.intervals + agents * length, shifts: cost.shifts + agents },
      );
  };
  tryFrom(0, needed, { intervals: 0, shifts: 0 });
  return best;
}

describe("shifts that cover a day", () => {
  const counts = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 5 });
  const sorts = fc.subarray([1, 2, 3, 4], { minLength: 1, maxLength: 2 });

  test("take the least agent-hours, and then the fewest shifts, of all plans there are", () => {
    fc.assert(
      fc.property(counts, sorts, (needed, lengths) => {
        const shifts = coverBy(needed, lengths);
        const staffed = staffedBy(shifts, needed.length);
        expect(staffed.every((count, i) => count >= needed[i]!)).toBe(true);
        const sum = (of: (shift: (typeof shifts)[number]) => number) =>
          shifts.reduce((total, shift) => total + of(shift), 0);
        expect({
          intervals: sum(({ length, agents }) => length * agents),
          shifts: sum(({ agents }) => agents),
        }).toEqual(cheapestByTrying(needed, lengths));
      }),
      { numRuns: 150 },
    );
  });

  test("of one length begin as late as they may: the plan of a pass through the day", () => {
    const lateAsMayBe = (needed: readonly number[], length: number): number => {
      const left = [...needed];
      let shifts = 0;
      for (let i = 0; i < left.length; i++) {
        const agents = Math.max(0, left[i]!);
        const start = Math.min(i, left.length - length);
        for (let k = start; k < start + length; k++) left[k]! -= agents;
        shifts += agents;
      }
      return shifts;
    };
    const day = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 48, maxLength: 48 });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 48 }), (needed, length) => {
        const agents = coverBy(needed, [length]).reduce((sum, shift) => sum + shift.agents, 0);
        expect(agents).toBe(lateAsMayBe(needed, length));
      }),
      { numRuns: 20 },
    );
  });

  test("a day without need has none", () => {
    expect(coverBy([0, 0, 0], [2])).toEqual([]);
  });
});

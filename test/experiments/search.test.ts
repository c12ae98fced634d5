import seedrandom from "seedrandom";
import { mean } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { anchoredLevel, anchorOf, levelOf } from "../../src/experiments/sizing/level.ts";
import { type Laboratory, searchLeast } from "../../src/experiments/sizing/search.ts";

/** Margins around a known truth; what replications have in common is most of their noise. */
function laboratory(
  truth: (point: readonly number[]) => number[],
  noise: readonly number[],
  seed: string,
): Laboratory & { readonly made: () => number } {
  const counts = new Map<string, number>();
  const normal = (name: string) => {
    const uniform = seedrandom.alea(`${seed}/${name}`);
    return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  };
  return {
    made: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    controls: () => [],
    margins: async (point, replications) => {
      const name = point.join();
      counts.set(name, Math.max(counts.get(name) ?? 0, replications));
      return truth(point).map((margin, t) =>
        Array.from({ length: replications }, (_, i) => {
          const common = normal(`${t}/${i}`);
          return margin + noise[t]! * (common + 0.1 * normal(`${t}/${i}/${name}`));
        }),
      );
    },
  };
}

const OPTIONS = { alpha: 0.05, replicationsMax: 5000 };

describe("the search for one number", () => {
  test("is right within its indifference zone in at least 95 of 100 tries", async () => {
    const truth = ([n]: readonly number[]) => [1 - Math.exp(-(n! - 480) / 20) - 0.6];
    let right = 0;
    let made = 0;
    for (let seed = 0; seed < 100; seed++) {
      const lab = laboratory(truth, [0.1], String(seed));
      const guess = seed % 2 ? 470 : 525;
      const { at, isProven } = await searchLeast(lab, {
        ...OPTIONS,
        dimensions: [{ least: 1, most: 2000, guess }],
        deltas: [0.02],
      });
      const [n] = at.point;
      expect(isProven).toBe(true);
      if (truth([n!])[0]! >= -0.02 && truth([n! - 1])[0]! <= 0.02) right++;
      made += lab.made();
    }
    expect(right).toBeGreaterThanOrEqual(95);
    // Twenty explored points of 10, an answer of some 300 and neighbours of 20 each.
    expect(made / 100).toBeLessThan(1500);
  });

  test("with wide steps the answer is exact", async () => {
    const lab = laboratory(([n]) => [n! - 7.5], [0.5], "steps");
    const dimensions = [{ least: 1, most: 100, guess: 30 }];
    const { at, oneLess } = await searchLeast(lab, { ...OPTIONS, dimensions, deltas: [0.2] });
    expect(at.point).toEqual([8]);
    expect(oneLess[0]!.margins[0]!.value + oneLess[0]!.halfWidths[0]!).toBeLessThan(0);
  });

  test("goes to either end of what is allowed", async () => {
    const dimensions = [{ least: 3, most: 9, guess: 5 }];
    const search = (shift: number) =>
      searchLeast(
        laboratory(([n]) => [n! - shift], [0.3], "ends"),
        { ...OPTIONS, dimensions, deltas: [0.2] },
      );
    const least = await search(1);
    expect(least).toMatchObject({ at: { point: [3] }, oneLess: [null], isProven: true });
    const never = await search(50);
    expect(never).toMatchObject({ at: { point: [9] }, isProven: false, isOutOfReach: true });
  });

  test("says so when replications run out", async () => {
    const lab = laboratory(([n]) => [0.001 * (n! - 50)], [1], "few");
    const dimensions = [{ least: 1, most: 100, guess: 50 }];
    const options = { ...OPTIONS, replicationsMax: 60, dimensions, deltas: [0.01] };
    expect((await searchLeast(lab, options)).isProven).toBe(false);
  });
});

test("two numbers that stand in for each other: neither can be one lower", async () => {
  // The second blocks who would need the first.
  const truth = ([a, b]: readonly number[]) => [a! - 40 + 2 / b!, b! - 11.5];
  const lab = laboratory(truth, [0.6, 0.4], "two");
  const dimension = { least: 1, most: 200 };
  const { at, oneLess, isProven } = await searchLeast(lab, {
    ...OPTIONS,
    dimensions: [
      { ...dimension, guess: 30 },
      { ...dimension, guess: 20 },
    ],
    deltas: [0.2, 0.2],
  });
  expect(at.point).toEqual([40, 12]);
  expect(isProven).toBe(true);
  expect(oneLess.map((each) => each!.point)).toEqual([
    [39, 12],
    [40, 11],
  ]);
});

test("a start that is far off does not make the search long", async () => {
  // Agents and ports that stand in for each other; noise so great that exploring goes astray.
  const short = ([a, p]: readonly number[]) => Math.exp(-0.055 * (a! - 1585) - 0.05 * (p! - 322));
  const truth = (at: readonly number[]) => {
    const blocked = 200 / (199 + 1 / short(at));
    return [0.0095 * (at[0]! - 1585) + 0.03 * (blocked - 1), 1 - blocked];
  };
  const made: number[] = [];
  for (let seed = 0; seed < 40; seed++) {
    const lab = laboratory(truth, [0.05, 0.8], `far/${seed}`);
    const { at } = await searchLeast(lab, {
      ...OPTIONS,
      dimensions: [
        { least: 1, most: 12_000, guess: 1588 },
        { least: 1, most: 2400, guess: 281 },
      ],
      deltas: [0.02, 0.3],
    });
    expect(
      Math.min(...truth(at.point).map((margin, t) => margin / [0.02, 0.3][t]!)),
    ).toBeGreaterThan(-2);
    made.push(lab.made());
  }
  // Where the anchor stays at what exploring said, 702.
  expect(mean(made)).toBeLessThan(300);
});

describe("an anchored level", () => {
  test("is the mean where both have as many replications", () => {
    const anchor = anchorOf([4, 4, 4], []);
    expect(anchoredLevel([1, 2, 3], anchor)).toEqual(levelOf([1, 2, 3]));
  });

  test("leans on the anchor's replications where it has fewer, with the error of both", () => {
    const anchor = Array.from({ length: 400 }, (_, i) => Math.sin(i * i));
    const values = anchor.slice(0, 20).map((value, i) => value + 1 + 0.01 * Math.cos(i * i * 3));
    const level = anchoredLevel(values, anchorOf(anchor, []));
    const alone = levelOf(values);
    expect(level.value - levelOf(anchor).value).toBeCloseTo(1, 2);
    expect(level.error).toBeLessThan(alone.error / 4);
    expect(level.error).toBeGreaterThan(0.9 * levelOf(anchor).error);
  });
});

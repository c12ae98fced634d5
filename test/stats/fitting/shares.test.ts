import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { mixOf, shareOf, sharesTest } from "../../../src/stats/fitting/shares.ts";
import { covers, withinBinomial } from "./coverage.ts";

describe("shares of groups", () => {
  test("aspirin and heart attacks, as Agresti prints it: chi-square 25.01", () => {
    const groups = [
      { successes: 189, trials: 11_034 },
      { successes: 104, trials: 11_037 },
    ];
    const { statistic, freedom, p } = sharesTest(groups);
    expect(statistic).toBeCloseTo(25.01, 2);
    expect(freedom).toBe(1);
    expect(p).toBeCloseTo(5.7e-7, 8);
  });

  test("all alike: a small p as often as stated", () => {
    const random = seedrandom("alike");
    const TRIES = 400;
    let small = 0;
    for (let each = 0; each < TRIES; each++) {
      const groups = [60, 90, 200].map((trials) => ({
        trials,
        successes: Array.from({ length: trials }, random).filter((u) => u < 0.2).length,
      }));
      small += Number(sharesTest(groups).p < 0.05);
    }
    expect(withinBinomial(small, TRIES, 0.05)).toBe(true);
  });

  test("nothing to compare", () => {
    expect(
      sharesTest([
        { successes: 1, trials: 3 },
        { successes: 0, trials: 0 },
      ]).p,
    ).toBeNaN();
    expect(
      sharesTest([
        { successes: 3, trials: 3 },
        { successes: 2, trials: 2 },
      ]).p,
    ).toBe(1);
  });
});

test("a mix: each share covers as often as stated", () => {
  const random = seedrandom("mix");
  const shares = [0.6, 0.3, 0.08, 0.02];
  const ends = [0.6, 0.9, 0.98, 1];
  const held = [0, 0, 0, 0];
  for (let log = 0; log < 300; log++) {
    const counts = [0, 0, 0, 0];
    for (let call = 0; call < 400; call++) {
      const u = random();
      counts[ends.findIndex((end) => u < end)]!++;
    }
    const mix = mixOf(counts);
    expect(mix[1]).toEqual(shareOf(counts[1]!, 400));
    mix.forEach((range, i) => {
      held[i]! += Number(covers(range, shares[i]!));
    });
  }
  for (const count of held) expect(withinBinomial(count, 300, 0.95)).toBe(true);
});

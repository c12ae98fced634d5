import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { balkingOf } from "../../../src/stats/fitting/balking.ts";
import { redialsOf } from "../../../src/stats/fitting/redialling.ts";
import { shareOf } from "../../../src/stats/fitting/shares.ts";
import { covers, withinBinomial } from "./coverage.ts";

const LOGS = 60;

describe("who hangs up at once", () => {
  test.each([
    [0.03, 0.05],
    [0.03, 0],
    [0, 0.04],
  ])("leaves anyhow %f, balks %f: told apart", (before, balks) => {
    const held = { before: 0, balks: 0 };
    for (let log = 0; log < LOGS; log++) {
      const random = seedrandom(`${before}/${balks}/${log}`);
      const moves = {
        queued: { left: 0, stayed: 0 },
        empty: { left: 0, stayed: 0, answered: 0 },
      };
      for (let call = 0; call < 1500; call++) {
        const others = random() < 0.4;
        const must = others || random() < 0.3;
        const leaves = random() < before || (must && random() < balks);
        if (leaves) moves[others ? "queued" : "empty"].left++;
        else if (must) moves[others ? "queued" : "empty"].stayed++;
        else moves.empty.answered++;
      }
      const found = balkingOf(moves);
      held.before += Number(covers(found.before, before));
      held.balks += Number(covers(found.ifQueued, balks));
    }
    expect(withinBinomial(held.before, LOGS, 0.95, { atLeast: true })).toBe(true);
    expect(withinBinomial(held.balks, LOGS, 0.95, { atLeast: true })).toBe(true);
  });
});

describe("who calls again", () => {
  /** Callers give up during 4 h, of 5 h that are seen; others call again at a rate of their own. */
  function logOf(share: number, mean: number, otherPerHour: number, seed: string) {
    const random = seedrandom(seed);
    const exponential = (of: number) => -Math.log(1 - random()) * of;
    const kindOf = (calls: number, p: number) => {
      const [seconds, isCall]: [number[], number[]] = [[], []];
      for (let i = 0; i < calls; i++) {
        const left = 18_000 - random() * 14_400;
        const own = random() < p ? exponential(mean) : Infinity;
        const other = otherPerHour === 0 ? Infinity : exponential(3600 / otherPerHour);
        seconds.push(Math.min(left, own, other));
        isCall.push(Number(Math.min(own, other) < left));
      }
      return { seconds, isCall };
    };
    return redialsOf(kindOf(500, share), kindOf(3000, 0))!;
  }

  test.each([
    [0.4, 600, 0],
    [0.5, 3600, 0],
    [0.3, 900, 0.05],
  ])("share %f after %i s, others %f an hour: both intervals cover", (share, mean, other) => {
    const held = { share: 0, delay: 0 };
    for (let log = 0; log < LOGS; log++) {
      const found = logOf(share, mean, other, `${mean}/${log}`);
      held.share += Number(covers(found.share, share));
      held.delay += Number(covers(found.delay, mean));
    }
    expect(withinBinomial(held.share, LOGS, 0.95)).toBe(true);
    expect(withinBinomial(held.delay, LOGS, 0.95)).toBe(true);
  });

  test("fewer than ten who did tell nothing", () => {
    expect(redialsOf({ seconds: [5, 6], isCall: [1, 0] }, { seconds: [], isCall: [] })).toBeNull();
  });
});

test("a share with Wilson's interval: 8 of 10, by hand", () => {
  const { estimate, low95, high95 } = shareOf(8, 10);
  expect(estimate).toBe(0.8);
  expect(low95).toBeCloseTo(0.4902, 4);
  expect(high95).toBeCloseTo(0.9433, 4);
  expect(shareOf(0, 10).low95).toBe(0);
  expect(shareOf(10, 10).high95).toBe(1);
  expect(shareOf(0, 0)).toMatchObject({ low95: 0, high95: 1 });
});

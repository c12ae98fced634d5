import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { gamma } from "../../../src/engine/distributions/gamma.ts";
import { dispersionOf } from "../../../src/stats/fitting/dispersion.ts";
import {
  dayTotal,
  intervalTests,
  varianceParts,
} from "../../../src/stats/fitting/varianceParts.ts";
import { covers, withinBinomial } from "./coverage.ts";
import { poisson } from "./samples.ts";

const RATE = 50;

function logOf(days: number, dayCv: number, intervalCv: number, seed: string): Float64Array[] {
  const random = seedrandom(seed);
  const [day, interval] = [dayCv, intervalCv].map((cv) => gamma.build({ mean: 1, cv }, ""));
  return Array.from({ length: days }, () => {
    const factor = day!.quantile(random());
    return Float64Array.from({ length: 20 }, () =>
      poisson(RATE * factor * interval!.quantile(random()), random),
    );
  });
}

test("parts of the variance: those of many counts with known factors", () => {
  const log = logOf(2000, 0.2, 0.15, "parts");
  const parts = varianceParts(dispersionOf(log));
  const interval = RATE * 0.15 * 0.15 * (1 + 0.2 * 0.2);
  const day = RATE * 0.2 * 0.2;
  const all = 1 + interval + day;
  expect(parts.poisson).toBeCloseTo(1 / all, 1);
  expect(parts.interval).toBeCloseTo(interval / all, 1);
  expect(parts.day).toBeCloseTo(day / all, 1);
  expect(parts.poisson + parts.interval + parts.day).toBeCloseTo(1, 12);
  // The whole is what the counts show.
  const counts = log.flatMap((each) => [...each]);
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance =
    counts.reduce((sum, count) => sum + (count - mean) * (count - mean), 0) / counts.length;
  expect(Math.abs(variance / (mean / parts.poisson) - 1)).toBeLessThan(0.06);
});

describe("intervals against Poisson, each alone", () => {
  test("Poisson counts, days apart: as many small p as there should be", () => {
    const p = Array.from({ length: 30 }, (_, log) => logOf(8, 0.2, 0.01, `p${log}`)).flatMap(
      (log) => intervalTests(log).map((each) => each.p),
    );
    const small = p.filter((each) => each < 0.05).length;
    expect(withinBinomial(small, p.length, 0.05)).toBe(true);
  });

  test("the one with a burst is told; left out, it is like the others", () => {
    const log = logOf(8, 0.1, 0.01, "burst");
    log[2]![7] = 160;
    const all = intervalTests(log).map(({ p }) => p);
    expect(all.indexOf(Math.min(...all))).toBe(7);
    expect(all[7]).toBeLessThan(1e-10);
    log[2]![7] = Number.NaN;
    const { p, freedom } = intervalTests(log)[7]!;
    expect(p).toBeGreaterThan(1e-3);
    expect(freedom).toBeCloseTo((6 * 19) / 20, 12);
  });
});

describe("a further day's total", () => {
  test.each([
    [4, 0.1],
    [10, 0.25],
  ])("%i days, cv %f: lies within as often as stated", (days, cv) => {
    const LOGS = 300;
    let held = 0;
    for (let log = 0; log < LOGS; log++) {
      const all = logOf(days + 1, cv, 0.1, `${days}/${log}`);
      const further = all.pop()!.reduce((sum, count) => sum + count, 0);
      held += Number(covers(dayTotal(all).further, further));
    }
    expect(withinBinomial(held, LOGS, 0.95)).toBe(true);
  });

  test("a day with a hole counts with what its other intervals say", () => {
    const log = [Float64Array.of(10, 20, 30), Float64Array.of(20, 40, Number.NaN)];
    const { mean, deviation } = dayTotal(log);
    expect(mean).toBeCloseTo(90, 6);
    expect(deviation).toBeCloseTo(60 / Math.sqrt(2), 6);
    expect(() => dayTotal([Float64Array.of(3)])).toThrow(RangeError);
  });
});

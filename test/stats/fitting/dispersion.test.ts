import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { gamma } from "../../../src/engine/distributions/gamma.ts";
import type { Distribution } from "../../../src/engine/distributions/types.ts";
import { dispersionOf, type Ranged } from "../../../src/stats/fitting/dispersion.ts";
import { fitProduct } from "../../../src/stats/fitting/productFit.ts";
import { covers, withinBinomial } from "./coverage.ts";
import { poisson } from "./samples.ts";

const RATES = Array.from({ length: 34 }, (_, i) => 15 + ((i * 23) % 62));

const factorOf = (cv: number): Distribution | null =>
  cv === 0 ? null : gamma.build({ mean: 1, cv }, "");

function logOf(days: number, dayCv: number, intervalCv: number, seed: string): Float64Array[] {
  const random = seedrandom(seed);
  const [day, interval] = [factorOf(dayCv), factorOf(intervalCv)];
  return Array.from({ length: days }, () => {
    const factor = day?.quantile(random()) ?? 1;
    return Float64Array.from(RATES, (rate) =>
      poisson(rate * factor * (interval?.quantile(random()) ?? 1), random),
    );
  });
}

describe("how counts vary beyond Poisson", () => {
  test.each([
    [5, 0, 0],
    [5, 0.11, 0.15],
    [10, 0.11, 0.3],
    [10, 0, 0.15],
  ])("%i days, days' cv %f, intervals' cv %f: intervals cover", (days, dayCv, intervalCv) => {
    const LOGS = 120;
    const held = { day: 0, interval: 0, rates: 0 };
    for (let log = 0; log < LOGS; log++) {
      const found = dispersionOf(logOf(days, dayCv, intervalCv, `${days}/${log}`));
      held.day += Number(covers(found.dayCv, dayCv));
      held.interval += Number(covers(found.intervalCv, intervalCv));
      held.rates += found.rates.filter((rate, i) => covers(rate, RATES[i]!)).length;
    }
    // A variance that is not there is at the end of its range: then the interval covers more often.
    expect(withinBinomial(held.day, LOGS, 0.95, { atLeast: true })).toBe(true);
    expect(withinBinomial(held.interval, LOGS, 0.95, { atLeast: true })).toBe(true);
    // Rates of one log hang together through its days.
    expect(held.rates / LOGS / RATES.length).toBeGreaterThan(0.91);
    expect(held.rates / LOGS / RATES.length).toBeLessThan(0.985);
  });

  test("Poisson counts pass the test for them, others do not", () => {
    const p = (dayCv: number, intervalCv: number) => {
      const logs = Array.from({ length: 60 }, (_, log) =>
        dispersionOf(logOf(10, dayCv, intervalCv, `p${log}`)),
      );
      return {
        days: logs.filter(({ days }) => days.p < 0.05).length,
        intervals: logs.filter(({ intervals }) => intervals.p < 0.05).length,
      };
    };
    const none = p(0, 0);
    expect(withinBinomial(60 - none.days, 60, 0.95)).toBe(true);
    expect(withinBinomial(60 - none.intervals, 60, 0.95)).toBe(true);
    expect(p(0.15, 0).days).toBeGreaterThan(55);
    expect(p(0, 0.2).intervals).toBe(60);
  });

  test("intervals that vary each on its own do not make days differ", () => {
    const held = Array.from({ length: 60 }, (_, log) => dispersionOf(logOf(10, 0, 0.3, `a${log}`)));
    const alone = held.filter(({ daysAlone }) => daysAlone.p >= 0.05).length;
    expect(withinBinomial(alone, 60, 0.95)).toBe(true);
    expect(held.filter(({ days }) => days.p < 0.05).length).toBeGreaterThan(40);
    const apart = Array.from({ length: 20 }, (_, log) =>
      dispersionOf(logOf(10, 0.2, 0.3, `b${log}`)),
    );
    expect(apart.filter(({ daysAlone }) => daysAlone.p < 0.05).length).toBeGreaterThan(17);
  });

  test.each([0.1, 0.5, 2])(
    "few calls, %f an interval: at least 95 %% of intervals cover",
    (rate) => {
      const LOGS = 100;
      const random = seedrandom(`few/${rate}`);
      let held = 0;
      for (let log = 0; log < LOGS; log++) {
        const counts = Array.from({ length: 5 }, () =>
          Float64Array.from([rate, 30, 30, 30], (mean) => poisson(mean, random)),
        );
        held += Number(covers(dispersionOf(counts).rates[0]!, rate));
      }
      expect(withinBinomial(held, LOGS, 0.95, { atLeast: true })).toBe(true);
    },
  );

  test("two years of quarters of an hour", () => {
    const random = seedrandom("year");
    const counts = Array.from({ length: 730 }, () =>
      Float64Array.from({ length: 40 }, () => poisson(9, random)),
    );
    const { intervalCv, dayCv } = dispersionOf(counts);
    expect(covers(intervalCv, 0) && covers(dayCv, 0)).toBe(true);
    expect(intervalCv.high95).toBeLessThan(0.1);
  });

  test("a cell that is left out leaves the rates of the others alone", () => {
    const log = logOf(10, 0, 0, "hole");
    log[3]![7] = Number.NaN;
    const { rates, cells } = dispersionOf(log);
    expect(cells).toBe(339);
    const others = log.filter((_, d) => d !== 3).map((day) => day[7]!);
    const mean = others.reduce((sum, count) => sum + count, 0) / 9;
    expect(rates[7]!.estimate).toBeCloseTo(mean, 0);
  });

  test("one day, or one interval, tells nothing of the spread", () => {
    expect(() => dispersionOf([Float64Array.of(1, 2)])).toThrow(RangeError);
    expect(() => dispersionOf([Float64Array.of(1), Float64Array.of(2)])).toThrow(RangeError);
  });
});

test("rates times factors: both margins are those of the counts", () => {
  const log = logOf(6, 0.2, 0.2, "margins");
  const { expected, rates, factors } = fitProduct(log);
  const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);
  log.forEach((day, d) => {
    expect(sum(expected[d]!)).toBeCloseTo(sum(day), 6);
  });
  RATES.forEach((_, i) => {
    expect(sum(expected.map((day) => day[i]!))).toBeCloseTo(sum(log.map((day) => day[i]!)), 6);
  });
  expect(sum(factors) / 6).toBeCloseTo(1, 9);
  const means: Ranged[] = dispersionOf(log).rates as Ranged[];
  expect(means[0]!.estimate).toBeCloseTo(rates[0]!, 9);
});

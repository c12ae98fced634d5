import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { bandOf, daysFor, isIn } from "../../../src/experiments/backtest/bands.ts";

const sorted = (n: number) => Float64Array.from({ length: n }, (_, i) => ((i * 7) % n) + 1);

describe("prediction bands", () => {
  test("the tenth on either side of 199 days for 90 %", () => {
    expect(bandOf(sorted(199), 0.9)).toEqual({ low: 10, high: 190, median: 100, days: 199 });
    expect(bandOf(sorted(19), 0.9)).toEqual({ low: 1, high: 19, median: 10, days: 19 });
    expect(bandOf(sorted(18), 0.9)).toBeNull();
    expect(daysFor(0.9)).toBe(19);
    expect(daysFor(0.95)).toBe(39);
  });

  test("hold a further value as often as they say, whatever the law", () => {
    const random = seedrandom("bands");
    const laws = [random, () => -Math.log(1 - random()), () => Math.floor(20 * random())];
    for (const law of laws) {
      let held = 0;
      for (let trial = 0; trial < 2000; trial++)
        held += Number(isIn(bandOf(Float64Array.from({ length: 99 }, law), 0.9)!, law()));
      expect(held / 2000).toBeGreaterThan(0.878);
      // Values that many days share cannot be cut in two: whole numbers are covered more often.
      expect(held / 2000).toBeLessThan(law === laws[2] ? 0.96 : 0.922);
    }
  });

  test("where a tenth of the days waits for nothing, all that is missed lies above", () => {
    const random = seedrandom("atom");
    const law = () => (random() < 0.3 ? 0 : random());
    const band = bandOf(Float64Array.from({ length: 199 }, law), 0.9)!;
    expect(band.low).toBe(0);
    const above = Array.from({ length: 4000 }, law).filter((value) => value > band.high).length;
    expect(above / 4000).toBeGreaterThan(0.06);
    expect(above / 4000).toBeLessThan(0.14);
    const mirrored = bandOf(
      Float64Array.from({ length: 199 }, () => 100 - law()),
      0.9,
    )!;
    expect(mirrored.high).toBe(100);
  });

  test("days without a value do not count", () => {
    const values = Float64Array.of(...sorted(19), Number.NaN, Number.NaN);
    expect(bandOf(values, 0.9)!.days).toBe(19);
  });
});

import { expect, test } from "vitest";
import { inSeries, outageOf, twoStates } from "../../../src/stats/theory/outageParts.ts";
import { redundantUnits } from "../../../src/stats/theory/redundantUnits.ts";
import { standbyPair } from "../../../src/stats/theory/standbyPair.ts";
import { FURTHER, untilTakeover, WORKS } from "../../../src/stats/theory/untilTakeover.ts";

const never = { mtbf: Infinity, mttr: 1 };
const host = { mtbf: 1000, mttr: 50 };
const farm = { needed: 1, units: 2, live: 2, process: never, host, crews: 2 };
const TAKEOVER = 20;

test("two units: an outage ends with the first of two repairs, or the only crew's", () => {
  const { perSecond, uncovered } = redundantUnits(farm);
  expect(uncovered(TAKEOVER).low / (perSecond / (2 / 50 + 1 / TAKEOVER))).toBeCloseTo(1, 8);
  const one = redundantUnits({ ...farm, crews: 1 });
  const expected = one.perSecond / (1 / 50 + 1 / TAKEOVER);
  expect(one.uncovered(TAKEOVER).high / expected).toBeCloseTo(1, 8);
});

test("without a takeover every second of an outage counts", () => {
  const process = { mtbf: 300, mttr: 7 };
  const units = redundantUnits({ ...farm, needed: 2, units: 4, live: 4, crews: 4, process });
  const pair = standbyPair(
    [
      { ...host, switchTime: 3 },
      { ...process, switchTime: 1 },
    ],
    0.9,
  );
  for (const { unavailability, uncovered } of [units, pair]) {
    expect(uncovered(1e9).low / unavailability).toBeCloseTo(1, 4);
    expect(uncovered(1e9).high / unavailability).toBeCloseTo(1, 4);
  }
});

test("a crew that may take either process keeps the truth between the bounds", () => {
  const process = { mtbf: 100, mttr: 40 };
  const { uncovered } = redundantUnits({ ...farm, crews: 1, process });
  const { low, high } = uncovered(TAKEOVER);
  expect(high).toBeGreaterThan(low);
  expect(high / low).toBeLessThan(1.1);
});

test("a pair that always switches waits for switch, repair, failure of the other, takeover", () => {
  const { uncovered } = standbyPair([{ ...host, mtbf: 1e9, switchTime: 3 }], 1);
  // 1e-9 s⁻¹ of the active side; both down are too few to count.
  expect(uncovered(TAKEOVER).low * 1e9 * (1 / 3 + 1 / 50 + 1 / TAKEOVER)).toBeCloseTo(1, 6);
});

test("two parts in series: the sum of each, and little more", () => {
  const parts = [twoStates(1000, 50), twoStates(3000, 10)];
  const { low, high } = inSeries(parts).uncovered(TAKEOVER);
  // Exact: four states, of which three are out.
  const [a, b, u, v] = [1 / 1000, 1 / 3000, 1 / 50, 1 / 10];
  const means = untilTakeover(
    [
      [
        { rate: u, to: [WORKS] },
        { rate: b, to: [2] },
      ],
      [
        { rate: v, to: [WORKS] },
        { rate: a, to: [2] },
      ],
      [
        { rate: v, to: [0] },
        { rate: u, to: [1] },
      ],
    ],
    TAKEOVER,
  );
  const up = (u / (a + u)) * (v / (b + v));
  const exact = up * (a * means[0]!.low + b * means[1]!.low);
  expect(low).toBeLessThanOrEqual(exact);
  expect(high).toBeGreaterThanOrEqual(exact);
  expect(high / low).toBeLessThan(1.03);
});

test("what is not known is bounded: by nothing and by what there is of it", () => {
  expect(outageOf(0.01, 1e-3).uncovered(5)).toEqual({ low: 0, high: 0.005 });
  expect(outageOf(0.01, 1e-3).uncovered(50)).toEqual({ low: 0, high: 0.01 });
  const [mean] = untilTakeover([[{ rate: 1, to: [FURTHER] }]], 1);
  expect(mean!.low).toBeCloseTo(0.5, 8);
  expect(mean!.high).toBeCloseTo(1, 8);
});

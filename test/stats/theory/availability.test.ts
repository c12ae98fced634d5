import { describe, expect, test } from "vitest";
import { abPair, kOfN, siteLoss } from "../../../src/stats/theory/availability.ts";
import { expectDigits } from "./printed.ts";

const units = { needed: 4, units: 5, mtbf: 15_768_000, mttr: 14_400, crews: 1 };
const pair = { mtbf: 3_600_000, mttr: 14_400, coverage: 0.99, switchTime: 30 };
const site = { arrivalRate: 8, meanTimeInSystem: 240, share: 0.5, detectionTime: 30 };

describe("the project's validation cases, computed separately, to their digits", () => {
  test("V02: four of five units, one crew", () => {
    const found = kOfN(units);
    expectDigits("unavailability", found.unavailability, 1.664969762e-5);
    expectDigits("system_failures_per_year", found.failuresPerYear, 0.03638793711);
    expectDigits("mean_system_downtime", found.meanDowntime, 14439.52418);
    expectDigits("mean_failed_units", found.meanFailedUnits, 0.004578723917);
  });

  test("V03: a pair with a switch that sometimes fails", () => {
    const found = abPair(pair);
    expectDigits("unavailability", found.unavailability, 6.356388908e-5);
    expectDigits("p_both_down", found.pBothDown, 1.587276392e-5);
    expectDigits("p_switching", found.pSwitching, 8.167310607e-6);
    expectDigits("p_uncovered", found.pUncovered, 3.952381455e-5);
    expectDigits("downtime_minutes_per_year", found.downtimeMinutesPerYear, 33.4320631);
  });

  test("V04: one of two sites is lost", () => {
    const found = siteLoss(site);
    expect(found).toMatchObject({ inProgress: 960, newCalls: 120, total: 1080 });
    expect(found.quantile(0.999)).toBe(1183);
    expect(siteLoss({ ...site, share: 0 }).total).toBe(0);
    expect(siteLoss({ ...site, share: 1 }).total).toBe(2160);
  });
});

test.each([1, 2, 5, 12])("a crew for each of %d units: binomial", (count) => {
  const down = 20 / 120;
  const law = Array.from({ length: count + 1 }, (_, failed) => {
    let chance = 1;
    for (let i = 0; i < failed; i++) chance *= ((count - i) / (i + 1)) * (down / (1 - down));
    return chance * (1 - down) ** count;
  });
  for (let needed = 1; needed <= count; needed++) {
    const found = kOfN({ needed, units: count, mtbf: 100, mttr: 20, crews: Infinity });
    const exact = law.slice(count - needed + 1).reduce((sum, chance) => sum + chance, 0);
    expect(found.unavailability / exact).toBeCloseTo(1, 12);
    expect(found.meanFailedUnits / (count * down)).toBeCloseTo(1, 12);
  }
});

test("a single unit: up for its mtbf, down for its mttr", () => {
  const found = kOfN({ needed: 1, units: 1, mtbf: 3000, mttr: 600, crews: 1 });
  expect(found.unavailability).toBeCloseTo(1 / 6, 14);
  expect(found.meanDowntime).toBeCloseTo(600, 10);
  expect(found.failuresPerYear).toBeCloseTo((365.25 * 24 * 3600) / 3600, 8);
});

test("a perfect pair is two units of which one is needed; coverage and speed only help", () => {
  const perfect = abPair({ ...pair, coverage: 1, switchTime: 0 });
  const two = kOfN({ needed: 1, units: 2, mtbf: 3_600_000, mttr: 14_400, crews: 2 });
  expect(perfect.unavailability / two.unavailability).toBeCloseTo(1, 12);
  expect(perfect).toMatchObject({ pSwitching: 0, pUncovered: 0 });
  const quick = abPair({ ...pair, switchTime: 1e-6 });
  const atOnce = abPair({ ...pair, switchTime: 0 });
  expect(quick.unavailability / atOnce.unavailability).toBeCloseTo(1, 6);
  const none = abPair({ ...pair, coverage: 0 });
  expect(none.pSwitching).toBe(0);
  expect(none.unavailability).toBeGreaterThan(abPair(pair).unavailability);
});

test.each([
  ["units", () => kOfN({ ...units, units: 0 })],
  ["needed", () => kOfN({ ...units, needed: 6 })],
  ["needed", () => kOfN({ ...units, needed: 0 })],
  ["mtbf", () => kOfN({ ...units, mtbf: 0 })],
  ["mttr", () => kOfN({ ...units, mttr: Number.NaN })],
  ["crews", () => kOfN({ ...units, crews: 0 })],
  ["mtbf", () => abPair({ ...pair, mtbf: -1 })],
  ["mttr", () => abPair({ ...pair, mttr: 0 })],
  ["coverage", () => abPair({ ...pair, coverage: 1.01 })],
  ["coverage", () => abPair({ ...pair, coverage: -0.01 })],
  ["switchTime", () => abPair({ ...pair, switchTime: -1 })],
  ["arrivalRate", () => siteLoss({ ...site, arrivalRate: 0 })],
  ["meanTimeInSystem", () => siteLoss({ ...site, meanTimeInSystem: 0 })],
  ["share", () => siteLoss({ ...site, share: 2 })],
  ["share", () => siteLoss({ ...site, share: -0.1 })],
  ["detectionTime", () => siteLoss({ ...site, detectionTime: Infinity })],
])("refuses %s out of range", (name, wrong) => {
  expect(wrong).toThrow(RangeError);
  expect(wrong).toThrow(name);
});

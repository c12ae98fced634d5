import { expect, test } from "vitest";
import { metrics } from "../../src/stats/metrics/index.ts";
import { open, simulated } from "./simulated.ts";

const HALF_HOURS = 34;
const study = open("bank-weekday.yaml");
const { scenario } = study;

test("rates, agents and observations cover the same half-hours", () => {
  const [callers] = scenario.demand;
  const [staffing] = scenario.groups[0]!.staffing;
  const opening = callers!.profile.labels.filter((label) => label !== "");
  expect(opening).toHaveLength(HALF_HOURS);
  expect([opening[0], opening.at(-1)]).toEqual(["07:00", "23:30"]);
  expect(staffing!.startUs).toEqual(callers!.profile.startUs);
  for (const metric of ["abandon.ratio", "wait.mean"]) {
    const scopes = scenario.observed.filter((each) => each.metric === metric);
    const intervals = opening.map((label) => `interval:${label}`);
    expect(scopes.map(({ scope }) => scope)).toEqual(["cluster", ...intervals]);
  }
});

test("the observed day is the mean of its half-hours, weighted by calls", () => {
  const observed = (metric: string, scope: string) =>
    scenario.observed.find((each) => each.metric === metric && each.scope === scope)!.value;
  const { labels, perSecond } = scenario.demand[0]!.profile;
  const calls = perSecond.slice(0, HALF_HOURS).map((rate) => rate * 1800);
  const day = calls.reduce((sum, count) => sum + count, 0);
  const mean = (metric: string) =>
    calls.reduce((sum, n, i) => sum + n * observed(metric, `interval:${labels[i]}`), 0) / day;
  expect(observed("calls.offered", "cluster")).toBe(Math.round(day));
  expect(observed("abandon.ratio", "cluster").toFixed(4)).toBe(mean("abandon.ratio").toFixed(4));
  expect(observed("wait.mean", "cluster").toFixed(2)).toBe(mean("wait.mean").toFixed(2));
});

test("every observed metric is simulated, in every half-hour", () => {
  const find = simulated(study, 3);
  expect(scenario.observed).toHaveLength(3 + 2 * HALF_HOURS);
  for (const { metric, scope } of scenario.observed) {
    expect(metrics.map(({ id }) => id)).toContain(metric);
    expect(find(metric, scope).estimate).toBeGreaterThanOrEqual(0);
  }
});

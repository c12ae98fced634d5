import { describe, expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { studentT } from "../../src/stats/studentT.ts";
import { runFor, scenarioOf } from "../support/scenarios.ts";

/** Two demands whose callers stay in an IVR of no length: 2,000 calls each a minute. */
const sort = (queue: string) => `  ${queue}:
    queue: ${queue}
    rate: 2000/min
    ivr: { duration: 0s, containment: 1 }`;
const DAYS = `name: days
platform: none
run: { warmUp: 0s, measure: 1min }
sites: { dc1: {} }
demand:
${sort("first")}
${sort("second")}
queues:
  first: { groups: [all] }
  second: { groups: [all] }
agents:
  all: { sites: { dc1: 1 } }
`;
const PLANNED = 2000;
const CV = 0.3;
const REPLICATIONS = 100;

/** Calls of both demands on each day, over those planned. */
function factorsOf(...overrides: string[]): (readonly [number, number])[] {
  const plan = planOf(scenarioOf(DAYS, ...overrides));
  return Array.from({ length: REPLICATIONS }, (_, replication) => {
    const day = runFor(plan, 1 / 60, replication);
    const firsts = day.records.filter(({ demand }) => demand === 0).length;
    return [firsts / PLANNED, (day.records.length - firsts) / PLANNED] as const;
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

function covariance(pairs: readonly (readonly [number, number])[]): number {
  const [x, y] = [mean(pairs.map(([one]) => one)), mean(pairs.map(([, other]) => other))];
  return (mean(pairs.map(([a, b]) => (a - x) * (b - y))) * pairs.length) / (pairs.length - 1);
}

describe.each([
  ["shared by all demands", ["run.busyness=0.3"], 1],
  ["of each demand", ["demand.first.busyness=0.3", "demand.second.busyness=0.3"], 0],
])("busyness %s", (_, overrides, shared) => {
  const days = factorsOf(...overrides);

  test("is 1 on average, and varies as it says", () => {
    // Of a gamma law with this cv: E(x − 1)⁴ = (3 + 6 cv²) cv⁴. The Poisson part is small.
    const variance = CV * CV + 1 / PLANNED;
    for (const which of [0, 1] as const) {
      const factors = days.map((day) => day[which]);
      const found = covariance(factors.map((factor) => [factor, factor]));
      const off = Math.abs(mean(factors) - 1) / Math.sqrt(found / REPLICATIONS);
      expect(off).toBeLessThan(studentT(1 - 0.0005, REPLICATIONS - 1));
      const error = Math.sqrt((2 + 6 * CV * CV) / REPLICATIONS);
      expect(Math.abs(found / variance - 1)).toBeLessThan(3.5 * error);
    }
  });

  test("moves them together where it is shared, and not else", () => {
    const common = covariance(days) / (CV * CV);
    expect(Math.abs(common - shared)).toBeLessThan(3.5 * Math.sqrt(2.6 / REPLICATIONS));
    const apart = days.map(([one, other]) => (one - other) / Math.sqrt((one + other) / PLANNED));
    const isPoisson = apart.every((deviations) => Math.abs(deviations) < 4.5);
    expect(isPoisson).toBe(shared === 1);
  });
});

describe("busyness of intervals of two minutes by the clock, from 08:01 to 08:04", () => {
  const overrides = ["intervalBusyness=0.3", "intervalLength=2min", "measure=3min"];
  const plan = planOf(
    scenarioOf(DAYS, ...overrides.map((set) => `run.${set}`), 'run.startOfDay="08:01"'),
  );
  /** Of each day: calls of a demand in a minute, over those planned. */
  const days = Array.from({ length: REPLICATIONS }, (_, replication) => {
    const { records } = runFor(plan, 3 / 60, replication);
    const within = (minute: number, which: number) =>
      records.filter(
        ({ demand, arrivedUs }) => demand === which && Math.floor(arrivedUs / 60e6) === minute,
      ).length / PLANNED;
    return { first: within(0, 0), second: within(1, 0), third: within(2, 0), other: within(1, 1) };
  });
  type Part = keyof (typeof days)[number];
  const together = (one: Part, other: Part) =>
    covariance(days.map((day) => [day[one], day[other]])) / (CV * CV);

  test.each(["first", "second", "third", "other"] as const)("varies as it says: %s", (part) => {
    const error = Math.sqrt((2 + 6 * CV * CV) / REPLICATIONS);
    const poisson = 1 / PLANNED / (CV * CV);
    expect(Math.abs(together(part, part) / (1 + poisson) - 1)).toBeLessThan(3.5 * error);
    const average = mean(days.map((day) => day[part]));
    expect(Math.abs(average - 1)).toBeLessThan((3.5 * CV) / Math.sqrt(REPLICATIONS));
  });

  test.each([
    ["second", "third", 1],
    ["second", "other", 1],
    ["first", "second", 0],
    ["first", "third", 0],
  ] as const)("%s and %s: %i", (one, other, shared) => {
    expect(Math.abs(together(one, other) - shared)).toBeLessThan(
      3.5 * Math.sqrt(2.6 / REPLICATIONS),
    );
  });
});

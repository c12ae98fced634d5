import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { grownScenarios, SIZES } from "../../bench/growth.ts";
import { capacityOf } from "../../src/model/capacity.ts";
import { type Plan, planOf } from "../../src/model/plan.ts";
import { scenarioOf } from "../support/scenarios.ts";

const pathOf = (name: string) => new URL(`../../scenarios/${name}`, import.meta.url);
/** By headroom, the least first. */
const capacity = (plan: Plan) => capacityOf(plan).toSorted((a, b) => a.headroom - b.headroom);
const at = (name: string, ...overrides: string[]) =>
  planOf(scenarioOf(readFileSync(pathOf(name), "utf8"), ...overrides));

test.each([...grownScenarios()])("%s is what the generator writes", (path, text) => {
  expect(readFileSync(pathOf(path), "utf8")).toBe(text);
});

describe("as the reference grows", () => {
  test.each(SIZES)("agents bind, %i of them", (agents) => {
    const [first, second] = capacity(at(`scale/agents-${agents}.yaml`));
    expect(first.name).toBe("agents");
    expect(first.size).toBe(agents);
    expect(second.headroom).toBeGreaterThan(first.headroom + 0.01);
  });

  test("without smart clients the ICONs of 60,000 agents would bind, at half their load", () => {
    const [first] = capacity(at("scale/agents-60000.yaml", "signalling.smartClients=false"));
    expect(first.name).toBe("icon");
    expect(first.utilisation).toBeGreaterThan(1.9);
  });
});

test("a day of the reference is 240,000 calls, and its busy hour is the reference's", () => {
  const { perSecond } = at("reference-day.yaml").scenario.demand[0].profile;
  const calls = perSecond.reduce((sum, rate) => sum + rate * 3600, 0);
  expect(calls).toBeCloseTo(240_000, 6);
  expect(Math.max(...perSecond)).toBeCloseTo(8, 9);
});

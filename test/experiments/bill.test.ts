import { describe, expect, test } from "vitest";
import { billOf } from "../../src/experiments/sizing/bill.ts";
import { resourcesOf, settingsFor, spread } from "../../src/experiments/sizing/resources.ts";
import type { Sizing } from "../../src/experiments/sizing/size.ts";
import { openStudy } from "../../src/study.ts";

const reference = openStudy("scenarios/reference-2000.yaml");
const resources = resourcesOf(reference);

test("a number is spread in proportion, the largest remainders first", () => {
  expect(spread(11, [1, 1])).toEqual([6, 5]);
  expect(spread(10, [3, 1, 1])).toEqual([6, 2, 2]);
  expect(spread(7, [2, 1, 1])).toEqual([3, 2, 2]);
});

test("the reference has agents, ports, trunks and its components", () => {
  const of = (name: string) => resources.find((each) => each.name === name)!;
  expect(of("agents.all").present).toBe(2000);
  expect(of("trunks").present).toBe(3200);
  expect(of("ports")).toMatchObject({ present: 450, step: 2 });
  expect(settingsFor(of("agents.all"), 1587)).toEqual([
    "agents.all.sites.dc1=794",
    "agents.all.sites.dc2=793",
  ]);
  expect(resources.map(({ name }) => name)).toContain("sipProxy");
});

describe("a bill of materials", () => {
  const named = ["agents.all", "sipProxy", "ports"];
  const chosen = resources.filter(({ name }) => named.includes(name));
  const point = chosen.map(({ name }) => ({ "agents.all": 1587, sipProxy: 3, ports: 290 })[name]!);
  const portsPerHost = new Map([
    ["dc1", 150],
    ["dc2", 150],
  ]);
  const sizing = {
    plan: { resources: chosen, portsPerHost },
    found: { at: { point } },
    losses: [],
  };
  const lines = billOf(sizing as unknown as Sizing).filter(({ site }) => site === "dc1");

  test("has a spare of what may fail, and what it takes when the other site is lost", () => {
    const of = (name: string) => lines.find(({ what }) => what === name)!;
    expect(of("agents of all")).toMatchObject({ needed: 794, withSpare: null, siteLost: 1587 });
    expect(of("instances of sipProxy")).toMatchObject({ needed: 2, withSpare: 3, siteLost: 3 });
    expect(of("media ports")).toMatchObject({ needed: 290, withSpare: 450, siteLost: 580 });
    expect(of("MCP hosts")).toMatchObject({ needed: 2, withSpare: 3, siteLost: 4 });
  });
});

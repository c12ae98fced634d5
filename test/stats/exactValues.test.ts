import { describe, expect, test } from "vitest";
import { exactValues } from "../../src/stats/exactValues.ts";
import { openStudy } from "../../src/study.ts";
import { shippedCases } from "../../src/validate.ts";

const shipped = shippedCases();
const scenarioOf = (name: string, ...overrides: string[]) =>
  openStudy(shipped.get(name)!, overrides).scenario;

const SYSTEMS: Readonly<Record<string, string>> = {
  A02: "M/M/c+M",
  A03: "M/M/c+M",
  A07: "M/M/c+M",
  A11: "M/M/c/K+M",
  B02: "M/M/c/c (Erlang B)",
  "B02-constant": "M/G/c/c (Erlang B)",
  "B02-lognormal": "M/G/c/c (Erlang B)",
  B04: "M/G/c/c (Erlang B)",
  C04: "M/M/c",
  C06: "M/M/c",
  C09: "M/M/c",
  C11b: "M/M/c",
  "CCS-ErlangA-13": "M/M/c/K+M",
  "CCS-ErlangA-9": "M/M/c/K+M",
  "CCS-ErlangC-unit": "M/M/c",
  "CISCO-SRND": "M/M/c",
  G01: "M/G/∞",
  K02: "M/M/c/K",
  K04: "M/M/c/K",
  N01: "trunks around IVR and M/M/c+M",
  N09: "trunks around IVR and M/M/c+M",
  S01: "M/G/1",
  S02: "M/G/1",
  S04: "M/D/c",
  "SIMMER-MM23": "M/M/c/K",
};

describe.each([...shipped.keys()])("case %s", (name) => {
  const scenario = scenarioOf(name);
  const derived = exactValues(scenario);

  test("is recognised as what it is, or not at all", () => {
    expect([...new Set(derived.map(({ system }) => system))]).toEqual(
      [SYSTEMS[name]].filter((system) => system !== undefined),
    );
  });

  test("has in its file what theory here says, errors included", () => {
    for (const { metric, scope, value, sd } of derived) {
      const stated = scenario.exact.find((each) => each.metric === metric && each.scope === scope);
      if (stated?.value === undefined) continue;
      const off = Math.abs(stated.value - value) - stated.within;
      expect(off / Math.abs(value), `${metric} ${scope}`).toBeLessThan(2e-5);
      if (sd !== undefined && stated.sd !== undefined)
        expect(Math.abs(stated.sd / sd - 1), `sd of ${metric}`).toBeLessThan(1e-6);
    }
  });
});

describe("nothing is called exact", () => {
  test.each([
    ["a warm-up too short", "run.warmUp=1h"],
    ["a second wait for an agent's answer", "demand.callers.ring=5s"],
    ["work after the call", "demand.callers.afterCallWork=5s"],
    ["another law of talk", "demand.callers.talk=lognormal(mean 180s, cv 1.0)"],
    ["a load above the agents", "agents.all.sites.dc1=10"],
    ["days that differ", "demand.callers.busyness=0.1"],
    [
      "shifts",
      "agents.all={ sites: { dc1: [14, 15] }, intervals: { start: '08:00', length: 24h } }",
    ],
    ["agents who serve no queue", "agents.others={ sites: { dc1: 2 } }"],
    ["a treatment that holds callers up", "demand.callers.queueTreatment=atLeast 20s"],
    ["redials", "demand.callers={ redial: { afterAbandoned: 0.5 } }"],
  ])("with %s", (_, override) => {
    expect(exactValues(scenarioOf("C04"))).not.toEqual([]);
    expect(exactValues(scenarioOf("C04", override))).toEqual([]);
  });

  test("of the reference, whose signalling takes time", () => {
    const reference = (...overrides: string[]) =>
      exactValues(openStudy("scenarios/reference-2000.yaml", overrides).scenario);
    expect(reference()).toEqual([]);
  });
});

test("an IVR before the agents changes nothing for them, and is known itself", () => {
  const direct = exactValues(scenarioOf("C04"));
  const ivr = "demand.callers.ivr={ duration: 'lognormal(mean 60s, cv 2)', containment: 0 }";
  const behind = exactValues(scenarioOf("C04", ivr));
  expect(behind.slice(1)).toEqual(direct);
  expect(behind[0]).toMatchObject({ metric: "calls.inQualification", system: "M/G/∞" });
  expect(behind[0]!.value).toBeCloseTo(60 / 18, 12);
});

test("callers who stay in the IVR leave fewer to the queue, whose errors grow accordingly", () => {
  const contained = exactValues(
    scenarioOf("C04", "demand.callers.ivr={ containment: 0.5 }", "demand.callers.rate=200/30min"),
  );
  for (const each of exactValues(scenarioOf("C04"))) {
    const same = contained.find(({ metric }) => metric === each.metric)!;
    expect(same.value).toBeCloseTo(each.value, 10);
    if (each.sd !== undefined) expect(same.sd).toBeCloseTo(each.sd * Math.SQRT2, 6);
  }
});

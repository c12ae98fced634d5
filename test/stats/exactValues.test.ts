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
  "CIW-priority": "M/M/c with priorities",
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
  P01: "M/M/c+G",
  P03: "M/M/c+G",
  P05: "M/M/c+G",
  Q01: "M/M/c/c (Erlang B)",
  R01: "M/M/c with priorities",
  R02: "M/M/c with priorities",
  S01: "M/G/1",
  S02: "M/G/1",
  S04: "M/D/c",
  "SIMMER-MM23": "M/M/c/K",
};

describe.each([...shipped.keys()])("case %s", (name) => {
  const scenario = scenarioOf(name);

  test("is recognised as what it is, or not at all", () => {
    const derived = exactValues(scenario);
    expect([...new Set(derived.map(({ system }) => system))]).toEqual(
      [SYSTEMS[name]].filter((system) => system !== undefined),
    );
  });

  test("has in its file what theory here says, errors included", () => {
    for (const { metric, scope, value, sd } of exactValues(scenario)) {
      const stated = scenario.exact.find((each) => each.metric === metric && each.scope === scope);
      if (stated?.value === undefined) continue;
      const off = Math.abs(stated.value - value) - stated.within;
      expect(off / Math.abs(value), `${metric} ${scope}`).toBeLessThan(2e-5);
      if (sd !== undefined && stated.sd !== undefined)
        expect(Math.abs(stated.sd / sd - 1), `sd of ${metric}`).toBeLessThan(1e-6);
    }
  });
});

const UNTIL_ANSWERED =
  "demand.callers={ patienceUntil: answered, ring: 'exponential(mean 180s)', talk: 0s }";
const NEARLY_FULL = "demand.callers={ rate: 9996/s, talk: 1ms }";
const ONE_FOR_HIGH = "agents={ all: { sites: { dc1: 9 } }, some: { sites: { dc1: 1 } } }";

test.each(["A11", "C09", "CIW-priority", "K02", "P01", "R01", "S04"])(
  "theory here says all that the file of %s states",
  (name) => {
    const scenario = scenarioOf(name);
    const derived = exactValues(scenario).map(({ metric, scope }) => `${metric} ${scope}`);
    expect(derived).toEqual(
      expect.arrayContaining(scenario.exact.map(({ metric, scope }) => `${metric} ${scope}`)),
    );
  },
);

describe("nothing is called exact", () => {
  const refused: readonly (readonly [why: string, name: string, override: string])[] = [
    ["a warm-up too short", "C04", "run.warmUp=1h"],
    ["a second wait for an agent's answer", "C04", "demand.callers.ring=5s"],
    ["work after the call", "C04", "demand.callers.afterCallWork=5s"],
    ["another law of talk", "C04", "demand.callers.talk=lognormal(mean 180s, cv 1.0)"],
    ["a load above the agents", "C04", "agents.all.sites.dc1=10"],
    ["days that differ", "C04", "demand.callers.busyness=0.1"],
    ["days that differ for all", "C04", "run.busyness=0.1"],
    [
      "shifts",
      "C04",
      "agents.all={ sites: { dc1: [14, 15] }, intervals: { start: '08:00', length: 24h } }",
    ],
    ["agents who serve no queue", "C04", "agents.others={ sites: { dc1: 2 } }"],
    ["a treatment that holds callers up", "C04", "demand.callers.queueTreatment=atLeast 20s"],
    ["redials", "C04", "demand.callers={ redial: { afterAbandoned: 0.5 } }"],
    [
      "callers of whom some leave at once and the others never",
      "C04",
      "demand.callers.patience=zeroInflated(share 0.1, law never)",
    ],
    [
      "some who leave the IVR at once",
      "C04",
      "demand.callers.ivr={ patience: 'zeroInflated(share 0.1, law never)' }",
    ],
    ["a load too near to 1 for what is known of M/D/c", "S04", NEARLY_FULL],
    ["a warm-up too short for its own memory", "P01", "run.warmUp=1h"],
    ["patience of any law, and another law of talk", "P03", "demand.callers.talk=180s"],
    ["patience of any law in a queue with few places", "P03", "queues.calls.capacity=3"],
    ["patience of any law behind trunks", "P03", "sites.dc1.trunks=80"],
    ["patience of any law while the agent's phone rings", "P03", UNTIL_ANSWERED],
    ["priorities, and unlike calls", "R01", "demand.low.talk=exponential(mean 170s)"],
    ["priorities, and patience", "R01", "demand.low.patience=exponential(mean 170s)"],
    ["priorities, and few places", "R01", "queues.low.capacity=9"],
    ["priorities, and agents for some alone", "R01", ONE_FOR_HIGH],
    ["priorities, and trunks", "R01", "sites.dc1.trunks=80"],
    ["priorities, and a load above the agents", "R01", "agents.all.sites.dc1=9"],
    ["priorities, and a warm-up too short", "R01", "run.warmUp=5h"],
  ];
  test.each(refused)("with %s", (_, name, override) => {
    expect(exactValues(scenarioOf(name))).not.toEqual([]);
    expect(exactValues(scenarioOf(name, override))).toEqual([]);
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

/** The figures without the names of their systems. */
const figuresOf = (name: string, ...overrides: string[]) =>
  Object.fromEntries(
    exactValues(scenarioOf(name, ...overrides)).map((each) => [
      `${each.metric} ${each.scope}`,
      each.value,
    ]),
  );

test("patience of any law: exponential by another name is Erlang A, and may begin at zero", () => {
  const byName = figuresOf("P03", "demand.callers.patience=exponential(mean 120s)");
  const byLaw = figuresOf("P03", "demand.callers.patience=zeroInflated(share 1e-12, mean 120s)");
  expect(Object.keys(byLaw)).toEqual(Object.keys(byName));
  for (const [figure, value] of Object.entries(byName))
    expect(byLaw[figure]! / value, figure).toBeCloseTo(1, 8);
  const hasty = figuresOf("P03", "demand.callers.patience=zeroInflated(share 0.3, mean 300s)");
  // Who will not wait at all is not delayed: they are three in ten of those who meet no free agent.
  const gone = hasty["abandon.ratio cluster"]!;
  expect(hasty["wait.delayed.ratio cluster"]! * (0.3 / 0.7)).toBeLessThan(gone);
  expect(hasty["wait.mean cluster"]! * 0.3).toBeCloseTo(hasty["calls.inQueue cluster"]!, 12);
});

test("where nobody may wait, nobody's patience matters", () => {
  const places = "queues.calls.capacity=0";
  for (const patience of ["0s", "never", "lognormal(mean 120s, cv 1.5)"]) {
    const values = figuresOf("P03", places, `demand.callers.patience=${patience}`);
    expect(Object.keys(values), patience).toEqual([
      "blocked.ratio cluster",
      "agents.occupancy cluster",
    ]);
    expect(values["blocked.ratio cluster"], patience).toBeCloseTo(0.14967677545, 10);
  }
});

test("priorities: equal ones are one queue, and one queue of two classes has their mean", () => {
  const [high, low] = [0.02, 0.03];
  const apart = figuresOf("R01");
  const equal = exactValues(scenarioOf("R01", "demand.high.priority=0"));
  expect(equal[0]!.system).toBe("M/M/c");
  const together = figuresOf("R01", "demand.high.queue=low");
  for (const metric of ["wait.mean", "service.level"]) {
    const mean =
      (high * apart[`${metric} queue:high`]! + low * apart[`${metric} queue:low`]!) / (high + low);
    expect(apart[`${metric} cluster`]! / mean).toBeCloseTo(1, 12);
    expect(together[`${metric} queue:low`]! / mean).toBeCloseTo(1, 12);
    if (metric === "wait.mean")
      for (const { value } of equal.filter((each) => each.metric === metric))
        expect(value / mean).toBeCloseTo(1, 12);
  }
  const ivr = ["demand.high.ivr={ duration: 60s, containment: 0.5 }", "demand.high.rate=0.04/s"];
  const behind = figuresOf("R01", ...ivr);
  expect(behind).toEqual({ "calls.inQualification cluster": 2.4, ...apart });
});

import { describe, expect, test } from "vitest";
import type { ExactValue } from "../../src/stats/exactValue.ts";
import { exactValues } from "../../src/stats/exactValues.ts";
import { openStudy } from "../../src/study.ts";
import { shippedCases } from "../../src/validate.ts";

const shipped = shippedCases();
const scenarioOf = (name: string, ...overrides: string[]) =>
  openStudy(shipped.get(name)!, overrides).scenario;

const figuresOf = (values: readonly ExactValue[]): string[] =>
  values.map(({ metric, scope, sd }) => {
    const place = scope === "cluster" ? "" : `@${scope}`;
    return `${metric}${place}${sd === undefined ? "" : "±"}`;
  });

const callers = (field: string) => `demand.callers.${field}`;
const EXPONENTIAL = "exponential(mean 180s)";
const MORE = [
  "demand.more={ queue: calls, rate: 1/min, ivr: { duration: 0s, containment: 0 }",
  "patience: never, ring: 0s, talk: 60s, afterCallWork: 0s }",
].join(", ");

describe("nothing is called exact", () => {
  test.each([
    ["C04", "no talk at all", callers("talk=0s")],
    ["C04", "no agents", "agents.all.sites.dc1=0"],
    ["C04", "no calls", callers("rate=0/s")],
    [
      "C04",
      "shifts",
      "agents.all={ sites: { dc1: [14, 15] }, intervals: { start: '08:00', length: 24h } }",
    ],
    ["C04", "agents who log in at the start", "run.agentsAtStart=logInWave"],
    ["C04", "redials of the abandoned", "demand.callers={ redial: { afterAbandoned: 0.5 } }"],
    ["C04", "redials of the blocked", "demand.callers={ redial: { afterBlocked: 0.5 } }"],
    [
      "C04",
      "callers who leave the IVR",
      callers("ivr={ duration: 5s, containment: 0, patience: 'exponential(mean 5s)' }"),
    ],
    ["C04", "two sorts of callers", MORE],
    ["C04", "trunks in two places", "sites={ dc1: { trunks: 50 }, dc2: { trunks: 50 } }"],
    ["C04", "trunks in one of two places", "sites={ dc1: { trunks: 50 }, dc2: {} }"],
    ["S04", "a load above the agents", "agents.all.sites.dc1=9"],
    ["S04", "a law of talk that has only its mean", callers("talk=uniform(170s, 190s)")],
    ["S01", "a limited queue", "queues.calls.capacity=5"],
    ["S01", "patience", callers("patience=exponential(mean 60s)")],
    ["N09", "another law of talk", callers("talk=lognormal(mean 180s, cv 1.5)")],
    ["N09", "a limited queue", "queues.calls.capacity=5"],
    ["N09", "patience of another law", callers("patience=constant(120s)")],
    ["N09", "nobody for agents", callers("ivr.containment=1")],
    ["B04", "ports kept in a queue", callers("ivr.containment=0.5"), "agents.all.sites.dc1=20"],
    ["B04", "trunks before the ports", "sites.dc1.trunks=600"],
    ["B04", "no IVR to hold the ports", callers("ivr.duration=0s"), "exact=[]"],
    ["A02", "no agents", "agents.all.sites.dc1=0"],
    ["N09", "no agents", "agents.all.sites.dc1=0"],
    [
      "A02",
      "callers who hang up while it rings",
      callers(`ring=${EXPONENTIAL}`),
      callers("talk=0s"),
      callers("patienceUntil=answered"),
    ],
    [
      "C04",
      "ports in two places",
      callers("ivr={ duration: 5s, containment: 0 }"),
      "sites={ dc1: { portsPerMcp: 50 }, dc2: { portsPerMcp: 50 } }",
    ],
    [
      "C04",
      "a second team in shifts",
      "agents.more={ sites: { dc1: [1, 2] }, intervals: { start: '08:00', length: 24h } }",
      "queues.calls.groups=[all, more]",
    ],
  ])("of %s with %s", (name, _, ...overrides) => {
    expect(exactValues(scenarioOf(name))).not.toEqual([]);
    expect(exactValues(scenarioOf(name, ...overrides))).toEqual([]);
  });

  test("of trunks when work goes on after they are free again", () => {
    const work = [callers("talk=0s"), callers(`afterCallWork=${EXPONENTIAL}`)];
    expect(exactValues(scenarioOf("N09", ...work))).toEqual([]);
    expect(exactValues(scenarioOf("C04", ...work))).toEqual(exactValues(scenarioOf("C04")));
  });

  // Ten times: M/M/c of 14 agents with 10 erlangs relaxes in 536 s; patience; IVR; handling.
  test.each([
    ["C04", [], 5363],
    ["C04", [callers("ivr={ duration: 600s, containment: 0 }")], 6000],
    ["A02", [], 3000],
    ["K02", [], 1800],
    ["G01", [], 600],
    ["S04", [], 68_353],
  ] as const)("of %s with a warm-up that is felt too long: %j", (name, changes, seconds) => {
    const exactAfter = (warmUp: number) =>
      exactValues(scenarioOf(name, ...changes, `run.warmUp=${warmUp}s`));
    expect(exactAfter(seconds - 1)).toEqual([]);
    expect(exactAfter(seconds)).not.toEqual([]);
  });
});

test.each([
  ["places", ["sites={ dc1: {}, dc2: {} }", "agents.all.sites={ dc1: 6, dc2: 8 }"]],
  [
    "groups",
    [
      "agents={ all: { sites: { dc1: 12 } }, more: { sites: { dc1: 2 } } }",
      "queues.calls.groups=[all, more]",
    ],
  ],
] as const)("agents in two %s are one team", (_, changes) => {
  expect(exactValues(scenarioOf("C04", ...changes))).toEqual(exactValues(scenarioOf("C04")));
});

test("what nobody waits for is not among the figures: no IVR, no patience until the answer", () => {
  const direct = exactValues(scenarioOf("N09", callers("ivr.duration=0s"), "exact=[]"));
  expect(figuresOf(direct)).not.toContain("calls.inQualification");
  expect(direct).toHaveLength(8);
  expect(exactValues(scenarioOf("C04", callers("patienceUntil=answered")))).toEqual(
    exactValues(scenarioOf("C04")),
  );
});

test("the service level is not known where an answer takes time", () => {
  const ringing = [callers(`ring=${EXPONENTIAL}`), callers("talk=0s")];
  for (const name of ["C04", "N09"]) {
    const others = exactValues(scenarioOf(name)).filter(({ metric }) => metric !== "service.level");
    expect(exactValues(scenarioOf(name, ...ringing))).toEqual(others);
  }
});

test("one agent: talk and work after it have the variance of both", () => {
  const laws = [callers("talk=uniform(60s, 120s)"), callers("afterCallWork=exponential(mean 30s)")];
  const [pWait, meanWait] = exactValues(scenarioOf("S01", ...laws));
  expect(pWait!.value).toBeCloseTo(0.48, 12);
  // Pollaczek and Khinchine: mean 120 s, variance 60²/12 + 30².
  expect(meanWait!.value).toBeCloseTo((0.004 * (120 * 120 + 300 + 900)) / 2 / 0.52, 9);
});

test("callers who stay in the IVR: the blocking of those who go on is not that of all", () => {
  for (const name of ["B02", "B02-constant"]) {
    const half = callers("ivr={ duration: 10s, containment: 0.5 }");
    const [ivr, ...rest] = exactValues(scenarioOf(name, half));
    expect(ivr).toMatchObject({ metric: "calls.inQualification", value: 1 });
    expect(rest.map(({ metric }) => metric)).toEqual(["agents.occupancy"]);
  }
});

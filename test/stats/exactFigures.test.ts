import { describe, expect, test } from "vitest";
import { exactValues } from "../../src/stats/exactValues.ts";
import { openStudy } from "../../src/study.ts";
import { shippedCases } from "../../src/validate.ts";

const shipped = shippedCases();
const valuesOf = (name: string, ...overrides: readonly string[]) =>
  exactValues(openStudy(shipped.get(name)!, [...overrides]).scenario);

/** What stands there, without the values; ± where theory knows the sampling error too. */
const figuresOf = (name: string, ...overrides: readonly string[]) =>
  valuesOf(name, ...overrides).map(({ metric, scope, sd }) => {
    const place = scope === "cluster" ? "" : `@${scope}`;
    return `${metric}${place}${sd === undefined ? "" : "±"}`;
  });

const WAITS = "wait.delayed.ratio± wait.mean±";
const WITH_PATIENCE = `${WAITS} wait.answered.mean calls.inQueue± abandon.ratio± service.level
  service.level.exShortAbandons agents.occupancy±`;
const WITHOUT = `${WAITS} calls.inQueue± service.level agents.occupancy±`;
const PORTS = "pool:mcp.treatment";
const TRUNKS = `blocked.ratio pool.inUse@pool:trunks calls.inQualification agents.occupancy
  calls.inQueue wait.delayed.ratio wait.mean`;
const ALONE = "wait.delayed.ratio wait.mean calls.inQueue agents.occupancy";
const OF_QUEUE = ["wait.delayed.ratio", "wait.mean", "calls.inQueue", "service.level"];
const OF_BOTH = ["", "@queue:high", "@queue:low"].flatMap((at) => OF_QUEUE.map((m) => m + at));

test.each([
  ["A02", WITH_PATIENCE],
  ["A11", `blocked.ratio± ${WITH_PATIENCE}`],
  ["B02", "blocked.ratio± agents.occupancy±"],
  ["B02-constant", "blocked.ratio agents.occupancy"],
  ["B04", `blocked.ratio pool.inUse@${PORTS} pool.occupancy@${PORTS}`],
  ["C04", WITHOUT],
  ["G01", `calls.inQualification± pool.inUse@${PORTS}±`],
  ["K02", `blocked.ratio± ${WITHOUT}`],
  ["N01", `${TRUNKS} service.level`],
  ["N09", `${TRUNKS} abandon.ratio service.level`],
  ["P01", WITH_PATIENCE.replaceAll("±", "")],
  ["R01", `${OF_BOTH.join(" ")} agents.occupancy`],
  ["S01", ALONE],
  ["S04", `${ALONE} service.level`],
])("%s gives each figure that its system has, and no other", (name, figures) => {
  expect(figuresOf(name)).toEqual(figures.split(/\s+/));
});

const callers = (field: string) => `demand.callers.${field}`;
const RINGING = [callers("ring=exponential(mean 180s)"), callers("talk=0s")];
const WORK = [callers("talk=0s"), callers("afterCallWork=exponential(mean 180s)")];
const SECOND_TEAM = [
  "agents.more={ sites: { dc1: [1, 2] }, intervals: { start: '08:00', length: 24h } }",
  "queues.calls.groups=[all, more]",
];
const MORE = [
  "demand.more={ queue: calls, rate: 1/min, ivr: { duration: 0s, containment: 0 }",
  "patience: never, ring: 0s, talk: 60s, afterCallWork: 0s }",
].join(", ");
const LEAVING = callers("ivr={ duration: 5s, containment: 0, patience: 'exponential(mean 5s)' }");
const TWO_PORTS = "sites={ dc1: { portsPerMcp: 50 }, dc2: { portsPerMcp: 50 } }";

describe("nothing is called exact", () => {
  test.each([
    ["C04", "no talk at all", [callers("talk=0s")]],
    ["C04", "no agents", ["agents.all.sites.dc1=0"]],
    ["A02", "no agents, who leave", ["agents.all.sites.dc1=0"]],
    ["N09", "no agents behind trunks", ["agents.all.sites.dc1=0"]],
    ["C04", "a link for so many calls", ["network.carrier.calls=99"]],
    ["C04", "no calls", [callers("rate=0/s")]],
    ["C04", "agents who log in at the start", ["run.agentsAtStart=logInWave"]],
    ["C04", "redials of the blocked", ["demand.callers={ redial: { afterBlocked: 0.5 } }"]],
    ["C04", "two sorts of callers", [MORE]],
    ["C04", "callers who leave the IVR", [LEAVING]],
    ["C04", "trunks in two places", ["sites={ dc1: { trunks: 50 }, dc2: { trunks: 50 } }"]],
    ["C04", "trunks in one of two places", ["sites={ dc1: { trunks: 50 }, dc2: {} }"]],
    ["C04", "ports in two places", [callers("ivr={ duration: 5s, containment: 0 }"), TWO_PORTS]],
    ["C04", "a second team in shifts", SECOND_TEAM],
    ["S04", "a load above the agents", ["agents.all.sites.dc1=9"]],
    ["S04", "a talk that has only its mean", [callers("talk=uniform(170s, 190s)")]],
    ["S01", "a limited queue", ["queues.calls.capacity=5"]],
    ["S01", "patience", [callers("patience=exponential(mean 60s)")]],
    ["N09", "another law of talk", [callers("talk=lognormal(mean 180s, cv 1.5)")]],
    ["N09", "a limited queue", ["queues.calls.capacity=5"]],
    ["N09", "patience of another law", [callers("patience=constant(120s)")]],
    ["N09", "nobody for agents", [callers("ivr.containment=1")]],
    ["N09", "work when the trunk is free again", WORK],
    ["A02", "ringing that may be cut", [...RINGING, callers("patienceUntil=answered")]],
    ["B04", "ports kept", [callers("ivr.containment=0.5"), "agents.all.sites.dc1=20"]],
    ["B04", "trunks before the ports", ["sites.dc1.trunks=600"]],
    ["B04", "no IVR to hold the ports", [callers("ivr.duration=0s"), "exact=[]"]],
  ])("of %s with %s", (name, _, overrides) => {
    expect(valuesOf(name)).not.toEqual([]);
    expect(valuesOf(name, ...overrides)).toEqual([]);
  });

  // Ten times: M/M/c of 14 agents with 10 erlangs relaxes in 536 s; IVR; patience; handling.
  test.each([
    ["C04", [], 5363],
    ["C04", [callers("ivr={ duration: 600s, containment: 0 }")], 6000],
    ["A02", [], 3000],
    ["K02", [], 1800],
    ["G01", [], 600],
    ["S04", [], 68_353],
  ] as const)("of %s, %j, with a warm-up below %d s", (name, changes, seconds) => {
    expect(valuesOf(name, ...changes, `run.warmUp=${seconds - 1}s`)).toEqual([]);
    expect(valuesOf(name, ...changes, `run.warmUp=${seconds}s`)).not.toEqual([]);
  });
});

test.each([
  ["agents in two places", ["sites={ dc1: {}, dc2: {} }", "agents.all.sites={ dc1: 6, dc2: 8 }"]],
  [
    "agents in two groups",
    [
      "agents={ all: { sites: { dc1: 12 } }, more: { sites: { dc1: 2 } } }",
      "queues.calls.groups=[all, more]",
    ],
  ],
  ["work instead of talk", WORK],
  ["ringing that nobody would cut", [callers("patienceUntil=answered")]],
])("%s make no difference", (_, changes) => {
  expect(valuesOf("C04", ...changes)).toEqual(valuesOf("C04"));
});

test("the service level is not known where an answer takes time, all else is", () => {
  for (const name of ["C04", "N09"]) {
    const others = valuesOf(name).filter(({ metric }) => !metric.startsWith("service.level"));
    expect(valuesOf(name, ...RINGING)).toEqual(others);
  }
});

test("no IVR: nobody is in it", () => {
  const direct = figuresOf("N09", callers("ivr.duration=0s"), "exact=[]");
  expect(direct).toEqual(figuresOf("N09").filter((figure) => figure !== "calls.inQualification"));
});

test("one agent: talk and work after it have the variance of both", () => {
  const laws = [callers("talk=uniform(60s, 120s)"), callers("afterCallWork=exponential(mean 30s)")];
  const [pWait, meanWait] = valuesOf("S01", ...laws);
  expect(pWait!.value).toBeCloseTo(0.48, 12);
  // Pollaczek and Khinchine: mean 120 s, variance 60²/12 + 30².
  expect(meanWait!.value).toBeCloseTo((0.004 * (120 * 120 + 300 + 900)) / 2 / 0.52, 9);
});

test("callers who stay in the IVR: the blocking of those who go on is not that of all", () => {
  for (const name of ["B02", "B02-constant"]) {
    const [ivr, ...rest] = valuesOf(name, callers("ivr={ duration: 10s, containment: 0.5 }"));
    expect(ivr).toMatchObject({ metric: "calls.inQualification", value: 1 });
    expect(rest.map(({ metric }) => metric)).toEqual(["agents.occupancy"]);
  }
});

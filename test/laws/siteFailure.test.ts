import { describe, expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { type Run, run, runFor, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/**
 * Case V04 of the validation corpus: two sites with half of the calls each, 8 calls/s, 60 s of IVR
 * and 180 s of talk, one of the sites fails. Agents sit at the other site, so that what is lost is
 * lost with the site that a call entered at.
 */
const V04 = `name: site-failure
run: { warmUp: 0s, measure: 1h, startOfDay: "08:00", registrations: false }
sites:
  dc1: { trunks: unlimited, portsPerMcp: 4000 }
  dc2: { trunks: unlimited, portsPerMcp: 4000 }
components:
  sbc: { backlogLimit: unlimited }
  sipProxy: { backlogLimit: unlimited }
  sipServer: { backlogLimit: unlimited }
demand:
  customers:
    queue: support
    intervals: { start: "08:00", length: 2h, rates: [28800/h] }
    sites: { dc1: 0.5, dc2: 0.5 }
    ivr: { duration: "exponential(mean 60s)", containment: 0, patience: never }
    patience: never
    ring: 0s
    talk: "lognormal(mean 180s, cv 1)"
    afterCallWork: 0s
queues:
  support: { groups: [all] }
agents:
  all: { sites: { dc2: 4000 } }
faults:
  - siteDown: { target: dc1, at: 30min, for: 20min, detection: 30s }
`;
const STRIKES_US = 1_800_000_000;

const lostAtOnce = ({ records }: Run) =>
  records.filter(({ outcome, endedUs }) => outcome === "lost" && endedUs === STRIKES_US).length;
const failed = ({ records }: Run) => records.filter(({ outcome }) => outcome === "failed").length;
const runs = (replications: number, hours: number, ...overrides: string[]) => {
  const plan = planOf(scenarioOf(V04, ...overrides));
  return Array.from({ length: replications }, (_, i) => runFor(plan, hours, i));
};
/** Three standard deviations of the mean of so many Poisson numbers. */
const within = (mean: number, replications: number) => 3 * Math.sqrt(mean / replications);
const meanOf = (values: readonly number[]) =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

describe("a site fails (V04)", () => {
  test("calls lost are share x rate x time in system; new ones fail until it is noticed", () => {
    const results = runs(12, 0.52, "run.fidelity=call");
    expect(Math.abs(meanOf(results.map(lostAtOnce)) - 960)).toBeLessThan(within(960, 12));
    expect(Math.abs(meanOf(results.map(failed)) - 120)).toBeLessThan(within(120, 12));
  });

  test("so they are with every message in it", () => {
    const [result] = runs(1, 0.5001);
    // Signalling adds less than a second to a call's time in system.
    expect(Math.abs(lostAtOnce(result) - 960)).toBeLessThan(within(960, 1) + 4);
  });
});

test("calls of a site that is given up enter at the others by their shares", () => {
  const text = V04.replace(
    "sites: { dc1: 0.5, dc2: 0.5 }",
    "sites: { dc1: 0.5, dc2: 0.375, dc3: 0.125 }",
  ).replace("  dc2: { trunks", "  dc3: { trunks: unlimited, portsPerMcp: 4000 }\n  dc2: { trunks");
  const { plan, records } = run(text, 0.6, "run.fidelity=call");
  const since = records.filter(({ arrivedUs }) => arrivedUs > STRIKES_US + 30e6);
  const third = plan.scenario.sites.findIndex(({ name }) => name === "dc3");
  const there = since.filter(({ site }) => site === third).length;
  const deviation = Math.sqrt(since.length * 0.25 * 0.75);
  expect(since.length).toBeGreaterThan(500);
  expect(Math.abs(there - 0.25 * since.length)).toBeLessThan(3 * deviation);
});

describe("the carrier goes by its OPTIONS pings", () => {
  const text = `${TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited").replace(
    "{ sites: { dc1: 9, dc2: 8 } }",
    "{ sites: { dc2: 80 } }",
  )}faults:
  - siteDown: { target: dc1, at: 200s, for: 200s }
`;
  const STRUCK = 200;
  const BACK = 400;

  test("after 60 to 90 s calls enter at the other site and are served; then they come back", () => {
    const { records, plan } = run(text, 1);
    const of = (site: number, from: number, to: number) =>
      records.filter(
        (each) => each.site === site && each.arrivedUs >= from * 1e6 && each.arrivedUs < to * 1e6,
      );
    const early = of(0, STRUCK, STRUCK + 60);
    expect(early.length).toBeGreaterThan(10);
    expect(early.every(({ outcome }) => outcome === "failed")).toBe(true);
    expect(of(0, STRUCK + 90, BACK)).toEqual([]);
    const rerouted = of(1, STRUCK + 90, BACK);
    expect(rerouted.length).toBeGreaterThan(50);
    expect(rerouted.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(of(0, BACK + 31, 600).length).toBeGreaterThan(20);
    expect(of(0, BACK + 31, 600).filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(plan.recovery).not.toBe(null);
  });

  test("where it does not ping, it goes by time-outs of its calls", () => {
    const { records } = run(text, 1, "signalling.options.carrierCheck=0s");
    const failed = records.filter(({ outcome }) => outcome === "failed");
    expect(failed.length).toBeGreaterThan(5);
    for (const { arrivedUs } of failed) expect(arrivedUs / 1e6).toBeLessThan(STRUCK + 70);
  });
});

describe("SBCs and desktops of agents fail, not the site of their callers", () => {
  const text = (survivor: string) => `${TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited")
    .replace("{ sites: { dc1: 9, dc2: 8 } }", "{ sites: { dc1: 60, dc2: 20 } }")
    .replace('patience: "exponential(mean 20s)"', "patience: never")
    .replace('talk: "exponential(mean 20s)"', "talk: 60s")
    .replace("{ dc1: 0.6, dc2: 0.4 }", "{ dc2: 1 }")}
sessions: { survivingCaller: ${survivor} }
faults:
  - serviceDown: { target: dc1/gws, at: 300s, for: 10min }
  - serviceDown: { target: dc1/sbc, at: 300s, for: 10min }
`;
  const talking = ({ records }: Run) =>
    records.filter(
      ({ answeredUs, endedUs }) => answeredUs !== null && answeredUs < 300e6 && endedUs >= 300e6,
    );

  test("its callers are dropped, or get another agent and what is left of their talk", () => {
    const dropped = talking(run(text("dropped"), 2));
    const lost = dropped.filter(({ outcome }) => outcome === "lost");
    expect(lost.length).toBeGreaterThan(5);
    const result = run(text("requeued"), 2);
    const requeued = talking(result);
    expect(requeued.every(({ outcome }) => outcome === "served")).toBe(true);
    const lasted = requeued.map(({ answeredUs, endedUs }) => (endedUs - answeredUs!) / 1e6);
    expect(lasted.filter((each) => each > 60.5).length).toBe(lost.length);
    expect(result.world.pools.inUse).toBe(0);
  });
});

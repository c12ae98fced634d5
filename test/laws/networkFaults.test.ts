import { describe, expect, test } from "vitest";
import { streamOf } from "../../src/engine/streams.ts";
import { CLASS, LinkFaults } from "../../src/model/linkFaults.ts";
import { planOf } from "../../src/model/plan.ts";
import { type Run, run, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/** Two sites of plenty in which nobody gives up, agents of the own site first. */
const PLENTY = TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited")
  .replace("{ sites: { dc1: 9, dc2: 8 } }", "{ sites: { dc1: 60, dc2: 5 } }")
  .replace('patience: "exponential(mean 20s)"', "patience: never");
const faults = (...each: string[]) => `faults:\n${each.map((one) => `  - ${one}\n`).join("")}`;
const withFault = (fault: string, text = PLENTY) => `${text}${faults(fault)}`;
const counter = ({ plan, world }: Run, id: string, scope = "cluster") =>
  world.recorders.counters[plan.layout.find("counter", id, scope)!]!;
const ONSET_US = 200_000_000;
const END_US = 500_000_000;

describe("a partition", () => {
  const fault = "partition: { target: dc1, at: 200s, for: 300s }";
  const split = run(withFault(fault), 2);
  const agentSite = (agent: number) => split.world.agents.site[agent];

  test("lets no T-event pass", () => {
    const whole = run(withFault(fault.replace("200s", "0s").replace("300s", "1h")), 1);
    expect(counter(whole, "tevents.generated")).toBeGreaterThan(1000);
    expect(counter(whole, "tevents.mesh")).toBe(0);
  });

  test("gives calls agents of their own side alone while it lasts, then of both", () => {
    const crossing = split.records.filter(
      ({ agent, site }) => agent >= 0 && agentSite(agent) !== site,
    );
    const selectedIn = (fromUs: number, toUs: number) =>
      crossing.filter(({ selectedUs }) => selectedUs! >= fromUs && selectedUs! < toUs).length;
    expect(selectedIn(ONSET_US, END_US)).toBe(0);
    expect(selectedIn(0, ONSET_US)).toBeGreaterThan(5);
    // Idle agents of dc1 take at once what has queued for those of dc2.
    expect(selectedIn(END_US, END_US + 1)).toBeGreaterThan(5);
  });

  test("ends no call", () => {
    expect(
      split.records.filter(({ outcome }) => outcome === "lost" || outcome === "failed"),
    ).toEqual([]);
  });
});

test("a lossy link loses its share of datagrams; segments of TCP arrive after their timers", () => {
  const plan = planOf(scenarioOf(TWO_SITES));
  const link = new LinkFaults(plan);
  const draws = streamOf("lossy", 0, "draws");
  link.leak(2, 0.3, draws);
  const many = Array.from({ length: 20_000 });
  const lost = many.filter(() => link.delayUs(2, CLASS.SIGNALLING, false) === Infinity).length;
  expect(Math.abs(lost - 6000)).toBeLessThan(3.5 * Math.sqrt(20_000 * 0.3 * 0.7));
  const late = many.map(() => link.delayUs(2, CLASS.TLIB, true));
  const again = late.filter((us) => us > 0);
  const { rtoUs } = plan.scenario.signalling;
  expect(Math.abs(again.length - 6000)).toBeLessThan(3.5 * Math.sqrt(20_000 * 0.3 * 0.7));
  expect(Math.min(...again)).toBe(rtoUs);
  expect(link.delayUs(3, CLASS.SIGNALLING, false)).toBe(0);
  link.seal(2, draws);
  expect([link.isWell[2], link.delayUs(2, CLASS.SIGNALLING, false)]).toEqual([1, 0]);
});

test("a tenth of all messages from the carrier lost costs retransmissions, hardly a call", () => {
  const lossy = run(
    withFault('linkLossy: { target: "carrier>dc1", at: 0s, for: 1h, share: 0.1 }'),
    2,
  );
  expect(counter(lossy, "sip.retransmissions")).toBeGreaterThan(20);
  const failed = lossy.records.filter(({ outcome }) => outcome === "failed" || outcome === "lost");
  expect(failed.length).toBeLessThan(0.02 * lossy.records.length);
});

test("a slow link delays what crosses it, while it lasts", () => {
  const slow = 'linkSlow: { target: "carrier>dc1", at: 200s, for: 300s, extra: 400ms }';
  const setUpUs = (result: Run, fromUs: number, toUs: number) => {
    const early = result.records.filter(
      ({ site, arrivedUs, queuedUs }) =>
        site === 0 && queuedUs !== null && arrivedUs >= fromUs && arrivedUs < toUs,
    );
    return early.map(({ arrivedUs, queuedUs }) => queuedUs! - arrivedUs);
  };
  const [before, after] = [run(PLENTY, 1), run(withFault(slow), 1)];
  const laterUs = (fromUs: number, toUs: number) => {
    const [one, other] = [setUpUs(before, fromUs, toUs), setUpUs(after, fromUs, toUs)];
    expect(other.length).toBe(one.length);
    return other.map((us, i) => us - one[i]!);
  };
  // INVITE and ACK.
  expect(Math.min(...laterUs(ONSET_US + 1e6, END_US - 60e6))).toBeGreaterThan(390_000);
  expect(Math.max(...laterUs(END_US + 1e6, 600e6).map(Math.abs))).toBeLessThan(100_000);
});

test("a surge has so many times the calls, each as it would have been", () => {
  const surge = run(
    withFault("overload: { target: customers, at: 200s, for: 300s, factor: 3 }"),
    2,
    "run.fidelity=call",
  );
  const usual = run(PLENTY, 2, "run.fidelity=call");
  const cameIn = ({ records }: Run, fromUs: number, toUs: number) =>
    records.filter(({ arrivedUs }) => arrivedUs >= fromUs && arrivedUs < toUs);
  const arrivals = (result: Run) => cameIn(result, 0, ONSET_US).map((each) => each.arrivedUs);
  expect(arrivals(surge)).toEqual(arrivals(usual));
  const expected = 3 * (2400 / 3600) * 300;
  const inSurge = cameIn(surge, ONSET_US, END_US).length;
  expect(Math.abs(inSurge - expected)).toBeLessThan(3.5 * Math.sqrt(expected));
  const after = cameIn(surge, END_US, 600e6).length;
  expect(Math.abs(after - 200 / 3)).toBeLessThan(3.5 * Math.sqrt(200 / 3));
  // The n-th caller is the same one, at another time: of the same site.
  const sites = ({ records }: Run) =>
    records.toSorted((a, b) => a.serial - b.serial).map(({ site }) => site);
  const count = usual.records.length;
  expect(sites(surge).slice(0, count)).toEqual(sites(usual));
});

const OFFICES = PLENTY.replace("agents:\n", "locations: { branch: { access: mpls } }\nagents:\n")
  .replace(
    "{ sites: { dc1: 60, dc2: 5 } }",
    "{ sites: { dc1: 8 } }\n  away: { sites: { dc1: 20 }, location: branch }",
  )
  .replace("groups: [all]", "groups: [all, away]");
const NETWORKS = (path: string) =>
  `${OFFICES}network:\n  accessNetworks:\n    one: { sites: [dc1], desktopPath: ${path} }\n`;

test("a call whose media cross the company's network is lost with it, others go on", () => {
  const result = run(withFault("mplsDown: { target: all, at: 200s, for: 60s }", OFFICES), 2);
  const { agents } = result.world;
  const atOnce = result.records.filter(
    ({ outcome, endedUs }) => outcome === "lost" && endedUs === ONSET_US,
  );
  expect(atOnce.length).toBeGreaterThan(0);
  expect(new Set(atOnce.map(({ agent }) => agents.group[agent]))).toEqual(new Set([1]));
});

describe.each(["mpls", "internet"])("an access network, desktops by %s", (path) => {
  const cut = run(
    withFault("accessNetworkDown: { target: one, at: 200s, for: 60s }", NETWORKS(path)),
    2,
  );
  const desks = cut.plan.scenario.links.findIndex(
    ({ from, to }) =>
      cut.plan.scenario.places[from] === "dc1" && cut.plan.scenario.places[to] === "desks:dc1",
  );

  test("takes the calls through it, not those of the other site", () => {
    const lost = cut.records.filter(
      ({ outcome, endedUs }) => outcome === "lost" && endedUs === ONSET_US,
    );
    expect(lost.length).toBeGreaterThan(5);
    expect(lost.some(({ site }) => site === 0)).toBe(true);
    const inDc2 = lost.filter(({ site, agent }) => site === 1 && agent < 0);
    expect(inDc2).toEqual([]);
  });

  test("cuts desktops off only if they go through it", () => {
    const wire = run(
      withFault("accessNetworkDown: { target: one, at: 0s, for: 1h }", NETWORKS(path)),
      0.05,
    ).world.platform.linkFaults;
    expect(wire.isCut(desks, CLASS.SIGNALLING)).toBe(true);
    expect(wire.isCut(desks, CLASS.TLIB)).toBe(path === "mpls");
  });
});

import { expect, test } from "vitest";
import { capacityOf } from "../../src/model/capacity.ts";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { bindingResource } from "../../src/report/findings.ts";
import { estimate } from "../../src/stats/estimate.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import { studentT } from "../../src/stats/studentT.ts";
import { erlangB } from "../../src/stats/theory/erlangB.ts";
import { run, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/** Estimates of a few replications, by metric and scope. */
function estimatesOf(replications: number, text: string, ...overrides: string[]) {
  const plan = planOf(scenarioOf(text, ...overrides));
  const samples = Array.from({ length: replications }, (_, index) => simulate(plan, index));
  const estimates = estimate(metrics, plan.layout, samples);
  return (id: string, scope: string) =>
    estimates.find((each) => each.id === id && each.scope === scope);
}

const LIMIT = 3.5;

test("a link is used by all it carries, over its capacity; one without limit by nothing", () => {
  const codecs = "media.paths={ carrier: { codec: G.729 }, phones: { codec: Opus 16k } }";
  const limits = ["network.carrier.capacity=3Mbps", "network.wan.capacity=800kbps"];
  const estimates = estimatesOf(3, TWO_SITES, codecs, ...limits);
  const figure = (id: string, link: string) => estimates(id, `link:${link}`)?.estimate;
  for (const [link, capacity] of [
    ["carrier>dc1", 3],
    ["dc2>dc1", 0.8],
  ] as const) {
    const parts = ["media", "signalling", "tlib"].map((kind) => figure(`bandwidth.${kind}`, link)!);
    const used = figure("bandwidth.utilisation", link)!;
    expect(used).toBeGreaterThan(0.05);
    expect(used * capacity).toBeCloseTo(
      parts.reduce((sum, part) => sum + part),
      9,
    );
    const [p95, p99, max] = ["p95of1s", "p99of1s", "max1s"].map(
      (what) => figure(`bandwidth.utilisation.${what}`, link)!,
    );
    expect([used < p95!, p95! <= p99!, p99! <= max! * 1.5]).toEqual([true, true, true]);
  }
  expect(figure("bandwidth.utilisation", "dc1>dc1")).toBeUndefined();
});

/**
 * 150 calls an hour of 180 s: 7.5 Erlang. Ten calls' media fit between carrier and site, and
 * nothing else limits anything.
 */
const THIN = `name: thin
run: { fidelity: call, warmUp: 10min, measure: 20h, seed: thin, registrations: false }
sites: { dc1: {} }
signalling: { timeFactor: 0 }
network:
  admission: refuse
  mediaShare: 0.9
  carrier: { capacity: 980kbps }
demand:
  customers: { queue: support, rate: 150/h, ivr: { duration: 60s }, patience: never, ring: 0s,
    talk: "exponential(mean 120s)", afterCallWork: 0s }
queues: { support: { groups: [all] } }
agents: { all: { sites: { dc1: 100 } } }
`;

test("a thin link alone blocks as Erlang B says, though media change on their way", () => {
  const estimates = estimatesOf(20, THIN);
  const exact = erlangB(10, 7.5);
  for (const [id, scope] of [
    ["bandwidth.refused.ratio", "link:carrier>dc1"],
    ["bandwidth.refused.ratio", "link:dc1>carrier"],
  ]) {
    const { estimate, halfWidth95, replications } = estimates(id!, scope!)!;
    const error = halfWidth95! / studentT(0.975, replications - 1);
    expect(error / exact).toBeLessThan(0.03);
    expect(Math.abs(estimate! - exact)).toBeLessThan(LIMIT * error);
  }
  const shares = ["calls.blocked", "calls.offered"].map(
    (id) => estimates(id, "cluster")!.estimate!,
  );
  expect(shares[0]! / shares[1]!).toBeCloseTo(exact, 1);
  // Ten streams and their RTCP take nine tenths of the link, and are never eleven.
  const most = estimates("bandwidth.media.max1s", "link:carrier>dc1")!.estimate!;
  expect(most).toBeCloseTo(0.876_36, 5);
});

test("the capacity table has the room for media, and what a call takes of it", () => {
  const rows = capacityOf(planOf(scenarioOf(THIN)));
  const room = rows.find(({ name }) => name === "carrier>dc1 media")!;
  expect(room).toMatchObject({ size: 10, unit: "stream-seconds" });
  expect(room.utilisation).toBeCloseTo(0.75, 9);
  expect(bindingResource(rows)).toBe(room);
});

test("a stated number of calls holds in any case, on a site's own network too", () => {
  const max = (...overrides: string[]) =>
    planOf(scenarioOf(THIN, ...overrides)).scenario.links.map(({ streamsMax }) => streamsMax);
  const [lan, fromCarrier] = max("network.admission=none", "network.lan.calls=4");
  expect([lan, fromCarrier]).toEqual([8, Number.POSITIVE_INFINITY]);
  expect(max("network.carrier.calls=3")[1]).toBe(3);
  expect(max("network.links.carrier>dc1.calls=12").slice(1, 3)).toEqual([10, 10]);
});

test("who finds the way to the agent full has waited, and gives the agent back", () => {
  const full = run(TWO_SITES, 1, "network.desks.calls=2");
  const blocked = full.records.filter(
    ({ outcome, selectedUs }) => outcome === "blocked" && selectedUs !== null,
  );
  expect(blocked.length).toBeGreaterThan(20);
  expect(full.world.taken.every((streams) => streams === 0)).toBe(true);
  const { levels } = full.world.recorders;
  const ready = full.plan.layout.find("level", "agents.ready", "cluster")!;
  expect(levels[ready]).toBe(17);
});

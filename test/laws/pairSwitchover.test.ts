import { describe, expect, test } from "vitest";
import { runUntil } from "../../src/engine/loop.ts";
import { planOf } from "../../src/model/plan.ts";
import { componentIndex } from "../../src/model/topology.ts";
import { wire } from "../../src/model/wire.ts";
import { NO_PINGS, type Run, run, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const PLENTY = TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited").replace(
  "{ sites: { dc1: 9, dc2: 8 } }",
  "{ sites: { dc1: 90, dc2: 80 } }",
);
const withFaults = (...faults: string[]) =>
  `${PLENTY}faults:${faults.map((each) => `\n  - ${each}`).join("")}\n`;
const crash = (more: string, target = "dc1/sipServer/1") =>
  `pairSwitchover: { target: ${target}, ${more} }`;
const ended = ({ records }: Run, outcome: string) =>
  records.filter((each) => each.outcome === outcome);

/** Seconds from a crash until each proxy has found the other member, over replications. */
function gaps(replications: number, ...overrides: string[]): number[] {
  const quiet = withFaults(crash("at: 100s, for: 10min")).replace("[2400/h]", "[1/h]");
  const plan = planOf(scenarioOf(quiet, "signalling.options.backupHint=false", ...overrides));
  const { nodes, instances } = plan.topology;
  const latencyUs = (from: number, to: number) =>
    plan.network.latencyUs[plan.network.linkOf[from * plan.network.places + to]];
  return Array.from({ length: replications }, (_, replication) => {
    const world = wire(plan, replication);
    const found: number[] = [];
    const pairs = world.platform.pairs!;
    const learn = pairs.learn.bind(pairs);
    pairs.learn = (among, proxy, pair, member) => {
      const isNews = pair === nodes[0] && member !== pairs.memberFor(proxy, pair);
      const [a, b] = [instances[proxy].place, instances[pair].place];
      const tripUs = latencyUs(a, b) + latencyUs(b, a);
      if (isNews) found.push((among.nowUs - 100e6 - tripUs) / 1e6);
      learn(among, proxy, pair, member);
    };
    runUntil(world, 130e6);
    return found;
  }).flat();
}

/** Kolmogorov-Smirnov distance from the uniform law. */
function distance(sample: readonly number[], from: number, to: number): number {
  const sorted = sample.toSorted((a, b) => a - b);
  const n = sorted.length;
  const at = sorted.map((x) => Math.min(1, Math.max(0, (x - from) / (to - from))));
  return Math.max(...at.map((u, i) => Math.max(u - i / n, (i + 1) / n - u)));
}

describe("how long a proxy sends to the dead member, without a hint (facts 1.2)", () => {
  test.each([
    ["backupFirst", 5, 10],
    ["primaryFirst", 10, 15],
  ])("%s: uniform from %d to %d s", (order, from, to) => {
    const sample = gaps(60, `signalling.options.alternation=${order}`);
    expect(sample).toHaveLength(240);
    // At 1 %: 1.63 / sqrt(n). Work at the node adds less than 20 ms, 0.4 % of the range.
    expect(distance(sample, from, to)).toBeLessThan(1.63 / Math.sqrt(240) + 0.004);
    const mean = sample.reduce((sum, each) => sum + each, 0) / 240;
    const half = 3 * (5 / Math.sqrt(12 * 240));
    expect(Math.abs(mean - (from + to) / 2)).toBeLessThan(half + 0.02);
  });

  test("with a hang the member is promoted last, and found at the next ping", () => {
    const hang = "faults.0.pairSwitchover.cause=hang";
    for (const gap of gaps(10, hang)) expect(gap).toBeGreaterThan(10);
  });
});

describe("a SIP Server pair switches over", () => {
  test.each(["message", "call"])("established calls go on, at %s fidelity", (fidelity) => {
    const result = run(withFaults(crash("at: 300s, for: 10min")), 2, `run.fidelity=${fidelity}`);
    expect(ended(result, "lost")).toEqual([]);
    expect(ended(result, "failed")).toEqual([]);
    expect(ended(result, "served").length).toBeGreaterThan(100);
  });

  test("new calls wait for the timers of who sends them, 32 s at most", () => {
    const result = run(
      withFaults(crash("at: 300s, for: 10min")),
      2,
      "demand.customers.ivr.duration=1s",
    );
    const late = result.records.filter(
      ({ queuedUs, arrivedUs }) => queuedUs !== null && queuedUs - arrivedUs > 2_000_000,
    );
    expect(late.length).toBeGreaterThan(0);
    for (const { arrivedUs, queuedUs } of late) {
      expect(arrivedUs).toBeGreaterThan(299e6);
      expect(arrivedUs).toBeLessThan(311e6);
      expect(queuedUs! - arrivedUs).toBeLessThan(34e6);
    }
  });

  test("a hint ends the wait of the proxy that hears it", () => {
    const text = withFaults(crash("at: 300s, for: 10min"));
    const waited = (hint: boolean) => {
      const given = `signalling.options.backupHint=${hint}`;
      const { records } = run(text, 2, "demand.customers.ivr.duration=1s", given);
      const waits = records.flatMap(({ queuedUs, arrivedUs }) =>
        queuedUs === null ? [] : [queuedUs - arrivedUs],
      );
      return waits.reduce((sum, each) => sum + each, 0) / 1e6 - waits.length;
    };
    expect(waited(true)).toBeLessThan(waited(false) - 3);
  });

  test("the next failure before the spare is ready takes the node down, calls and all", () => {
    const second = (at: string) =>
      run(withFaults(crash("at: 300s, for: 60s"), crash(`at: ${at}, for: 60s`)), 2);
    expect(ended(second("330s"), "lost").length).toBeGreaterThan(3);
    expect(ended(second("400s"), "lost").length).toBeGreaterThan(3);
    expect(ended(second("421s"), "lost")).toEqual([]);
  });

  test("who is back first works alone, until it fails as well", () => {
    const crashes = ["300s", "330s", "375s"].map((at) => crash(`at: ${at}, for: 60s`));
    const { world, plan } = run(withFaults(...crashes), 2);
    expect(world.platform.stops[plan.topology.nodes[0]]).toBe(3);
  });
});

test("calls wait for the other member of their URS, and none is lost", () => {
  const result = run(
    withFaults(crash("cause: hostLoss, at: 300s, for: 10min", "dc1/urs/1")),
    2,
    ...NO_PINGS,
  );
  expect(ended(result, "failed")).toEqual([]);
  expect(ended(result, "lost")).toEqual([]);
  const urs = result.plan.topology.atSite[componentIndex("urs")][0].first;
  expect(result.world.platform.stops[urs]).toBe(1);
});

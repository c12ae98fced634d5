import { describe, expect, test } from "vitest";
import { cellOf } from "../../src/measure/histogram.ts";
import { Layout } from "../../src/measure/layout.ts";
import { Recorders } from "../../src/measure/recorders.ts";
import { type Estimate, estimate } from "../../src/stats/estimate.ts";
import { metrics } from "../../src/stats/metrics/index.ts";

const SECOND_US = 1_000_000;
const T_ONE = 12.706204736174694;

const layout = new Layout();
const recorded = {
  offered: layout.cohort("queue.offered", "cluster"),
  answeredWithin: layout.cohort("queue.answeredWithin", "cluster"),
  abandonedWithin: layout.cohort("queue.abandonedWithin", "cluster"),
  calls: layout.counter("caps.offered", "cluster"),
  callsAtSite: layout.counter("caps.offered", "site:dc1"),
  wait: layout.tally("wait", "cluster", { cohort: true }),
  busy: layout.level("agents.busy", "cluster"),
  loggedIn: layout.level("agents.loggedIn", "cluster"),
  notReady: layout.level("agents.notReady", "cluster"),
  inUse: layout.level("pool.inUse", "pool:trunks", { histogram: true }),
  size: layout.level("pool.size", "pool:trunks"),
  busyUs: layout.counter("component.busyUs", "instance:dc1/sbc/1"),
  servers: layout.level("component.servers", "instance:dc1/sbc/1"),
  bytes: layout.counter("link.bytes.signalling", "link:dc1>dc2"),
  streams: layout.level("link.streams", "link:dc1>dc2"),
};
layout.window("caps.offered", "cluster", { counter: recorded.calls });
layout.window("link.media", "link:dc1>dc2", { level: recorded.streams, factor: 87_200 });
layout.window("link.signalling", "link:dc1>dc2", { counter: recorded.bytes, factor: 8 });

/** Two seconds: one stream throughout, 125,000 bytes and the `calls` in the first second only. */
function replication(calls: number, within: number, busy: number) {
  const recorders = new Recorders(layout);
  const set = (level: number, value: number) => recorders.changeLevel(level, 0, value);
  set(recorded.busy, busy);
  set(recorded.loggedIn, 10);
  set(recorded.notReady, 2);
  set(recorded.inUse, 3);
  set(recorded.size, 4);
  set(recorded.servers, 2);
  set(recorded.streams, 1);
  recorders.openWindow(0);
  recorders.counters[recorded.calls] = calls;
  recorders.counters[recorded.callsAtSite] = calls;
  recorders.counters[recorded.bytes] = 125_000;
  recorders.counters[recorded.busyUs] = SECOND_US;
  recorders.second(SECOND_US);
  recorders.changeLevel(recorded.inUse, 1.5 * SECOND_US, 1);
  recorders.closeWindow(2 * SECOND_US);
  recorders.cohorts[recorded.offered] = calls;
  recorders.cohorts[recorded.answeredWithin] = within;
  recorders.cohorts[recorded.abandonedWithin] = 1;
  for (let call = 0; call < calls; call++) recorders.record(recorded.wait, call * 100);
  return recorders.finish();
}

const estimates = estimate(metrics, layout, [replication(4, 2, 4), replication(6, 5, 6)]);

function entry(id: string, scope: string): Estimate {
  const found = estimates.filter((one) => one.id === id && one.scope === scope);
  expect(found, `${id} [${scope}]`).toHaveLength(1);
  return found[0];
}

describe("estimates of a hand-made run", () => {
  test("have every field of summary.json in order", () => {
    const halfWidth95 = entry("caps.offered", "cluster").halfWidth95!;
    expect(halfWidth95).toBeCloseTo(T_ONE * 0.5, 12);
    expect(JSON.stringify(entry("caps.offered", "cluster"))).toBe(
      JSON.stringify({
        id: "caps.offered",
        unit: "1/s",
        scope: "cluster",
        estimate: 2.5,
        halfWidth95,
        low95: 2.5 - halfWidth95,
        high95: 2.5 + halfWidth95,
        replications: 2,
        basis: "window",
        min: 2,
        max: 3,
      }),
    );
  });

  test("are ratios of means over the cohort", () => {
    expect(entry("service.level", "cluster")).toMatchObject({
      estimate: 0.7,
      basis: "cohort",
      numerator: 3.5,
      denominator: 5,
    });
    expect(entry("service.level.exShortAbandons", "cluster").estimate).toBe(7 / 8);
    // (0 + … + 300) + (0 + … + 500) microseconds over ten calls.
    expect(entry("wait.mean", "cluster").estimate).toBeCloseTo(210e-6, 18);
    expect(entry("wait.mean", "cluster").basis).toBe("cohort");
    expect(entry("wait.p50", "cluster").estimate).toBe(200 * 1e-6);
  });

  test("are time averages of agents, ports and servers over the window", () => {
    expect(entry("agents.occupancy", "cluster").estimate).toBe(5 / 8);
    expect(entry("pool.inUse", "pool:trunks").estimate).toBe(3.25);
    expect(entry("pool.occupancy", "pool:trunks").estimate).toBe(3.25 / 4);
    expect(entry("pool.inUse.max", "pool:trunks").estimate).toBe(4);
    expect(entry("pool.inUse.p999", "pool:trunks").estimate).toBe(4);
    expect(entry("component.utilisation", "instance:dc1/sbc/1").estimate).toBe(0.25);
  });

  test("are exact means and quantiles of bandwidth", () => {
    const link = "link:dc1>dc2";
    expect(entry("bandwidth.media", link).estimate).toBeCloseTo(0.0872, 15);
    expect(entry("bandwidth.signalling", link).estimate).toBe(0.5);
    expect(entry("bandwidth.signalling.max1s", link).estimate).toBe(1);
    const bitsPerSecond = Math.round(1e6 * entry("bandwidth.signalling.p99of1s", link).estimate!);
    expect(cellOf(bitsPerSecond)).toBe(cellOf(1_000_000));
    expect(entry("caps.offered.max1s", "cluster").estimate).toBe(5);
    expect(entry("caps.offered.p99of1s", "cluster").estimate).toBe(6);
  });

  test("exist where their recorders do, and nowhere else", () => {
    const scopes = (id: string) => estimates.filter((one) => one.id === id).map((one) => one.scope);
    expect(scopes("caps.offered")).toEqual(["cluster", "site:dc1"]);
    expect(scopes("caps.offered.max1s")).toEqual(["cluster"]);
    expect(scopes("calls.offered")).toEqual([]);
  });

  test("are null with a reason where they are undefined", () => {
    const none = estimate(metrics, layout, [replication(0, 0, 0)]);
    const find = (id: string) => none.find((one) => one.id === id);
    expect(find("service.level")).toMatchObject({
      estimate: null,
      halfWidth95: null,
      replications: 1,
      reason: "the denominator is zero",
    });
    expect(find("wait.p90")).toMatchObject({ estimate: null, reason: "nothing was recorded" });
    expect(find("agents.busy")).toMatchObject({
      estimate: 0,
      halfWidth95: null,
      reason: "one replication gives no interval",
    });
  });
});

import { describe, expect, test } from "vitest";
import { Layout } from "../../../src/measure/layout.ts";
import { metrics } from "../../../src/stats/metrics/index.ts";

/** The metrics that inbound calls and phone logins feed; none may go or change its unit. */
const PROMISED: Readonly<Record<string, string>> = {
  calls:
    "calls.offered calls.contained calls.served calls.abandoned calls.callback " +
    "calls.voicemail calls.blocked calls.failed " +
    "calls.lost calls.inSystemAtEnd calls.answered calls.inSystem calls.inSystem.max " +
    "calls.inQualification calls.inQualification.max calls.inQueue calls.inQueue.max " +
    "calls.ringing calls.ringing.max calls.talking calls.talking.max queue.offered",
  "1/s":
    "caps.offered caps.offered.max1s caps.offered.p99of1s caps.offered.p999of1s caps.answered " +
    "dialogs.rate sip.messages.rate sip.retransmissions.rate tevents.generated tevents.mesh " +
    "tevents.delivered registrations.rate registrations.rate.max1s component.messages.rate",
  s:
    "wait.mean wait.p50 wait.p90 wait.p95 wait.p99 wait.answered.mean asa component.delay.mean " +
    "component.delay.p99 setup.delay.mean setup.delay.p99",
  ratio:
    "wait.delayed.ratio service.level service.level.exShortAbandons abandon.ratio " +
    "agents.occupancy pool.occupancy pool.blocked.ratio component.utilisation sip.ser sip.seer " +
    "sip.isa sip.scr",
  agents:
    "agents.busy agents.loggedIn agents.ready agents.reserved agents.ringing agents.talking " +
    "agents.afterCallWork agents.notReady",
  ports: "pool.inUse pool.inUse.max pool.inUse.p999",
  messages: "component.rejected",
  dialogs: "component.heldBack",
  Mbps: ["media", "signalling", "tlib"]
    .flatMap((kind) => ["", ".p95of1s", ".p99of1s", ".max1s"].map((of) => `bandwidth.${kind}${of}`))
    .join(" "),
  phones: "registrations.active",
  GB: "storage.recordings storage.database storage.logs storage.reporting",
};

/** What the model records, by kind. */
const RECORDED = {
  cohort:
    "calls.offered calls.contained calls.served calls.abandoned calls.callback " +
    "calls.voicemail calls.blocked calls.failed " +
    "calls.lost calls.inSystemAtEnd calls.answered calls.redials callers.offered callers.calls " +
    "callers.contained callers.served callers.abandoned callers.callback callers.voicemail " +
    "callers.blocked callers.failed callers.lost callers.openAtEnd queue.offered " +
    "queue.abandoned queue.delayed queue.answeredWithin queue.abandonedWithin callback.offered " +
    "callback.accepted callback.refused callback.requested callback.attempts callback.connected " +
    "callback.completed callback.expired callback.failed callback.pendingAtEnd",
  tally:
    "wait wait.answered answer callers.toAnswer callback.wait callback.late setup.delay " +
    "component.delay",
  counter:
    "caps.offered caps.answered sip.messages sip.retransmissions dialogs tevents.generated " +
    "tevents.mesh tevents.delivered component.messages component.rejected " +
    "component.heldBack component.busyUs pool.offered pool.blocked link.bytes.signalling " +
    "link.bytes.tlib link.offered link.refused registrations sip.invites " +
    "sip.established sip.effective sip.ineffective sip.completed",
  level:
    "calls.inSystem calls.inQualification calls.inQueue calls.ringing calls.talking " +
    "agents.loggedIn agents.ready agents.busy agents.reserved agents.ringing agents.talking " +
    "callback.waiting agents.afterCallWork agents.notReady pool.inUse pool.size link.streams " +
    "registrations.active component.servers component.connections",
  window: "caps.offered link.media link.signalling link.tlib link.ppm registrations",
  constant:
    "kept.recordings kept.databaseAtFirst kept.database kept.logs kept.reportingDetail " +
    "kept.reportingAggregates",
};

function layoutOf(recorded: Readonly<Record<keyof typeof RECORDED, string>>): Layout {
  const layout = new Layout();
  const each = (names: string, ask: (id: string) => void) => names.split(" ").forEach(ask);
  each(recorded.cohort, (id) => layout.cohort(id, "cluster"));
  each(recorded.tally, (id) => layout.tally(id, "cluster", { cohort: true }));
  each(recorded.counter, (id) => layout.counter(id, "cluster"));
  each(recorded.level, (id) => layout.level(id, "cluster"));
  each(recorded.window, (id) => layout.window(id, "cluster", { counter: 0 }));
  each(recorded.constant, (id) => layout.constant(id, 1));
  return layout;
}

describe("the list of metrics", () => {
  test("has an id of its own, a unit and a meaning for each", () => {
    expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length);
    for (const { id, unit, meaning } of metrics) {
      expect(id).toMatch(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/);
      expect(unit).not.toBe("");
      expect(meaning.length, id).toBeGreaterThan(10);
    }
  });

  test("holds what is promised, in its unit", () => {
    const promised = Object.entries(PROMISED).flatMap(([unit, ids]) =>
      ids.split(" ").map((id) => `${id} in ${unit}`),
    );
    const present = metrics.map(({ id, unit }) => `${id} in ${unit}`);
    expect(promised.filter((metric) => !present.includes(metric))).toEqual([]);
  });

  test("can be estimated from what the model records", () => {
    const layout = layoutOf(RECORDED);
    const promised = Object.values(PROMISED).join(" ").split(" ");
    for (const { id, estimator } of metrics)
      if (promised.includes(id)) expect(estimator(layout, "cluster"), id).toBeDefined();
  });
});

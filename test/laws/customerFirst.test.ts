import { describe, expect, test } from "vitest";
import { cohort, type Run, run } from "../support/scenarios.ts";

/** Requests by web in the first minute; who serves them, and how long they are kept, differ. */
const text = (agents: string, keep: string) => `name: customer-first
run: { warmUp: 0s, measure: 20min, startOfDay: "08:00", fidelity: call }
sites: { dc1: { sipServer: 1 } }
demand: { calls: { queue: support, rate: 0/h } }
callback:
  app:
    queue: support
    order: customerFirst
    intervals: { start: "08:00", length: 1min, rates: [1200/h] }
    answered: [1]
    retry: 30s
    keep: ${keep}
    patience: never
    talk: 60s
    afterCallWork: 0s
queues: { support: { groups: [all] } }
agents: { all: { sites: { dc1: ${agents} }, intervals: { start: "08:00", length: 5min } } }
`;
const IDS = ["requested", "completed", "expired"];
const counts = (result: Run) => IDS.map((id) => cohort(result, `callback.${id}`));

describe("a callback whose customer is called first", () => {
  test("waits for agents who come later, however little can be foreseen before", () => {
    const result = run(text("[0, 20, 20, 20]", "24h"), 1);
    const [requested, completed, expired] = counts(result);
    expect(requested).toBeGreaterThan(10);
    expect([completed, expired]).toEqual([requested, 0]);
    // Looked at every half minute, reached 10 s after that, and served for a minute.
    const served = result.records.filter(({ outcome }) => outcome === "served");
    expect(Math.max(...served.map(({ endedUs }) => endedUs))).toBeLessThan(500e6);
  });

  test("is dropped when it has been kept as long as it is, not when its turn would come", () => {
    const result = run(text("[1, 1, 1, 1]", "30s"), 1);
    const [requested, completed, expired] = counts(result);
    expect(completed).toBeGreaterThan(0);
    expect(expired).toBeGreaterThan(1);
    expect(completed + expired).toBe(requested);
    const dropped = result.records.filter(({ outcome }) => outcome === "abandoned");
    for (const { arrivedUs, endedUs } of dropped) expect(endedUs - arrivedUs).toBe(30e6);
  });
});

import { describe, expect, test } from "vitest";
import { capacityOf } from "../../src/model/capacity.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { areaUs, run, TWO_SITES } from "../support/scenarios.ts";

const TREATMENT_US = 12_000_000;
const ENDLESS = ["demand.customers.patience=never", "demand.customers.patienceUntil=selected"];
const MANY = "agents.all.sites={ dc1: 100, dc2: 100 }";

const treated = (...settings: string[]) =>
  run(
    TWO_SITES,
    1,
    "run.fidelity=call",
    "demand.customers.queueTreatment=atLeast 12s",
    ...settings,
  );
const isQueued = ({ queuedUs }: CallRecord) => queuedUs !== null;
const queueUs = ({ queuedUs, selectedUs, endedUs }: CallRecord) =>
  (selectedUs ?? endedUs) - queuedUs!;

describe("at least 12 s of queue treatment", () => {
  const result = treated(MANY, "sites.dc1.trunks=unlimited", "sites.dc2.trunks=unlimited");
  const { records, plan, world } = result;

  test("no agent is named before, be they as idle as they may; then at once", () => {
    const queued = records.filter(({ selectedUs }) => selectedUs !== null);
    expect(queued.length).toBeGreaterThan(100);
    expect(new Set(queued.map(queueUs))).toEqual(new Set([TREATMENT_US]));
  });

  test("the call is in the queue and holds its media port", () => {
    const total = (some: readonly CallRecord[], of: (record: CallRecord) => number) =>
      some.reduce((sum, each) => sum + BigInt(of(each)), 0n);
    expect(areaUs(result, "calls.inQueue")).toBe(total(records.filter(isQueued), queueUs));
    const portUs = ({ arrivedUs, selectedUs, endedUs }: CallRecord) =>
      (selectedUs ?? endedUs) - arrivedUs;
    expect(areaUs(result, "pool.inUse", "pool:mcp.treatment")).toBe(total(records, portUs));
    expect(world.pools.inUse).toBe(0);
  });

  test("and the closed form counts on it: nine calls of ten ask for an agent", () => {
    const without = run(TWO_SITES, 0, "run.fidelity=call", MANY).plan;
    const rows = [plan, without].map((each) => {
      const found = capacityOf(each).find(({ scope }) => scope === "pool:mcp.treatment")!;
      return found.perCall;
    });
    // Until the 12 s or an exponential patience of 20 s end.
    const meanS = 20 * (1 - Math.exp(-12 / 20));
    expect(rows[0]! - rows[1]!).toBeCloseTo(0.6 * 0.9 * meanS, 7);
  });
});

test("with too few agents callers wait on, first come first served", () => {
  const { records } = treated("agents.all.sites={ dc1: 5, dc2: 5 }", ...ENDLESS);
  const selected = records.filter(({ selectedUs }) => selectedUs !== null);
  const waits = selected.map(queueUs);
  expect(Math.min(...waits)).toBe(TREATMENT_US);
  expect(Math.max(...waits)).toBeGreaterThan(2 * TREATMENT_US);
  const order = selected.toSorted((a, b) => a.queuedUs! - b.queuedUs!);
  for (const [i, { selectedUs }] of order.entries())
    expect(selectedUs).toBeGreaterThanOrEqual(order[i - 1]?.selectedUs ?? 0);
});

describe.each([
  [8, MANY],
  [12, "agents.all.sites={ dc1: 2, dc2: 2 }"],
  [15, "agents.all.sites={ dc1: 2, dc2: 2 }"],
])("patience of %i s runs from entering the queue", (patienceS, agents) => {
  const patience = `demand.customers.patience=${patienceS}s`;
  const { records } = treated(agents, patience, "demand.customers.patienceUntil=selected");
  const gone = records.filter((each) => isQueued(each) && each.selectedUs === null);

  test("and ends there", () => {
    expect(gone.length).toBeGreaterThan(20);
    expect(new Set(gone.map(queueUs))).toEqual(new Set([patienceS * 1e6]));
    const reached = records.filter(({ selectedUs }) => selectedUs !== null);
    expect(reached.length > 0).toBe(patienceS > 8);
  });
});

test("callers in treatment take places of the queue; the next is turned away at the door", () => {
  const { records } = treated(MANY, "queues.support.capacity=3", ...ENDLESS);
  const queued = records.filter(isQueued);
  const beside = queued.map(
    ({ queuedUs }) =>
      queued.filter((each) => each.queuedUs! <= queuedUs! && each.selectedUs! > queuedUs!).length,
  );
  expect(Math.max(...beside)).toBe(3);
  const turned = records.filter(({ outcome }) => outcome === "blocked");
  expect(turned.length).toBeGreaterThan(20);
  expect(turned.filter(isQueued)).toEqual([]);
});

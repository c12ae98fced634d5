import { describe, expect, test } from "vitest";
import { capacityOf } from "../../src/model/capacity.ts";
import { planOf } from "../../src/model/plan.ts";
import { OP } from "../../src/model/program.ts";
import {
  areaUs,
  cohort,
  NO_PINGS,
  type Run,
  run,
  runFor,
  scenarioOf,
} from "../support/scenarios.ts";

/** Calls that ask for speech, pages and look-ups; nobody needs an agent unless a look-up fails. */
const text = (ivr: string, rest = "") => `name: treatment-path
run: { warmUp: 0s, measure: 20min, startOfDay: "08:00", registrations: false }
sites:
  dc1: { sipServer: 1, mcp: 2, portsPerMcp: 20, mrcp: 1, speechPorts: 12, gvpApp: 2, backend: 2 }
components:
  sbc: { backlogLimit: unlimited }
  sipProxy: { backlogLimit: unlimited }
  sipServer: { backlogLimit: unlimited }
  mcp: { backlogLimit: unlimited }
  backend: { modules: { lookUps: { servers: 4 } } }
demand:
  customers:
    queue: calls
    intervals: { start: "08:00", length: 10min, rates: [3600/h, 0/h] }
    ivr: { duration: 10s, containment: 1, ${ivr} }
    patience: never
    talk: 5s
queues: { calls: { groups: [all] } }
agents: { all: { sites: { dc1: 200 } } }
${rest}`;
const ASKS = `speech: { share: 0.5 }, pages: 3,
      lookUps: { count: 2, delay: "exponential(mean 1s)", timeOut: 20s }`;

const level = ({ plan, world }: Run, id: string, scope: string) =>
  Number(areaUs({ plan, world, records: [] }, id, scope)) / 1e6;
const counter = ({ plan, world }: Run, id: string, scope = "cluster") =>
  world.recorders.counters[plan.layout.find("counter", id, scope)!];

describe.each(["message", "call"])("at %s fidelity", (fidelity) => {
  const overrides = [`run.fidelity=${fidelity}`, ...NO_PINGS];

  test("a port is held for the IVR, and for what the back-end takes", () => {
    const result = run(text(ASKS), 1, ...overrides);
    const calls = cohort(result, "calls.offered");
    const inLookUps = level(result, "pool.inUse", "pool:mcp.treatment") - 10 * calls;
    const station = result.plan.topology.stations.flatMap(({ component, module }, i) =>
      result.plan.topology.instances[result.plan.topology.stations[i].instance].name.includes(
        "/backend/",
      ) &&
      module === 1 &&
      component >= 0
        ? [result.world.platform.bookedUs(i) / 1e6]
        : [],
    );
    const worked = station.reduce((sum, each) => sum + each, 0);
    expect(worked).toBeGreaterThan(1.8 * calls);
    expect(inLookUps).toBeGreaterThanOrEqual(worked - 1e-6);
    expect(counter(result, "lookUps")).toBe(2 * calls);
    expect(cohort(result, "calls.contained")).toBe(calls);
    expect(result.world.pools.inUse).toBe(0);
  });

  test("a back-end that stops holds calls and their ports until the time-out", () => {
    const down = (n: number) =>
      `  - instanceDown: { target: dc1/backend/${n}, at: 2min, for: 5min, detection: 0s }`;
    const outage = `faults:\n${down(1)}\n${down(2)}\n`;
    const healthy = run(text(ASKS), 1, ...overrides);
    const result = run(text(ASKS, outage), 1, ...overrides);
    const blocked = counter(result, "pool.blocked", "pool:mcp.treatment");
    expect(counter(healthy, "pool.blocked", "pool:mcp.treatment")).toBe(0);
    expect(blocked).toBeGreaterThan(50);
    expect(cohort(result, "calls.blocked")).toBe(blocked);
    // Who got no answer asks for an agent instead.
    expect(cohort(result, "calls.served")).toBeGreaterThan(50);
    expect(counter(result, "lookUps.timedOut")).toBeGreaterThan(100);
    expect(result.world.pools.inUse).toBe(0);
  });

  test("a full pool of speech ports is gone round by keypad, or blocks", () => {
    const full = (whenFull: string) =>
      run(
        text(`speech: { share: 1, whenFull: ${whenFull} }`),
        1,
        "sites.dc1.speechPorts=3",
        ...overrides,
      );
    const [byKeypad, refused] = [full("dtmf"), full("blocked")];
    expect(counter(byKeypad, "pool.blocked", "pool:mrcp")).toBeGreaterThan(0);
    expect(cohort(byKeypad, "calls.contained")).toBe(cohort(byKeypad, "calls.offered"));
    const blocked = counter(refused, "pool.blocked", "pool:mrcp");
    expect(blocked).toBeGreaterThan(0);
    expect(cohort(refused, "calls.blocked")).toBe(blocked);
  });

  test("the closed form says what a call takes of each", () => {
    const plan = planOf(scenarioOf(text(ASKS), ...overrides));
    const result = runFor(plan, 1);
    const calls = cohort(result, "calls.offered");
    const perCall = (name: string) => capacityOf(plan).find((row) => row.name === name)!.perCall;
    expect(perCall("mcp.treatment")).toBeCloseTo(12, 9);
    expect(perCall("mrcp")).toBeCloseTo(6, 9);
    expect(perCall("backend.lookUps")).toBeCloseTo(2, 9);
    // 3 pages, and 2 more whose making waits for an answer, which takes work too.
    expect(perCall("gvpApp")).toBeCloseTo(5 * 0.02 + 2 * 0.001, 9);
    const measured = level(result, "pool.inUse", "pool:mrcp") / calls;
    expect(measured / perCall("mrcp")).toBeCloseTo(1, 0);
  });
});

test("what calls send is what the table says of their path, times the calls", () => {
  const result = run(text(ASKS.replace("share: 0.5", "share: 1")), 1, ...NO_PINGS);
  const calls = cohort(result, "calls.contained");
  const { program } = result.plan;
  const sent = (kind: string) =>
    program.rows.reduce(
      (sum, { action }, row) =>
        action?.verb === "send" && action.message === kind && program.op[row] === OP.DEPART
          ? sum + result.world.rowCount[row]
          : sum,
      0,
    );
  expect(calls).toBe(cohort(result, "calls.offered"));
  expect([sent("PAGE_REQUEST"), sent("PAGE")]).toEqual([5 * calls, 5 * calls]);
  expect([sent("LOOK_UP"), sent("LOOKED_UP")]).toEqual([2 * calls, 2 * calls]);
  expect([sent("MRCP_REQUEST"), sent("MRCP_ANSWER")]).toEqual([calls, calls]);
});

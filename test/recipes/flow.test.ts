import { expect, test, vi } from "vitest";
import { settleAccounts } from "../../src/model/charges.ts";
import { endsWithOutcome, type Flow } from "../../src/model/flow.ts";
import { flows } from "../../src/model/flows/index.ts";
import { planOf } from "../../src/model/plan.ts";
import { busyhour } from "../cli/support.ts";
import { Oracle } from "../oracle/oracle.ts";
import { cohort, HOUR_US, runFor, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

vi.mock("../../src/model/flows/index.ts", async (original) => {
  const shipped = await original<{ flows: readonly Flow[] }>();
  const { expert } = await import("./expert.ts");
  const all = [...shipped.flows, expert];
  return { flows: all, callFlows: () => all.filter(endsWithOutcome) };
});

test.each(["message", "call"])(
  "a flow with a second agent needs nothing but its table, %s",
  (fidelity) => {
    const scenario = scenarioOf(
      TWO_SITES,
      `run.fidelity=${fidelity}`,
      "demand.customers.flow=expert",
      "demand.customers.consult.patience=30s",
    );
    const { records, world, plan } = runFor(planOf(scenario), 1);
    const oracle = new Oracle(scenario, flows, 0);
    oracle.agenda.runUntil(HOUR_US);
    expect(records).toEqual(oracle.records);
    expect(records.filter(({ outcome }) => outcome === "served").length).toBeGreaterThan(50);
    expect(world.pools.inUse).toBe(0);
    const { counters, levels } = world.recorders;
    expect(levels[plan.layout.find("level", "agents.busy", "cluster")!]).toBe(0);
    settleAccounts(world);
    const wires = oracle.machinery.wires.map(({ bytes }) => [bytes.signalling, bytes.tlib]);
    expect(Array.from(plan.meters.linkBytes, (counter) => counters[counter])).toEqual(wires.flat());
  },
);

test("calls of both flows in one scenario are counted apart", () => {
  const scenario = scenarioOf(
    TWO_SITES,
    "run.fidelity=call",
    "demand.experts={ flow: expert, queue: support, rate: 60/h, ring: 5s, talk: 10s }",
  );
  const done = runFor(planOf(scenario), 1);
  const flowOf = scenario.demand.map(({ flow }) => flow);
  for (const flow of ["inbound", "expert"]) {
    const own = done.records.filter(({ demand, arrivedUs }) => {
      return flowOf[demand] === flow && arrivedUs < scenario.run.measureUs;
    });
    expect(own.length).toBeGreaterThan(10);
    expect(cohort(done, "calls.offered", `flow:${flow}`)).toBe(own.length);
  }
});

test("the new flow is listed, drawn and costed", async () => {
  expect((await busyhour("flows")).out).toMatch(/^expert /m);
  const { exitCode, out } = await busyhour("flows", "expert");
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^3& .* INVITE /m);
  expect(out).toMatch(/^main +served/m);
});

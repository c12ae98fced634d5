import { expect, test, vi } from "vitest";
import { assumed, count, module, neverRefuses } from "../../src/model/components/rows.ts";
import type { Component } from "../../src/model/components/types.ts";
import { run, TWO_SITES } from "../support/scenarios.ts";

vi.mock("../../src/model/components/index.ts", async (original) => {
  const { components } = await original<{ components: readonly Component[] }>();
  const listener: Component = {
    name: "eventRecorder",
    title: "Recorder of T-events",
    layer: "reporting",
    per: "node",
    instances: count(1, "recorders of each node", assumed("a recipe of the tests")),
    highAvailability: "none",
    redundancy: { kind: "single" },
    modules: [module("eventRecorder", "1ms", assumed("a recipe of the tests"))],
    ...neverRefuses,
    hearsTEvents: 1,
  };
  return { components: [...components, listener] };
});

test("a new component is one row: it is laid out, settable, hears events and is measured", () => {
  const { plan, world } = run(TWO_SITES, 1, "components.eventRecorder.service=2ms");
  const instance = plan.topology.instances.findIndex(({ name }) => name === "dc2/eventRecorder/1");
  const station = plan.topology.stationOf[instance];
  world.clients.settle(world);
  const generated = world.recorders.counters[plan.meters.tevents[0]];
  expect(generated).toBeGreaterThan(0);
  expect(world.platform.messages(station)).toBe(generated);
  expect(world.platform.busyUs(station, world.nowUs)).toBe(generated * 2000);
  expect(plan.layout.find("tally", "component.delay", "component:eventRecorder")).toBeDefined();
});

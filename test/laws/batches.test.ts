import { expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { simulateWorld } from "../../src/model/simulate.ts";
import { wire } from "../../src/model/wire.ts";
import type { World } from "../../src/model/world.ts";
import { randomScenario } from "../support/randomScenario.ts";
import { scenarioOf } from "../support/scenarios.ts";

/** What one replication leaves behind when something looks at its clients now and then. */
function outcome(text: string, look: (world: World, event: number) => void): unknown {
  const records: CallRecord[] = [];
  const world = wire(planOf(scenarioOf(text, "run.fidelity=message")), 0, records);
  const { wake } = world;
  let event = 0;
  world.wake = (entity) => {
    look(world, event++);
    wake.call(world, entity);
  };
  const sample = simulateWorld(world);
  const { stations } = world.platform;
  return { event, sample, records, stations };
}

test.each(Array.from({ length: 12 }, (_, seed) => seed))(
  "clients do the same whether looked at before every event or when they must be, seed %i",
  (seed) => {
    const text = randomScenario(seed);
    const seldom = outcome(text, () => {});
    const always = outcome(text, (world) => world.clients.settle(world));
    const now = outcome(text, (world, event) => {
      if (event % 7 === 0) world.mesh.settle(world, world.nowUs);
    });
    expect(always).toEqual(seldom);
    expect(now).toEqual(seldom);
  },
);

import { runUntil } from "../../src/engine/loop.ts";
import { type Plan, planOf } from "../../src/model/plan.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { wire } from "../../src/model/wire.ts";
import type { World } from "../../src/model/world.ts";
import { read } from "../../src/scenario/read.ts";
import type { Scenario } from "../../src/scenario/types.ts";
import { validate } from "../../src/scenario/validate.ts";

/** A scenario from YAML text, by the same door as a planner's file. */
export function scenarioOf(text: string, ...overrides: string[]): Scenario {
  return validate(read("scenario.yaml", overrides, () => text));
}

export interface Run {
  readonly plan: Plan;
  readonly world: World;
  readonly records: readonly CallRecord[];
}

/** One replication from an empty system to `hours`, without a measured window. */
export function runFor(scenario: Scenario | Plan, hours: number, replication = 0): Run {
  const plan = "program" in scenario ? scenario : planOf(scenario);
  const records: CallRecord[] = [];
  const world = wire(plan, replication, records);
  runUntil(world, hours * 3_600_000_000);
  return { plan, world, records };
}

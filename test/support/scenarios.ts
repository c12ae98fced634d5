import { runUntil } from "../../src/engine/loop.ts";
import { type Plan, planOf } from "../../src/model/plan.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { wire } from "../../src/model/wire.ts";
import type { World } from "../../src/model/world.ts";
import { read } from "../../src/scenario/read.ts";
import type { Scenario } from "../../src/scenario/types.ts";
import { validate } from "../../src/scenario/validate.ts";

export const HOUR_US = 3_600_000_000;

/** A scenario from YAML text, by the same door as a planner's file. */
export function scenarioOf(text: string, ...overrides: string[]): Scenario {
  return validate(read("scenario.yaml", overrides, () => text));
}

/** For laws of what calls send. */
export const NO_PINGS = ["signalling.options.oosCheck=0s", "signalling.options.sbcCheck=0s"];

export interface Run {
  readonly plan: Plan;
  readonly world: World;
  readonly records: readonly CallRecord[];
}

/** One replication from an empty system to `hours`, without a measured window. */
export function runFor(plan: Plan, hours: number, replication = 0): Run {
  const records: CallRecord[] = [];
  const world = wire(plan, replication, records);
  runUntil(world, hours * HOUR_US);
  return { plan, world, records };
}

export const run = (text: string, hours: number, ...overrides: string[]): Run =>
  runFor(planOf(scenarioOf(text, ...overrides)), hours);

/** Area under a level since time zero. */
export function areaUs({ plan, world }: Run, id: string, scope = "cluster"): bigint {
  return world.recorders.levelAreaUs(plan.layout.find("level", id, scope)!, world.nowUs);
}

export function cohort({ plan, world }: Run, id: string, scope = "cluster"): number {
  return world.recorders.cohorts[plan.layout.find("cohort", id, scope)!];
}

/**
 * Two small sites that nothing but people and pools limits: arrivals for ten minutes, then none.
 * One SIP Server node each, so that a T-event's way follows from the sites alone.
 */
export const TWO_SITES = `name: two-sites
run: { warmUp: 0s, measure: 20min, startOfDay: "08:00", registrations: false }
sites:
  dc1: { sipServer: 1, trunks: 25 }
  dc2: { sipServer: 1, trunks: 25 }
components:
  sbc: { backlogLimit: unlimited }
  sipProxy: { backlogLimit: unlimited }
  sipServer: { backlogLimit: unlimited }
demand:
  customers:
    queue: support
    intervals: { start: "08:00", length: 10min, rates: [2400/h] }
    sites: { dc1: 0.6, dc2: 0.4 }
    ivr: { duration: "exponential(mean 15s)", containment: 0.1, patience: "exponential(mean 120s)" }
    patience: "exponential(mean 20s)"
    patienceUntil: answered
    ring: "uniform(0s, 10s)"
    talk: "exponential(mean 20s)"
    afterCallWork: 5s
queues:
  support: { groups: [all] }
agents:
  all: { sites: { dc1: 9, dc2: 8 } }
`;

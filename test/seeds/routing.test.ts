import { expect, test } from "vitest";
import { runUntil } from "../../src/engine/loop.ts";
import { STATE } from "../../src/model/agents.ts";
import { AGENT_SLOTS, HELD, IN_TREATMENT } from "../../src/model/calls.ts";
import { planOf } from "../../src/model/plan.ts";
import { wire } from "../../src/model/wire.ts";
import type { World } from "../../src/model/world.ts";
import { randomScenario } from "../support/randomScenario.ts";
import { scenarioOf } from "../support/scenarios.ts";

/** To replay one: `ROUTING_SEED=17 npx vitest run test/seeds/routing.test.ts`. */
const FIRST = Number(process.env.ROUTING_SEED ?? 2000);
const SEEDS = process.env.ROUTING_SEED === undefined ? 120 : 1;
/** Arrivals end after five minutes. */
const HORIZON_US = 600_000_000;

/** Since when each call stands in line, by serial number: seen from outside. */
type Line = Map<number, number>;

/** The groups of the agents who are ready. */
function readyGroups({ agents }: World): ReadonlySet<number> {
  const ready = new Set<number>();
  agents.state.forEach((state, agent) => {
    if (state === STATE.READY) ready.add(agents.group[agent]);
  });
  return ready;
}

/** Calls in line that a ready agent may take: a stage begins when its wait is over. */
function leftWaiting(world: World, line: Line): string[] {
  const { calls, plan, nowUs } = world;
  const ready = readyGroups(world);
  const found: string[] = [];
  for (let call = 0; call < calls.used; call++) {
    const serial = calls.serial[call];
    if (calls.queuesFor[call] === 0 || calls.queuesFor[call] === IN_TREATMENT) {
      line.delete(serial);
      continue;
    }
    if (!line.has(serial)) line.set(serial, nowUs);
    const { stages } = plan.scenario.queues[world.queueOf(call, calls.queuesFor[call] - 1)];
    const waitedUs = nowUs - line.get(serial)!;
    const stage = stages.findLast(({ afterUs }) => afterUs < Math.max(1, waitedUs))!;
    if (stage.services.some(({ group }) => ready.has(group))) found.push(`call ${serial}`);
  }
  return found;
}

/** Agents whom two calls have, and those whom a call has though they are ready. */
function sharedAgents({ calls, agents }: World): string[] {
  const holders = new Map<number, number>();
  const found: string[] = [];
  for (let call = 0; call < calls.used; call++)
    for (let slot = 0; slot < AGENT_SLOTS; slot++) {
      if ((calls.held[call] & (HELD.AGENT << slot)) === 0) continue;
      const agent = calls.agent[AGENT_SLOTS * call + slot];
      const before = holders.get(agent);
      if (before !== undefined) found.push(`calls ${before} and ${call} have agent ${agent}`);
      if (agents.state[agent] === STATE.READY) found.push(`call ${call} has a ready agent`);
      holders.set(agent, call);
    }
  return found;
}

test.each(Array.from({ length: SEEDS }, (_, i) => FIRST + i))(
  "after every event no agent idles beside a call it may take, nor serves two, seed %i",
  (seed) => {
    const world = wire(planOf(scenarioOf(randomScenario(seed))), 0);
    const wake = world.wake.bind(world);
    const line: Line = new Map();
    const found: string[] = [];
    world.wake = (entity) => {
      wake(entity);
      if (found.length > 0) return;
      const wrong = [...leftWaiting(world, line), ...sharedAgents(world)];
      found.push(...wrong.map((what) => `${world.nowUs} us: ${what}`));
    };
    runUntil(world, HORIZON_US);
    expect(found).toEqual([]);
  },
);

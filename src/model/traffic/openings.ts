import { IN_TREATMENT } from "../calls.ts";
import { type Hours, hoursOf } from "../openingHours.ts";
import type { Plan } from "../plan.ts";
import { turnAway } from "../verbs/agents.ts";
import type { Actor, World } from "../world.ts";

/** Opens and closes the queues by the shifts of their agents, and clears those that say so. */
export class Openings implements Actor {
  private readonly hours: readonly Hours[];
  private readonly changesUs: readonly number[];
  private next = 0;

  constructor({ scenario }: Plan) {
    this.hours = scenario.queues.map((_, queue) => hoursOf(scenario, queue));
    const all = this.hours.flatMap(({ startUs }) => startUs);
    this.changesUs = [...new Set(all)].sort((a, b) => a - b);
  }

  wake(world: World, entity: number): void {
    this.next++;
    this.hours.forEach(({ startUs, isOpen }, queue) => {
      const isClosed = !isOpen[startUs.findLastIndex((atUs) => atUs <= world.nowUs)];
      const closes = isClosed && world.closed[queue] === 0;
      world.closed[queue] = Number(isClosed);
      if (closes && world.plan.scenario.queues[queue].atClose === "clear") clear(world, queue);
    });
    if (this.next < this.changesUs.length) world.events.schedule(this.changesUs[this.next], entity);
  }
}

/** Every call that queues for its first agent leaves, who came first first. */
function clear(world: World, queue: number): void {
  const { calls } = world;
  const waiting: number[] = [];
  for (let call = 0; call < calls.used; call++) {
    const isFirst = calls.queuesFor[call] === 1 || calls.queuesFor[call] === IN_TREATMENT;
    if (calls.main[call] >= 0 && isFirst && world.queueOf(call) === queue) waiting.push(call);
  }
  waiting.sort((a, b) => calls.serial[a] - calls.serial[b]);
  for (const call of waiting) turnAway(world, call);
}

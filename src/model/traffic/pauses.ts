import FastPriorityQueue from "fastpriorityqueue";
import { type Stream, streamOf } from "../../engine/streams.ts";
import type { Scenario } from "../../scenario/types.ts";
import { agentReady } from "../verbs/agents.ts";
import type { Actor, World } from "../world.ts";

/** An agent who is not ready until a time. */
interface Pause {
  readonly atUs: number;
  /** Rises with each that begins: the order of those that end at the same time. */
  readonly order: number;
  readonly agent: number;
}

/** Agents who did not answer their phone and are not ready for a while. */
export class Pauses implements Actor {
  private readonly pending = new FastPriorityQueue<Pause>(
    (a, b) => a.atUs < b.atUs || (a.atUs === b.atUs && a.order < b.order),
  );
  private begun = 0;
  private readonly entity: number;

  /** @param entity the number of this actor in the future event list */
  constructor(entity: number) {
    this.entity = entity;
  }

  /** An agent is not ready from now on, for a time. */
  begin(world: World, agent: number, durationUs: number): void {
    const atUs = world.nowUs + durationUs;
    const order = this.begun++;
    this.pending.add({ atUs, order, agent });
    if (this.pending.peek()!.order === order) world.events.schedule(atUs, this.entity);
  }

  /** The first of them is ready again; nobody pauses yet when a replication is wired. */
  wake(world: World): void {
    const first = this.pending.poll();
    if (first === undefined) return;
    const next = this.pending.peek();
    if (next !== undefined) world.events.schedule(next.atUs, this.entity);
    agentReady(world, first.agent);
  }
}

/** Whether some agents do not answer. */
export const hasNoAnswers = ({ demand }: Scenario): boolean =>
  demand.some(({ rona }) => rona.share > 0);

/** By demand: the stream that says of each agent whose phone rings whether nobody answers. */
export const noAnswerDrawsOf = ({ demand, run }: Scenario, replication: number) =>
  demand.map(({ name, rona }): Stream | null =>
    rona.share > 0 ? streamOf(run, replication, `routing/${name}/noAnswer`) : null,
  );

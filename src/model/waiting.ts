import { doubleColumns } from "./columns.ts";
import { Lines } from "./lines.ts";
import type { Plan } from "./plan.ts";

/** Calls at first; more when a row beyond them queues. */
const CALLS = 64;

/**
 * Calls waiting for an agent, per queue in order of arrival; a call leaves from anywhere. Each has
 * a place in the queue, and stands in line as soon as an agent may take it.
 */
export class Waiting {
  /** Calls in each queue, those in queue treatment included. */
  readonly lengths: Int32Array;
  /** For each group: the queues it serves. */
  readonly queuesOf: readonly (readonly number[])[];
  /** By call: a number that rises with each call that joins any queue. */
  readonly tickets = { ofCall: new Float64Array(CALLS), given: 0 };
  private readonly lines: Lines;

  constructor(plan: Plan) {
    const { queues, groups } = plan.scenario;
    this.lengths = new Int32Array(queues.length);
    this.lines = new Lines(queues.length, CALLS);
    this.queuesOf = groups.map((_, group) =>
      queues.flatMap((queue, index) => (queue.groups.includes(group) ? [index] : [])),
    );
  }

  /** The call that has waited longest, −1 when none waits. */
  head(queue: number): number {
    return this.lines.head(queue);
  }

  takePlace(queue: number): void {
    this.lengths[queue]++;
  }

  givePlace(queue: number): void {
    this.lengths[queue]--;
  }

  /** A call that has its place stands in line from now on. */
  join(queue: number, call: number): void {
    const { tickets } = this;
    while (call >= tickets.ofCall.length) doubleColumns(tickets);
    tickets.ofCall[call] = tickets.given++;
    this.lines.join(queue, call);
  }

  /** A call leaves its place in line; `givePlace` takes it out of the queue. */
  leave(queue: number, call: number): void {
    this.lines.leave(queue, call);
  }

  /** Of some queues, the one whose first call has waited longest, −1 when nobody waits there. */
  longest(queues: readonly number[]): number {
    const { ofCall } = this.tickets;
    let best = -1;
    let bestTicket = Number.POSITIVE_INFINITY;
    for (let i = 0; i < queues.length; i++) {
      const head = this.lines.head(queues[i]);
      if (head < 0 || ofCall[head] >= bestTicket) continue;
      best = queues[i];
      bestTicket = ofCall[head];
    }
    return best;
  }
}

import { moreFloat64, moreInt32 } from "./columns.ts";
import type { Plan } from "./plan.ts";

const NONE = -1;

/** Calls waiting for an agent, per queue in order of arrival; a call leaves from anywhere. */
export class Waiting {
  /** Calls waiting in each queue. */
  readonly lengths: Int32Array;
  /** For each group: the queues it serves. */
  readonly queuesOf: readonly (readonly number[])[];
  /** By call: a number that rises with each call that joins any queue. */
  ticket = new Float64Array(64);
  private tickets = 0;
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private next = new Int32Array(64);
  private previous = new Int32Array(64);

  constructor(plan: Plan) {
    const { queues, groups } = plan.scenario;
    this.lengths = new Int32Array(queues.length);
    this.first = new Int32Array(queues.length).fill(NONE);
    this.last = new Int32Array(queues.length).fill(NONE);
    this.queuesOf = groups.map((_, group) =>
      queues.flatMap((queue, index) => (queue.groups.includes(group) ? [index] : [])),
    );
  }

  /** The call that has waited longest, −1 when none waits. */
  head(queue: number): number {
    return this.first[queue];
  }

  join(queue: number, call: number): void {
    while (call >= this.next.length) {
      this.next = moreInt32(this.next, 2 * this.next.length);
      this.previous = moreInt32(this.previous, this.next.length);
      this.ticket = moreFloat64(this.ticket, this.next.length);
    }
    this.ticket[call] = this.tickets++;
    const last = this.last[queue];
    this.previous[call] = last;
    this.next[call] = NONE;
    this.last[queue] = call;
    if (last === NONE) this.first[queue] = call;
    else this.next[last] = call;
    this.lengths[queue]++;
  }

  leave(queue: number, call: number): void {
    const before = this.previous[call];
    const after = this.next[call];
    if (before === NONE) this.first[queue] = after;
    else this.next[before] = after;
    if (after === NONE) this.last[queue] = before;
    else this.previous[after] = before;
    this.lengths[queue]--;
  }
}

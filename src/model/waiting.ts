import type { Demand } from "../scenario/types.ts";
import { doubleColumns } from "./columns.ts";
import { Lines } from "./lines.ts";
import type { Plan } from "./plan.ts";

/** Calls at first; more when a row beyond them queues. */
const CALLS = 64;
const NONE = -1;

/**
 * Calls waiting for an agent. Each queue has a line, in order of arrival, for every priority of
 * the demands that ask for it; a call leaves from anywhere. Each has a place in the queue, and
 * stands in line as soon as an agent may take it.
 */
export class Waiting {
  /** Calls in each queue, those in queue treatment included. */
  readonly lengths: Int32Array;
  /** By call: a number that rises with each call that joins any queue. */
  readonly tickets = { ofCall: new Float64Array(CALLS), given: 0 };
  private readonly lines: Lines;
  /** By demand: the line its calls stand in. */
  private readonly lineOf: Int32Array;
  /** By line. */
  private readonly priority: Int32Array;
  /** By group of agents: the lines it serves, the highest priority first. */
  private readonly servedBy: readonly Int32Array[];

  constructor(plan: Plan) {
    const { queues, groups, demand } = plan.scenario;
    const lines = linesOf(demand);
    this.lengths = new Int32Array(queues.length);
    this.lines = new Lines(lines.length, CALLS);
    this.priority = Int32Array.from(lines, ({ priority }) => priority);
    this.lineOf = Int32Array.from(demand, (each) => lines.findIndex((line) => isIn(each, line)));
    this.servedBy = groups.map((_, group) =>
      Int32Array.from(lines.keys()).filter((line) =>
        queues[lines[line].queue].groups.includes(group),
      ),
    );
  }

  /** A call that cannot have an agent yet takes a place in its queue. */
  takePlace(queue: number): void {
    this.lengths[queue]++;
  }

  givePlace(queue: number): void {
    this.lengths[queue]--;
  }

  /** A call that has its place goes to the end of the line of its demand. */
  join(demand: number, call: number): void {
    const { tickets } = this;
    while (call >= tickets.ofCall.length) doubleColumns(tickets);
    tickets.ofCall[call] = tickets.given++;
    this.lines.join(this.lineOf[demand], call);
  }

  /** A call leaves its place in line; `givePlace` takes it out of the queue. */
  leave(demand: number, call: number): void {
    this.lines.leave(this.lineOf[demand], call);
  }

  /**
   * The call that an agent of a group takes next, −1 when none waits: of those with the highest
   * priority the one that has waited longest.
   */
  nextFor(group: number): number {
    const lines = this.servedBy[group];
    const { ofCall } = this.tickets;
    let best = NONE;
    let bestTicket = Number.POSITIVE_INFINITY;
    let bestPriority = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i];
      if (this.priority[line] < bestPriority) break;
      const head = this.lines.head(line);
      if (head < 0 || ofCall[head] >= bestTicket) continue;
      best = head;
      bestTicket = ofCall[head];
      bestPriority = this.priority[line];
    }
    return best;
  }
}

type Line = Pick<Demand, "queue" | "priority">;

const isIn = (demand: Line, { queue, priority }: Line): boolean =>
  demand.queue === queue && demand.priority === priority;

/** A line for each queue and priority that a demand has, the highest priority first. */
const linesOf = (demand: readonly Line[]): readonly Line[] =>
  demand
    .filter((each, index) => demand.findIndex((other) => isIn(other, each)) === index)
    .toSorted((a, b) => b.priority - a.priority);

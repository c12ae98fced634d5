import type { Demand, Service } from "../scenario/types.ts";
import { doubleColumns } from "./columns.ts";
import { Lines } from "./lines.ts";
import type { Plan } from "./plan.ts";
import type { World } from "./world.ts";

/** Calls at first; more when a row beyond them queues. */
const CALLS = 64;
const NONE = -1;

/**
 * Calls waiting for an agent. Each queue has, for every priority of the demands that ask for it, a
 * line for each of its stages, in order of arrival; a call leaves from anywhere. Each has a place
 * in the queue, and stands in line as soon as an agent may take it.
 */
export class Waiting {
  /** Calls in each queue, those in queue treatment included. */
  readonly lengths: Int32Array;
  /** By call in line. */
  private readonly rows = {
    /** A number that rises with each call that joins any line. */
    ticket: new Float64Array(CALLS),
    sinceUs: new Float64Array(CALLS),
    /** When it gives up. */
    leavesUs: new Float64Array(CALLS),
    line: new Int32Array(CALLS),
  };
  private tickets = 0;
  private readonly lines: Lines;
  /** By demand: the line its calls stand in first; those of later stages follow. */
  private readonly lineOf: Int32Array;
  /** By line: its stage, and when the next one begins, counted from joining; Infinity: never. */
  private readonly stage: Int32Array;
  private readonly nextStageUs: Float64Array;
  /** By group of agents: what it serves. */
  private readonly servedBy: readonly Served[];

  constructor(plan: Plan) {
    const { queues, groups, demand } = plan.scenario;
    const lines = linesOf(plan);
    this.lengths = new Int32Array(queues.length);
    this.lines = new Lines(lines.length, CALLS);
    this.lineOf = Int32Array.from(demand, (each) => lines.findIndex((line) => isIn(each, line)));
    this.stage = Int32Array.from(lines, ({ stage }) => stage);
    this.nextStageUs = Float64Array.from(
      lines,
      ({ queue, stage }) => queues[queue].stages[stage + 1]?.afterUs ?? Number.POSITIVE_INFINITY,
    );
    this.servedBy = groups.map((_, group) => servedBy(plan, lines, group));
  }

  /** A call that cannot have an agent yet takes a place in its queue. */
  takePlace(queue: number): void {
    this.lengths[queue]++;
  }

  givePlace(queue: number): void {
    this.lengths[queue]--;
  }

  /** A call that has its place goes to the end of the first line of its demand. */
  join({ calls, nowUs }: World, call: number, leavesUs: number): void {
    const { rows } = this;
    while (call >= rows.ticket.length) doubleColumns(rows);
    rows.ticket[call] = this.tickets++;
    rows.sinceUs[call] = nowUs;
    rows.leavesUs[call] = leavesUs;
    rows.line[call] = this.lineOf[calls.demand[call]];
    this.lines.join(rows.line[call], call);
  }

  /** A call leaves its place in line; `givePlace` takes it out of the queue. */
  leave(call: number): void {
    this.lines.leave(this.rows.line[call], call);
  }

  /** A call in line has waited for the next stage. */
  reachStage(call: number): void {
    this.leave(call);
    this.lines.join(++this.rows.line[call], call);
  }

  /** The stage of a call in line. */
  stageOf(call: number): number {
    return this.stage[this.rows.line[call]];
  }

  /** When a call in line gives up or more groups may take it, whatever comes first. */
  wakeUs(call: number): number {
    const { sinceUs, leavesUs, line } = this.rows;
    return Math.min(leavesUs[call], sinceUs[call] + this.nextStageUs[line[call]]);
  }

  /** Whether a call in line has not given up by now. */
  mayStay({ nowUs }: World, call: number): boolean {
    return this.rows.leavesUs[call] > nowUs;
  }

  /**
   * The call that an agent of a group takes next, −1 when none waits: of those of the highest
   * priority and then of the least rank the one of most weight x time in line; among equals who
   * joined first.
   */
  nextFor({ nowUs }: World, group: number): number {
    const { lines, priority, rank, weight } = this.servedBy[group];
    const { ticket, sinceUs } = this.rows;
    let best = NONE;
    let most = -1;
    let first = 0;
    for (let i = 0; i < lines.length; i++) {
      if (best !== NONE && (priority[i] !== priority[first] || rank[i] !== rank[first])) break;
      const head = this.lines.head(lines[i]);
      if (head < 0) continue;
      const wait = weight[i] * (nowUs - sinceUs[head]);
      if (best !== NONE && (wait < most || (wait === most && ticket[head] > ticket[best])))
        continue;
      best = head;
      most = wait;
      first = i;
    }
    return best;
  }
}

/** What a group serves, the highest priority first, then the least rank. */
interface Served {
  readonly lines: Int32Array;
  readonly priority: Int32Array;
  readonly rank: Int32Array;
  /** Of the time in line. */
  readonly weight: Float64Array;
}

function servedBy({ scenario }: Plan, lines: readonly Line[], group: number): Served {
  const serviceOf = ({ queue, stage }: Line): Service | undefined =>
    scenario.queues[queue].stages[stage].services.find((service) => service.group === group);
  const served = lines
    .flatMap((line, number) => {
      const service = serviceOf(line);
      return service === undefined ? [] : [{ number, priority: line.priority, ...service }];
    })
    .toSorted((a, b) => b.priority - a.priority || a.callRank - b.callRank);
  return {
    lines: Int32Array.from(served, ({ number }) => number),
    priority: Int32Array.from(served, ({ priority }) => priority),
    rank: Int32Array.from(served, ({ callRank }) => callRank),
    weight: Float64Array.from(served, ({ callWeight }) => callWeight),
  };
}

type Asked = Pick<Demand, "queue" | "priority">;
interface Line extends Asked {
  readonly stage: number;
}

const isIn = (demand: Asked, { queue, priority }: Asked): boolean =>
  demand.queue === queue && demand.priority === priority;

/** Lines for each queue and priority that a demand has: one for each stage, in their order. */
const linesOf = ({ scenario }: Plan): readonly Line[] =>
  scenario.demand
    .filter((each, index, all) => all.findIndex((other) => isIn(other, each)) === index)
    .flatMap(({ queue, priority }) =>
      scenario.queues[queue].stages.map((_, stage) => ({ queue, priority, stage })),
    );

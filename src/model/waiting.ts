import type { Consult, Demand, Service, Stage } from "../scenario/types.ts";
import { doubleColumns } from "./columns.ts";
import { Lines } from "./lines.ts";
import type { Plan } from "./plan.ts";
import { asksSecond } from "./questions.ts";
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
  /** The same for who comes back to the head of a line. */
  private ticketsAhead = 0;
  private readonly lines: Lines;
  /**
   * By demand: the line its calls stand in first, those of later stages follow; and the same for
   * their second agents.
   */
  private readonly lineOf: Int32Array;
  private readonly secondLineOf: Int32Array;
  /** By line: 1 where callbacks stand, in the order of their tickets. */
  private readonly keepsPlaces: Uint8Array;
  private readonly linesOfQueue: readonly Int32Array[];
  /** By line: its stage, and when the next one begins, counted from joining; Infinity: never. */
  private readonly stage: Int32Array;
  private readonly nextStageUs: Float64Array;
  /** By group of agents: what it serves. */
  private readonly servedBy: readonly Served[];
  /** By queue. */
  private readonly stages: readonly (readonly Stage[])[];

  constructor(plan: Plan) {
    const { queues, groups, demand } = plan.scenario;
    const lines = linesOf(plan);
    this.stages = queues.map(({ stages }) => stages);
    this.lengths = new Int32Array(queues.length);
    this.lines = new Lines(lines.length, CALLS);
    const lineOf = (asked: Asked) => lines.findIndex((line) => isIn(asked, line));
    this.lineOf = Int32Array.from(demand, lineOf);
    this.secondLineOf = Int32Array.from(demand, ({ consult }) => lineOf(ofSecond(consult)));
    this.keepsPlaces = Uint8Array.from(lines, ({ origin }) => Number(origin === "callback"));
    this.linesOfQueue = queues.map((_, queue) =>
      Int32Array.from(lines.keys()).filter((line) => lines[line].queue === queue),
    );
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

  /**
   * A call that has its place goes to the end of the first line of its demand. A callback stands
   * where the call stood that asked for it.
   */
  join({ calls, callbacks, nowUs }: World, call: number, slot: number, leavesUs: number): void {
    const { rows } = this;
    while (call >= rows.ticket.length) doubleColumns(rows);
    const request = callbacks === null ? null : callbacks.requestOf(call);
    rows.ticket[call] = request === null ? this.nextTicket() : request.ticket;
    rows.sinceUs[call] = request === null ? nowUs : request.requestedUs;
    rows.leavesUs[call] = leavesUs;
    this.stand((slot === 0 ? this.lineOf : this.secondLineOf)[calls.demand[call]], call);
  }

  /** The place of who joins a line now. */
  nextTicket(): number {
    return this.tickets++;
  }

  private stand(line: number, call: number): void {
    const { ticket } = this.rows;
    this.rows.line[call] = line;
    let behind = NONE;
    if (this.keepsPlaces[line] === 1) {
      behind = this.lines.head(line);
      while (behind !== NONE && ticket[behind] < ticket[call]) behind = this.lines.after(behind);
    }
    if (behind === NONE) this.lines.join(line, call);
    else this.lines.joinBefore(line, call, behind);
  }

  /** How long the call has waited that has been longest in the lines of a queue; 0 for none. */
  headOfLineUs({ calls, nowUs }: World, queue: number): number {
    const lines = this.linesOfQueue[queue];
    let longestUs = 0;
    for (let i = 0; i < lines.length; i++) {
      const head = this.lines.head(lines[i]);
      if (head !== NONE) longestUs = Math.max(longestUs, nowUs - calls.queuedUs[head]);
    }
    return longestUs;
  }

  /** A call whose agent did not answer: to the head of that line, behind who came before it. */
  joinFirst({ calls }: World, call: number, stage: number, leavesUs: number): void {
    const { rows } = this;
    while (call >= rows.ticket.length) doubleColumns(rows);
    rows.ticket[call] = --this.ticketsAhead;
    rows.sinceUs[call] = calls.queuedUs[call];
    rows.leavesUs[call] = leavesUs;
    const line = this.lineOf[calls.demand[call]] + stage;
    const { sinceUs } = rows;
    let behind = this.lines.head(line);
    while (behind !== NONE && sinceUs[behind] < sinceUs[call]) behind = this.lines.after(behind);
    rows.line[call] = line;
    if (behind === NONE) this.lines.join(line, call);
    else this.lines.joinBefore(line, call, behind);
  }

  /** A call leaves its place in line; `givePlace` takes it out of the queue. */
  leave(call: number): void {
    this.lines.leave(this.rows.line[call], call);
  }

  /** A call in line has waited for the next stage. */
  reachStage(call: number): void {
    this.leave(call);
    this.stand(this.rows.line[call] + 1, call);
  }

  /** The stage of a call in line. */
  stageOf(call: number): number {
    return this.stage[this.rows.line[call]];
  }

  /** The stage of a queue that a wait has led to. */
  stageAfter(queue: number, waitUs: number): number {
    return this.stages[queue].findLastIndex(({ afterUs }) => afterUs <= waitUs);
  }

  /** When a call in line gives up or more groups may take it, whatever is first; not before now. */
  wakeUs({ nowUs }: World, call: number): number {
    const { sinceUs, leavesUs, line } = this.rows;
    return Math.max(nowUs, Math.min(leavesUs[call], sinceUs[call] + this.nextStageUs[line[call]]));
  }

  /** Whether a call in line has not given up by now. */
  mayStay({ nowUs }: World, call: number): boolean {
    return this.rows.leavesUs[call] > nowUs;
  }

  /** The first in a line that may have agents of a site. */
  private firstOfSide({ calls, routing }: World, line: number, site: number): number {
    let call = this.lines.head(line);
    while (call !== NONE && !routing.sides.mayHave(calls.site[call], site))
      call = this.lines.after(call);
    return call;
  }

  /**
   * The call that an agent of a group at a site takes next, −1 when none waits: of those of the
   * highest priority and then of the least rank the one of most weight x time in line; among equals
   * who joined first.
   */
  nextFor(world: World, group: number, site: number): number {
    const { routing, nowUs } = world;
    const { lines, priority, rank, weight } = this.servedBy[group];
    const { ticket, sinceUs } = this.rows;
    let best = NONE;
    let most = -1;
    let first = 0;
    for (let i = 0; i < lines.length; i++) {
      if (best !== NONE && (priority[i] !== priority[first] || rank[i] !== rank[first])) break;
      const head = routing.sides.isLimited
        ? this.firstOfSide(world, lines[i], site)
        : this.lines.head(lines[i]);
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

type Asked = Pick<Demand, "queue" | "priority" | "origin">;
interface Line extends Asked {
  readonly stage: number;
}

/** Calls that want a second agent stand with the others. */
const ofSecond = ({ queue, priority }: Consult): Asked => ({
  queue,
  priority,
  origin: "customers",
});

/** Callbacks have lines of their own. */
const isIn = (demand: Asked, { queue, priority, origin }: Asked): boolean =>
  demand.queue === queue &&
  demand.priority === priority &&
  (demand.origin === "callback") === (origin === "callback");

/** Lines for each queue and priority that a demand has: one for each stage, in their order. */
const linesOf = ({ scenario }: Plan): readonly Line[] =>
  scenario.demand
    .flatMap((each): Asked[] => [each, ...(asksSecond(each) ? [ofSecond(each.consult)] : [])])
    .filter((each, index, all) => all.findIndex((other) => isIn(other, each)) === index)
    .flatMap(({ queue, priority, origin }) =>
      scenario.queues[queue].stages.map((_, stage) => ({ queue, priority, origin, stage })),
    );

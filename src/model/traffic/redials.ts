import FastPriorityQueue from "fastpriorityqueue";
import { type Stream, streamOf } from "../../engine/streams.ts";
import { OUTCOMES } from "../actions.ts";
import { doubleColumns } from "../columns.ts";
import type { Plan } from "../plan.ts";
import type { Actor, World } from "../world.ts";
import type { Arrivals } from "./arrivals.ts";

const BLOCKED = OUTCOMES.indexOf("blocked");
const ABANDONED = OUTCOMES.indexOf("abandoned");

/** Call rows at first; more when a row beyond them is met. */
const CALLS = 64;

/** A caller who will call again. */
interface Redial {
  readonly atUs: number;
  /** Rises with each that is planned: the order of those at the same time. */
  readonly order: number;
  readonly demand: number;
  readonly caller: number;
  readonly attempt: number;
  readonly stream: Stream;
}

/**
 * Callers who were turned away or hung up and call again. All that is drawn for the n-th call of a
 * caller (whether, when, its own attributes) comes from a stream named after the caller and n, so
 * that it shifts no other draw. The callers of a demand are numbered by their first calls.
 */
export class Redials implements Actor {
  private readonly pending = new FastPriorityQueue<Redial>(
    (a, b) => a.atUs < b.atUs || (a.atUs === b.atUs && a.order < b.order),
  );
  private planned = 0;
  /** By call: whose it is, and which of that caller's calls. */
  private readonly rows = { caller: new Float64Array(CALLS), attempt: new Int32Array(CALLS) };
  private readonly plan: Plan;
  private readonly replication: number;
  private readonly arrivals: readonly Arrivals[];
  private readonly entity: number;

  /** @param entity the number of this actor in the future event list */
  constructor(plan: Plan, replication: number, arrivals: readonly Arrivals[], entity: number) {
    this.plan = plan;
    this.replication = replication;
    this.arrivals = arrivals;
    this.entity = entity;
  }

  /** A call begins: the `attempt`-th, from 1 up, of a caller. */
  begin(call: number, caller: number, attempt: number): void {
    const { rows } = this;
    while (call >= rows.caller.length) doubleColumns(rows);
    rows.caller[call] = caller;
    rows.attempt[call] = attempt;
  }

  /** A call has ended: its caller may call again. */
  ended(world: World, call: number, outcome: number): void {
    const { scenario } = this.plan;
    const demand = world.calls.demand[call];
    const { afterBlocked, afterAbandoned, delay, attempts } = scenario.demand[demand].redial;
    const share = outcome === BLOCKED ? afterBlocked : outcome === ABANDONED ? afterAbandoned : 0;
    const caller = this.rows.caller[call];
    const attempt = this.rows.attempt[call] + 1;
    if (share === 0 || attempt > attempts) return;
    const purpose = `traffic/${scenario.demand[demand].name}/redial/${caller}/${attempt}`;
    const stream = streamOf(scenario.run.seed, this.replication, purpose);
    if (stream.next() >= share) return;
    const atUs = world.nowUs + Math.round(delay.quantile(stream.next()));
    this.pending.add({ atUs, order: this.planned++, demand, caller, attempt, stream });
    if (this.pending.peek()!.order === this.planned - 1) world.events.schedule(atUs, this.entity);
  }

  /** The first of those who wait calls again; nobody waits yet when a replication is wired. */
  wake(world: World): void {
    const first = this.pending.poll();
    if (first === undefined || world.arrivalsOver) return;
    const { demand, caller, attempt, stream } = first;
    const next = this.pending.peek();
    if (next !== undefined) world.events.schedule(next.atUs, this.entity);
    this.arrivals[demand].again(world, caller, attempt, stream);
  }
}

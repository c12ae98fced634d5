import FastPriorityQueue from "fastpriorityqueue";
import { type Stream, streamOf } from "../../engine/streams.ts";
import { OUTCOMES } from "../actions.ts";
import { countCall } from "../callLife.ts";
import { ATTRIBUTE_COUNT } from "../calls.ts";
import { doubleColumns } from "../columns.ts";
import { CALL_COUNTS } from "../meters.ts";
import type { Plan } from "../plan.ts";
import type { Actor, World } from "../world.ts";
import type { Arrivals } from "./arrivals.ts";
import { CALLER_COUNT } from "./callerMeters.ts";

const BLOCKED = OUTCOMES.indexOf("blocked");
const ABANDONED = OUTCOMES.indexOf("abandoned");
const REDIALS = CALL_COUNTS.indexOf("redials");

/** Call rows at first; more when a row beyond them is met. */
const CALLS = 64;

/** A caller who will call again. */
export interface Redial {
  readonly atUs: number;
  /** Rises with each that is planned: the order of those at the same time. */
  readonly order: number;
  readonly demand: number;
  readonly caller: number;
  readonly attempt: number;
  /** When the caller called first. */
  readonly firstUs: number;
  /** Everything about this call is drawn from it. */
  readonly stream: Stream;
  /** Where the caller's durations stay as they were: by attribute, else null. */
  readonly durationsUs: Float64Array | null;
}

/**
 * Callers who were turned away or hung up and call again. All that is drawn for the n-th call of a
 * caller (whether, when, its own attributes) comes from a stream named after the caller and n, so
 * that it shifts no other draw. The callers of a demand are numbered by their first calls.
 *
 * Those whose first call arrived in the measured window are followed to the end of their last one:
 * the client basis, `callers.*`, beside that of calls.
 */
export class Redials implements Actor {
  private readonly pending = new FastPriorityQueue<Redial>(
    (a, b) => a.atUs < b.atUs || (a.atUs === b.atUs && a.order < b.order),
  );
  private planned = 0;
  /** By call: whose it is, which of that caller's calls, and when the first of these arrived. */
  private readonly rows = {
    caller: new Float64Array(CALLS),
    attempt: new Int32Array(CALLS),
    firstUs: new Float64Array(CALLS),
  };
  /** By demand: callers of the cohort whose last call has not ended. */
  private readonly openOf: Int32Array;
  /** All of these, and those of them whom no agent has answered. */
  open = 0;
  unanswered = 0;
  private readonly plan: Plan;
  private readonly replication: number;
  private readonly arrivals: readonly (Arrivals | null)[];
  private readonly entity: number;

  /** @param entity the number of this actor in the future event list */
  constructor(
    plan: Plan,
    replication: number,
    arrivals: readonly (Arrivals | null)[],
    entity: number,
  ) {
    this.openOf = new Int32Array(plan.scenario.demand.length);
    this.plan = plan;
    this.replication = replication;
    this.arrivals = arrivals;
    this.entity = entity;
  }

  /**
   * A call begins: the `attempt`-th, from 1 up, of a caller who called first at `firstUs`.
   */
  begin(world: World, call: number, caller: number, attempt: number, firstUs: number): void {
    const { rows } = this;
    while (call >= rows.caller.length) doubleColumns(rows);
    rows.caller[call] = caller;
    rows.attempt[call] = attempt;
    rows.firstUs[call] = firstUs;
    if (attempt > 1) countCall(world, call, REDIALS);
    if (!this.isOfCohort(world, call)) return;
    this.count(world, world.calls.demand[call], CALLER_COUNT.CALLS, 1);
    if (attempt > 1) return;
    this.count(world, world.calls.demand[call], CALLER_COUNT.OFFERED, 1);
    this.openOf[world.calls.demand[call]]++;
    this.open++;
    this.unanswered++;
  }

  /** An agent answers a call. */
  answered(world: World, call: number): void {
    if (!this.isOfCohort(world, call)) return;
    this.unanswered--;
    const { toAnswer } = world.meters.callers;
    const durationUs = world.nowUs - this.rows.firstUs[call];
    const own = toAnswer[1 + world.queueOf(call)];
    world.recorders.record(toAnswer[0], durationUs);
    if (own >= 0) world.recorders.record(own, durationUs);
  }

  /** A call has ended: its caller may call again. */
  ended(world: World, call: number, outcome: number): void {
    if (this.planNext(world, call, outcome) || !this.isOfCohort(world, call)) return;
    const demand = world.calls.demand[call];
    this.count(world, demand, CALLER_COUNT.FIRST_OUTCOME + outcome, 1);
    this.openOf[demand]--;
    this.open--;
    if (Number.isNaN(world.calls.answeredUs[call])) this.unanswered--;
  }

  /** The run stops: those of the cohort who still call, or will call again, are counted as such. */
  countOpen(world: World): void {
    this.openOf.forEach((open, demand) => {
      this.count(world, demand, CALLER_COUNT.OPEN_AT_END, open);
    });
  }

  /** Whose a customer's call is, numbered from 0 within the demand. */
  callerOf(call: number): number {
    return this.rows.caller[call];
  }

  /** Which of its caller's calls it is, from 1. */
  attemptOf(call: number): number {
    return this.rows.attempt[call];
  }

  /** Draws whether, and when, the caller of a call that has ended calls again: true if so. */
  private planNext(world: World, call: number, outcome: number): boolean {
    const { scenario } = this.plan;
    const demand = world.calls.demand[call];
    const { afterBlocked, afterAbandoned, delay, attempts, durations } =
      scenario.demand[demand].redial;
    const isAnswered = !Number.isNaN(world.calls.answeredUs[call]);
    const inVain = outcome === BLOCKED ? afterBlocked : outcome === ABANDONED ? afterAbandoned : 0;
    const share = isAnswered ? 0 : inVain;
    const { rows } = this;
    const caller = rows.caller[call];
    const attempt = rows.attempt[call] + 1;
    if (share === 0 || attempt > attempts) return false;
    const purpose = `traffic/${scenario.demand[demand].name}/redial/${caller}/${attempt}`;
    const stream = streamOf(scenario.run, this.replication, purpose);
    if (stream.next() >= share) return false;
    const atUs = world.nowUs + Math.round(delay.quantile(stream.next()));
    const firstUs = rows.firstUs[call];
    const base = call * ATTRIBUTE_COUNT;
    const durationsUs =
      durations === "same" ? world.calls.attributes.slice(base, base + ATTRIBUTE_COUNT) : null;
    const order = this.planned++;
    this.pending.add({ atUs, order, demand, caller, attempt, firstUs, stream, durationsUs });
    if (this.pending.peek()!.order === this.planned - 1) world.events.schedule(atUs, this.entity);
    return true;
  }

  /** Whether the caller of a call called first within the measured window. */
  isOfCohort({ calls, plan }: World, call: number): boolean {
    if (plan.isCustomers[calls.demand[call]] === 0) return false;
    const { warmUpUs, measureUs } = plan.scenario.run;
    const firstUs = this.rows.firstUs[call];
    return firstUs >= warmUpUs && firstUs < warmUpUs + measureUs;
  }

  /** Adds callers of a demand to a counter of the cluster and of their queue. */
  private count({ meters, recorders }: World, demand: number, count: number, callers: number) {
    const { scopes, counts } = meters.callers;
    const own = counts[count * scopes + 1 + this.plan.scenario.demand[demand].queue];
    recorders.cohorts[counts[count * scopes]] += callers;
    if (own >= 0) recorders.cohorts[own] += callers;
  }

  /** The first of those who wait calls again; nobody waits yet when a replication is wired. */
  wake(world: World): void {
    const first = this.pending.poll();
    if (first === undefined || world.arrivalsOver) return;
    const next = this.pending.peek();
    if (next !== undefined) world.events.schedule(next.atUs, this.entity);
    this.arrivals[first.demand]!.again(world, first);
  }
}

import FastPriorityQueue from "fastpriorityqueue";
import { type Stream, streamOf } from "../../engine/streams.ts";
import type { Plan } from "../plan.ts";
import type { Actor, World } from "../world.ts";

/** A time at which a phone's registration may be looked at. */
interface Due {
  readonly atUs: number;
  /** Rises with each: the order of those at the same time. */
  readonly order: number;
  readonly agent: number;
}

/**
 * When the registrations of phones expire that are not refreshed in time (RFC 3261 10.2.1.1): from
 * then on the DN is out of service, and no call reaches the agent until the phone registers again.
 */
export class Expiries implements Actor {
  /** By agent; Infinity: its registration does not expire. */
  private readonly dueUs: Float64Array;
  /** 1: one of the looks ahead is its own. */
  private readonly isPending: Uint8Array;
  private readonly looks = new FastPriorityQueue<Due>(
    (a, b) => a.atUs < b.atUs || (a.atUs === b.atUs && a.order < b.order),
  );
  private readonly entity: number;
  private readonly ages: Stream;
  private count = 0;

  /** @param entity the number of this actor in the future event list */
  constructor({ scenario }: Plan, agents: number, entity: number, replication: number) {
    this.ages = streamOf(scenario.run, replication, "registrations in an outage");
    this.dueUs = new Float64Array(agents).fill(Number.POSITIVE_INFINITY);
    this.isPending = new Uint8Array(agents);
    this.entity = entity;
  }

  /** A registration that nothing renews expires at a time; Infinity: never. */
  set(world: World, agent: number, atUs: number): void {
    this.dueUs[agent] = atUs;
    if (this.isPending[agent] === 0 && Number.isFinite(atUs)) this.look(world, agent);
  }

  /** The phone has registered, or refreshed. Where no refreshes are modelled, it stays so. */
  renew(world: World, agent: number): void {
    const { plan, topology, agents, nowUs } = world;
    const { expiresUs } = topology.seats[agents.seat[agent]];
    const isKept = !plan.scenario.run.registrations;
    this.set(world, agent, isKept ? Number.POSITIVE_INFINITY : nowUs + expiresUs);
  }

  /** Nothing refreshes it any more; where no refreshes are modelled, the last one is drawn. */
  age(world: World, agent: number): void {
    const { plan, topology, agents, nowUs } = world;
    const { run, signalling } = plan.scenario;
    if (run.registrations) return;
    const { expiresUs } = topology.seats[agents.seat[agent]];
    const left = 1 - signalling.refreshTo * this.ages.next();
    this.set(world, agent, nowUs + Math.round(left * expiresUs));
  }

  /** The first of the looks; one that comes too early, since it was renewed, is put off. */
  wake(world: World): void {
    const first = this.looks.poll();
    if (first === undefined) return;
    const { agent } = first;
    this.isPending[agent] = 0;
    const dueUs = this.dueUs[agent];
    if (dueUs > world.nowUs) {
      if (Number.isFinite(dueUs)) this.look(world, agent);
    } else {
      this.dueUs[agent] = Number.POSITIVE_INFINITY;
      world.sessions!.phones.expired(world, agent);
    }
    const next = this.looks.peek();
    if (next !== undefined) world.events.schedule(next.atUs, this.entity);
  }

  private look(world: World, agent: number): void {
    const order = this.count++;
    const due = { atUs: this.dueUs[agent], order, agent };
    this.isPending[agent] = 1;
    this.looks.add(due);
    if (this.looks.peek() === due) world.events.schedule(due.atUs, this.entity);
  }
}

/** Whether failures touch agents. */
export const followsSessions = ({ scenario, topology }: Plan): boolean =>
  scenario.faults.length > 0 && scenario.sessions.followed && topology.hasPlatform;

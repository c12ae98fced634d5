import FastPriorityQueue from "fastpriorityqueue";
import type { Distribution } from "../../engine/distributions/types.ts";
import { type Stream, streamOf } from "../../engine/streams.ts";
import { OUTCOMES } from "../actions.ts";
import { ATTRIBUTES } from "../attributes.ts";
import { beginCall, PHASE } from "../callLife.ts";
import { ATTRIBUTE_COUNT, COHORT } from "../calls.ts";
import type { Plan } from "../plan.ts";
import { select } from "../verbs/agents.ts";
import type { Actor, World } from "../world.ts";
import { Draws } from "./draws.ts";
import { MAILBOX_COUNT } from "./mailboxMeters.ts";

const VOICEMAIL = OUTCOMES.indexOf("voicemail");
const ABANDONED = OUTCOMES.indexOf("abandoned");
const SERVED = OUTCOMES.indexOf("served");
const MESSAGE = ATTRIBUTES.indexOf("voicemailMessage");
const NONE = -1;

/** An agent who did not get to a message tries again after so long: no public figure. */
export const AGAIN_US = 60_000_000;

/** How the messages of one demand are fetched. */
interface Fetching {
  /** The demand that an agent's calls for them belong to. */
  readonly demand: number;
  readonly queue: number;
  readonly draws: Draws;
  readonly delay: Distribution;
  readonly delays: Stream;
  readonly bytesPerUs: number;
}

/** A message in its mailbox. */
interface Message {
  readonly fetching: Fetching;
  /** Where it was left. */
  readonly site: number;
  readonly lengthUs: number;
  readonly bytes: number;
  readonly leftUs: number;
  /** An agent may fetch it from then on. */
  readonly dueUs: number;
  /** Rises with each that is put back or left: the order of those due at the same time. */
  readonly order: number;
}

/**
 * The mailboxes of the Feature Servers. A message may be fetched some time after it was left; then
 * an agent of its queue does so who has no call to take: who is ready at that moment, or is ready
 * next, those who come to work included. The oldest of what is due goes first.
 */
export class Mailboxes implements Actor {
  private readonly pending = new FastPriorityQueue<Message>(
    (a, b) => a.dueUs < b.dueUs || (a.dueUs === b.dueUs && a.order < b.order),
  );
  /** By queue: messages that are due, the oldest first. */
  private readonly due: FastPriorityQueue<Message>[];
  /** By demand whose callers leave messages. */
  private readonly fetchingOf = new Map<number, Fetching>();
  /** By call: the message that an agent fetches with it. */
  private readonly fetched = new Map<number, Message>();
  /** By group of agents: the queues it serves. */
  private readonly queuesOf: readonly (readonly number[])[];
  private readonly entity: number;
  private ordered = 0;

  /** @param entity the number of this actor in the future event list */
  constructor({ scenario }: Plan, replication: number, entity: number) {
    this.entity = entity;
    this.due = scenario.queues.map(
      () => new FastPriorityQueue<Message>((a, b) => a.order < b.order),
    );
    this.queuesOf = scenario.groups.map((_, group) =>
      scenario.queues.flatMap(({ groups }, queue) => (groups.includes(group) ? [queue] : [])),
    );
    scenario.demand.forEach(({ name, queue, mailbox }, demand) => {
      if (mailbox === null) return;
      const draws = new Draws(scenario, demand, replication);
      const delays = streamOf(scenario.run, replication, `traffic/${name}/delay`);
      const bytesPerUs = mailbox.bitsPerSecond / 8e6;
      const { delay, of } = mailbox;
      this.fetchingOf.set(of, { demand, queue, draws, delay, delays, bytesPerUs });
    });
  }

  /** A call has ended: a message was left, or listened to, or neither. */
  ended(world: World, call: number, outcome: number, phase: number): void {
    const message = this.fetched.get(call);
    if (message !== undefined) {
      this.fetched.delete(call);
      if (outcome === SERVED) this.listenedTo(world, message);
      else this.putBack(world, message);
    } else if (outcome === VOICEMAIL) this.deposit(world, call);
    else if (outcome === ABANDONED && phase === PHASE.VOICEMAIL)
      this.count(world, world.queueOf(call), MAILBOX_COUNT.HANG_UPS);
  }

  /** Messages that an agent may fetch from now on. */
  wake(world: World): void {
    while (!this.pending.isEmpty() && this.pending.peek()!.dueUs <= world.nowUs) {
      const message = this.pending.poll()!;
      const { queue } = message.fetching;
      this.due[queue].add(message);
      const lastStage = world.plan.scenario.queues[queue].stages.length - 1;
      const agent = world.routing.choose(world, queue, lastStage, message.site);
      if (agent !== NONE) this.fetch(world, this.due[queue].poll()!, agent);
    }
    const next = this.pending.peek();
    if (next !== undefined) world.events.schedule(next.dueUs, this.entity);
  }

  /** An agent whom no call waits for: true when there is a message to fetch. */
  giveTo(world: World, agent: number): boolean {
    let best: FastPriorityQueue<Message> | null = null;
    for (const queue of this.queuesOf[world.agents.group[agent]]) {
      const due = this.due[queue];
      if (due.isEmpty()) continue;
      if (best === null || due.peek()!.order < best.peek()!.order) best = due;
    }
    if (best === null) return false;
    this.fetch(world, best.poll()!, agent);
    return true;
  }

  private deposit(world: World, call: number): void {
    const { calls, nowUs } = world;
    const fetching = this.fetchingOf.get(calls.demand[call])!;
    const { queue, delay, delays, bytesPerUs } = fetching;
    const lengthUs = calls.attributes[call * ATTRIBUTE_COUNT + MESSAGE];
    const message = {
      fetching,
      site: calls.site[call],
      lengthUs,
      bytes: Math.round(lengthUs * bytesPerUs),
      leftUs: nowUs,
      dueUs: nowUs + Math.round(delay.quantile(delay.constant ? 0 : delays.next())),
      order: this.ordered++,
    };
    this.count(world, queue, MAILBOX_COUNT.DEPOSITED);
    this.change(world, queue, 1, message.bytes);
    this.wait(world, message);
  }

  private listenedTo(world: World, { fetching, bytes, leftUs }: Message): void {
    const { queue } = fetching;
    const { age } = world.meters.mailboxes;
    this.count(world, queue, MAILBOX_COUNT.RETRIEVED);
    this.change(world, queue, -1, -bytes);
    world.recorders.record(age[0], world.nowUs - leftUs);
    if (age[1 + queue] >= 0) world.recorders.record(age[1 + queue], world.nowUs - leftUs);
  }

  private putBack(world: World, message: Message): void {
    this.count(world, message.fetching.queue, MAILBOX_COUNT.IN_VAIN);
    this.wait(world, { ...message, dueUs: world.nowUs + AGAIN_US });
  }

  private wait(world: World, message: Message): void {
    if (message.dueUs === Number.POSITIVE_INFINITY) return;
    this.pending.add(message);
    if (this.pending.peek() === message) world.events.schedule(message.dueUs, this.entity);
  }

  /** An agent begins to fetch a message. */
  private fetch(world: World, message: Message, agent: number): void {
    const { calls, agents, plan, program, nowUs } = world;
    const { demand, draws } = message.fetching;
    const flow = plan.flowOf[demand];
    const call = calls.take(flow, demand, agents.site[agent], nowUs);
    draws.fill(calls, call, null);
    calls.attributes[call * ATTRIBUTE_COUNT + MESSAGE] = message.lengthUs;
    this.fetched.set(call, message);
    beginCall(world, call, COHORT.NONE);
    select(world, call, 0, agent);
    world.schedule(world.newMain(call, program.flows[flow].start), nowUs);
  }

  private count({ recorders, meters }: World, queue: number, what: number): void {
    const { counts, scopes } = meters.mailboxes;
    recorders.counters[counts[what * scopes]]++;
    const own = counts[what * scopes + 1 + queue];
    if (own >= 0) recorders.counters[own]++;
  }

  private change({ recorders, meters, nowUs }: World, queue: number, by: number, bytes: number) {
    const { waiting, bytes: bytesOf } = meters.mailboxes;
    for (const scope of [0, 1 + queue]) {
      if (waiting[scope] < 0) continue;
      recorders.changeLevel(waiting[scope], nowUs, by);
      recorders.changeLevel(bytesOf[scope], nowUs, bytes);
    }
  }
}

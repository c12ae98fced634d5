import FastPriorityQueue from "fastpriorityqueue";
import { type Seeding, streamOf } from "../../engine/streams.ts";
import { OUTCOMES } from "../actions.ts";
import { ATTRIBUTES } from "../attributes.ts";
import { beginCall } from "../callLife.ts";
import { ANSWER_COUNT, ATTRIBUTE_COUNT, COHORT } from "../calls.ts";
import type { Plan } from "../plan.ts";
import { DRAWN_QUESTIONS } from "../questions.ts";
import type { Actor, World } from "../world.ts";
import { CallbackBooks } from "./callbackBooks.ts";
import { hasGms, nodeOfCall, pinNode, pinsOf } from "./callbackNodes.ts";
import { CallbackRequest } from "./callbackRequests.ts";
import { type RunningService, servicesOf } from "./callbackServices.ts";

const CALLBACK = OUTCOMES.indexOf("callback");
const SERVED = OUTCOMES.indexOf("served");
const ABANDONED = OUTCOMES.indexOf("abandoned");
const UNREACHED = OUTCOMES.indexOf("unreached");
const PATIENCE = ATTRIBUTES.indexOf("patience");
const VIRTUAL_HOLD = ATTRIBUTES.indexOf("virtualHold");
const SCHEDULED = DRAWN_QUESTIONS.indexOf("scheduled");
const DIALS_IN = DRAWN_QUESTIONS.indexOf("dialsIn");
const ANSWERS = DRAWN_QUESTIONS.indexOf("customerAnswers");
/** The step at which an attempt begins once the strategy is set up. */
const ATTEMPT = "4";
const NOBODY = -1;

/** Something is due for a request: a call or, before its time, a look at how long agents take. */
interface Due {
  readonly atUs: number;
  /** Rises with each that is planned: the order of those at the same time. */
  readonly order: number;
  readonly request: CallbackRequest;
  readonly what: "call" | "look";
}

/**
 * Callbacks: requests of queued callers and of web and app, each followed until its customer has
 * talked to an agent or will not any more. All that is drawn for the n-th call of a request comes
 * from a stream named after the request and n.
 */
export class Callbacks implements Actor {
  private readonly pending = new FastPriorityQueue<Due>(
    (a, b) => a.atUs < b.atUs || (a.atUs === b.atUs && a.order < b.order),
  );
  private planned = 0;
  private readonly services: readonly RunningService[];
  /** By queue: the service that is offered there, or none. */
  private readonly offeredIn: readonly (RunningService | undefined)[];
  /** By call: the request that it is for. */
  private readonly ofCall: (CallbackRequest | null)[] = [];
  /** By call: who was offered a callback. */
  private readonly askedBy: number[] = [];
  private readonly books: CallbackBooks;
  private readonly seeding: Seeding;
  private readonly replication: number;
  private readonly entity: number;

  /** @param entity the number of this actor in the future event list */
  constructor(plan: Plan, replication: number, entity: number) {
    const { queues, run } = plan.scenario;
    this.services = servicesOf(plan, replication);
    this.offeredIn = queues.map((_, queue) =>
      this.services.find((each) => each.settings.offer !== null && each.queue === queue),
    );
    this.books = new CallbackBooks(plan);
    this.seeding = run;
    this.replication = replication;
    this.entity = entity;
  }

  /** Requests of the cohort whose customers may yet talk to an agent, and do not yet. */
  get open(): number {
    return this.books.open;
  }

  get unanswered(): number {
    return this.books.unanswered;
  }

  countOpen(world: World): void {
    this.books.countOpen(world);
  }

  /** The request that a call is for, null for other calls. */
  requestOf(call: number): CallbackRequest | null {
    return this.ofCall[call] ?? null;
  }

  /** A call that would wait asks whether it is offered a callback. */
  offer(world: World, call: number): boolean {
    const { calls, plan, nowUs } = world;
    const queue = world.queueOf(call);
    const service = this.offeredIn[queue];
    if (service === undefined || plan.isCustomers[calls.demand[call]] === 0) return false;
    if (world.routing.hasReady(world, queue)) return false;
    const waitUs = service.predictor.estimateUs(world.outlook!, queue);
    if (!(waitUs > service.settings.offer!.aboveUs)) return false;
    const customer = drawCustomer(service);
    if (service.limits?.allows(customer, nowUs) === false) return false;
    this.askedBy[call] = customer;
    this.books.offered(world, call);
    return true;
  }

  /** Somebody asks by web or app. */
  ask(world: World, index: number): void {
    const service = this.services[index];
    const customer = drawCustomer(service);
    if (service.limits?.allows(customer, world.nowUs) === false)
      this.books.refused(world, service.queue);
    else this.add(world, index, 0, customer, null);
  }

  private add(
    world: World,
    index: number,
    site: number,
    customer: number,
    origin: readonly number[] | null,
  ): void {
    const { nowUs, waiting } = world;
    const service = this.services[index];
    const inCohort = this.books.isInWindow(nowUs);
    const made = { number: service.made++, service: index, site, inCohort, customer };
    const ticket = waiting.nextTicket();
    const { timeToLiveUs, order } = service.settings;
    const request = new CallbackRequest({ ...made, ticket, requestedUs: nowUs }, timeToLiveUs);
    request.origin = origin;
    if (order === "customerFirst") request.heldUntilUs = Number.POSITIVE_INFINITY;
    service.limits?.asks(customer, nowUs);
    this.books.requested(world, service.queue, inCohort);
    this.plan(world, nowUs, request, "call");
  }

  private plan(world: World, atUs: number, request: CallbackRequest, what: Due["what"]): void {
    this.pending.add({ atUs, order: this.planned++, request, what });
    if (this.pending.peek()!.order === this.planned - 1) world.events.schedule(atUs, this.entity);
  }

  /** What is due now; nothing is yet when a replication is wired. */
  wake(world: World): void {
    if (world.arrivalsOver || !hasGms(world)) return;
    const { planned, pending } = this;
    for (let due = pending.peek(); due !== undefined; due = pending.peek()) {
      if (due.atUs > world.nowUs || due.order >= planned) break;
      pending.poll();
      if (due.what === "call") this.call(world, due.request);
      else this.look(world, due.request);
    }
    const next = pending.peek();
    if (next !== undefined && !world.events.isPending(this.entity))
      world.events.schedule(next.atUs, this.entity);
  }

  /** Machines are back, a GMS maybe: what was due is done now. */
  resume(world: World): void {
    const isIdle = !world.events.isPending(this.entity);
    if (isIdle && !this.pending.isEmpty()) world.events.schedule(world.nowUs, this.entity);
  }

  /** A scheduled request goes to its queue as long before its time as agents will take. */
  private look(world: World, request: CallbackRequest): void {
    const service = this.services[request.service];
    const aheadUs = Math.min(estimateUs(world, service), service.settings.bucketUs);
    this.plan(world, Math.max(world.nowUs, request.desiredUs - aheadUs), request, "call");
  }

  /** The next call for a request begins: the first sets up its strategy, later ones dial. */
  private call(world: World, request: CallbackRequest): void {
    const { calls, program, plan, nowUs } = world;
    const { settings, call: own, draws } = this.services[request.service];
    const isSetUp = request.pins !== null;
    const demand = !isSetUp ? settings.first : request.dialsIn ? settings.dialIn : settings.later;
    const flow = plan.flowOf[demand];
    const call = calls.take(flow, demand, request.site, nowUs);
    const purpose = `callback/${settings.name}/${request.number}/${++request.calls}`;
    const stream = streamOf(this.seeding, this.replication, purpose);
    draws.get(demand)!.fill(calls, call, stream);
    const share = settings.answered[Math.min(request.dials, settings.answered.length - 1)];
    const answer = ANSWER_COUNT * call;
    calls.answers[answer + ANSWERS] = Number(stream.next() < share);
    if (request.calls === 1) {
      request.dialsIn = calls.answers[answer + DIALS_IN] === 1;
      request.wantsTime = calls.answers[answer + SCHEDULED] === 1;
      request.wishUs = Math.round(settings.desired.quantile(stream.next()));
    }
    if (!isSetUp) {
      calls.answers[answer + DIALS_IN] = Number(request.dialsIn);
      calls.answers[answer + SCHEDULED] = Number(request.wantsTime);
    }
    if (request.heldUntilUs === Number.POSITIVE_INFINITY)
      request.heldUntilUs = nowUs + estimateUs(world, this.services[request.service]);
    const attribute = ATTRIBUTE_COUNT * call;
    const heldUntilUs = Math.min(request.heldUntilUs, request.expiresUs);
    calls.attributes[attribute + VIRTUAL_HOLD] = Math.max(0, heldUntilUs - nowUs);
    if (own.agentFirst && !request.dialsIn)
      calls.attributes[attribute + PATIENCE] = Math.max(0, request.expiresUs - nowUs);
    pinNode(world, call, request);
    this.ofCall[call] = request;
    if (isSetUp && request.dialsIn) this.dialled(world, call);
    beginCall(world, call, request.inCohort ? COHORT.OWN : COHORT.NONE);
    const { start, labels } = program.flows[flow];
    world.startMain(call, isSetUp && !request.dialsIn ? labels.get(ATTEMPT)! : start);
  }

  /** The customer's phone rings, or the customer dials in. */
  dialled(world: World, call: number): void {
    const request = this.ofCall[call]!;
    request.become("dialling");
    request.dials++;
    this.books.dialled(world, this.services[request.service].queue, request.inCohort);
  }

  /** The customer answers. */
  reached(_world: World, call: number): void {
    this.ofCall[call]!.become("connected");
  }

  /** The agent answers. */
  answered(world: World, call: number): void {
    const request = this.ofCall[call] ?? null;
    if (request === null) return;
    if (request.dialsIn) request.become("connected");
    this.books.connected(world, this.services[request.service].queue, request);
  }

  /** A call has ended: somebody has taken a callback, or that is the end of one or its attempt. */
  ended(world: World, call: number, outcome: number): void {
    const { calls, plan } = world;
    if (outcome === CALLBACK && plan.isCustomers[calls.demand[call]] === 1) {
      this.books.accepted(world, call);
      const service = this.services.indexOf(this.offeredIn[world.queueOf(call)]!);
      const origin = nodeOfCall(world, call);
      this.add(world, service, calls.site[call], this.askedBy[call], origin);
      return;
    }
    const request = this.ofCall[call] ?? null;
    if (request === null) return;
    this.ofCall[call] = null;
    if (outcome === SERVED) this.finish(world, request, "completed");
    else if (outcome === CALLBACK) this.agree(world, request, call);
    else if (request.state === "connected") this.finish(world, request, "failed");
    else if (outcome === ABANDONED && request.state === "waiting")
      this.finish(world, request, "expired");
    else this.tryAgain(world, request, outcome === UNREACHED ? call : null);
  }

  private finish(
    world: World,
    request: CallbackRequest,
    how: "completed" | "expired" | "failed",
  ): void {
    const service = this.services[request.service];
    request.become(how);
    service.limits?.isDone(request.customer);
    this.books.finished(world, service.queue, request, how);
  }

  /** Its strategy is set up; the customer is called, or dials in, at the time that is agreed. */
  private agree(world: World, request: CallbackRequest, call: number): void {
    const { nowUs } = world;
    const { settings, call: own, schedule } = this.services[request.service];
    request.pins = pinsOf(world, call);
    if (request.wantsTime) {
      request.wantsTime = false;
      request.isTimed = true;
      request.heldUntilUs = 0;
      request.desiredUs = schedule.take(nowUs + request.wishUs);
      request.expiresUs = request.desiredUs + settings.timeToLiveUs;
    }
    if (!own.agentFirst || request.dialsIn)
      this.plan(world, Math.max(nowUs, request.desiredUs), request, "call");
    else this.plan(world, Math.max(nowUs, request.desiredUs - settings.bucketUs), request, "look");
  }

  /** An attempt in vain. What signalling failed in is set up anew. */
  private tryAgain(world: World, request: CallbackRequest, unreached: number | null): void {
    const { attempts, retryUs } = this.services[request.service].settings;
    const atUs = world.nowUs + retryUs;
    request.pins = unreached === null ? null : pinsOf(world, unreached);
    if (unreached === null) request.origin = null;
    if (request.dials >= attempts) this.finish(world, request, "failed");
    else if (atUs >= request.expiresUs) this.finish(world, request, "expired");
    else {
      if (request.state === "dialling") request.become("waiting");
      this.plan(world, atUs, request, "call");
    }
  }
}

function drawCustomer({ settings, limits, customers }: RunningService): number {
  return limits === null ? NOBODY : Math.floor(customers.next() * settings.customers);
}

/** How long somebody would wait who joined the queue of a service now, whole us or Infinity. */
function estimateUs(world: World, { queue, predictor }: RunningService): number {
  if (world.routing.hasReady(world, queue)) return 0;
  return Math.round(predictor.estimateUs(world.outlook!, queue));
}

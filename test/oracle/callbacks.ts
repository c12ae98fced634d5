import { type Stream, streamOf } from "../../src/engine/streams.ts";
import type { Attribute, Question } from "../../src/model/actions.ts";
import { predictors } from "../../src/model/predictors/index.ts";
import type { CallbackService, Demand } from "../../src/scenario/types.ts";
import { type Request, strategyOf } from "./callbackRequest.ts";
import { broughtAlong, nextArrivalUs, profileOf, sharedFactor } from "./callers.ts";
import { Clock } from "./clock.ts";
import type { Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";
import { Seen } from "./outlook.ts";
import { follow } from "./walk.ts";

const DAY_US = 86_400e6;

/** Everybody who is called back; one clock rings for all that is due. */
export class Callbacks {
  readonly requests: Request[] = [];
  private readonly clock: Clock;
  private readonly oracle: Oracle;
  private readonly replication: number;
  private readonly taken = new Map<string, number>();
  private readonly asking = new Map<Call, number>();
  private readonly customers = new Map<string, Stream>();
  readonly seen: Seen;

  constructor(oracle: Oracle, replication: number) {
    this.oracle = oracle;
    this.seen = new Seen(oracle);
    this.clock = new Clock(oracle.agenda);
    this.replication = replication;
    for (const service of oracle.scenario.callbacks)
      if (service.offer === null) this.startWeb(service);
  }

  private get services(): readonly CallbackService[] {
    return this.oracle.scenario.callbacks;
  }

  private stream(purpose: string): Stream {
    return streamOf(this.oracle.scenario.run.seed, this.replication, `callback/${purpose}`);
  }

  private demandOf({ first }: CallbackService): Demand {
    return this.oracle.scenario.demand[first];
  }

  private startWeb(service: CallbackService): void {
    const { agenda } = this.oracle;
    const arrivals = this.stream(`${service.name}/requests`);
    const factor = sharedFactor(this.oracle, this.replication);
    const profile = profileOf(this.oracle, this.replication, this.demandOf(service).profile);
    const plan = (afterUs: number): void => {
      const growth = -Math.log(1 - arrivals.next());
      const exactUs = nextArrivalUs(profile, factor, afterUs, growth);
      if (exactUs === null) return;
      agenda.at(Math.round(exactUs), () => {
        const customer = this.drawCustomer(service);
        if (this.mayAsk(service, customer)) this.add(service, 0, customer, null);
        plan(exactUs);
      });
    };
    plan(0);
  }

  private drawCustomer({ name, customers }: CallbackService): number {
    if (customers === Number.POSITIVE_INFINITY) return -1;
    const stream = this.customers.get(name) ?? this.stream(`${name}/customers`);
    this.customers.set(name, stream);
    return Math.floor(stream.next() * customers);
  }

  private mayAsk(service: CallbackService, customer: number): boolean {
    if (customer < 0) return true;
    const own = this.requests.filter(
      (each) => each.service === service && each.customer === customer,
    );
    const today = own.filter(({ askedUs }) => askedUs > this.oracle.nowUs - DAY_US);
    const waiting = own.filter(({ over }) => over === null);
    return today.length < service.perDay && waiting.length < service.atATime;
  }

  /** Whether a call that would wait is offered a callback. */
  offers(call: Call): boolean {
    const { scenario, people } = this.oracle;
    const queue = people.queueOf(call);
    const service = this.services.find(
      (each) => each.offer !== null && this.demandOf(each).queue === queue,
    );
    if (service === undefined || scenario.demand[call.demand].origin !== "customers") return false;
    if (people.hasReady(queue)) return false;
    if (this.estimateUs(service) <= service.offer!.aboveUs) return false;
    const customer = this.drawCustomer(service);
    if (!this.mayAsk(service, customer)) return false;
    this.asking.set(call, customer);
    return true;
  }

  private estimateUs(service: CallbackService): number {
    const { queue } = this.demandOf(service);
    const name = service.offer?.predictor ?? "handlingTime";
    return predictors.find((each) => each.name === name)!.estimateUs(this.seen.outlook(), queue);
  }

  /** How long somebody who joins the queue now is expected to wait. */
  private waitUs(service: CallbackService): number {
    const { queue } = this.demandOf(service);
    return this.oracle.people.hasReady(queue) ? 0 : Math.round(this.estimateUs(service));
  }

  /** When the turn of a customer comes who is called first. */
  turnOf({ request }: Call): string {
    const { heldUntilUs, expiresUs } = request!;
    if (heldUntilUs === Number.POSITIVE_INFINITY) return "unforeseen";
    return heldUntilUs! >= expiresUs ? "tooLate" : "comes";
  }

  private add(
    service: CallbackService,
    site: number,
    customer: number,
    origin: readonly number[] | null,
  ): void {
    const { nowUs, people } = this.oracle;
    const number = this.requests.filter((each) => each.service === service).length;
    const request: Request = {
      service,
      number,
      site,
      ticket: people.nextTicket(),
      askedUs: nowUs,
      customer,
      calls: 0,
      dials: 0,
      dialling: false,
      reached: false,
      over: null,
      desiredUs: nowUs,
      expiresUs: nowUs + service.timeToLiveUs,
      dialsIn: false,
      wantsTime: false,
      wishUs: 0,
      heldUntilUs: service.order === "customerFirst" ? null : nowUs,
      roles: null,
      origin,
    };
    this.requests.push(request);
    this.clock.plan(nowUs, () => this.call(request));
  }

  /** The next call for a request. */
  private call(request: Request): void {
    const { oracle } = this;
    const { scenario, machinery, nowUs } = oracle;
    const { service } = request;
    const isSetUp = request.roles !== null;
    const dialsIn = isSetUp && request.dialsIn;
    const index = dialsIn ? service.dialIn : isSetUp ? service.later : service.first;
    const demand = scenario.demand[index];
    const flow = oracle.flows.find(({ name }) => name === demand.flow)!;
    const own = this.stream(`${service.name}/${request.number}/${++request.calls}`);
    const uniform = () => own.next();
    const { attributes, answers, lookUps } = broughtAlong(demand, () => uniform)(uniform);
    const yes = (is: boolean) => (is ? "yes" : "no");
    const share = service.answered[Math.min(request.dials, service.answered.length - 1)];
    const customerAnswers = yes(uniform() < share);
    if (request.calls === 1) {
      request.dialsIn = answers.dialsIn === "yes";
      request.wantsTime = answers.scheduled === "yes";
      request.wishUs = Math.round(service.desired.quantile(uniform()));
    }
    const known = isSetUp
      ? {}
      : { dialsIn: yes(request.dialsIn), scheduled: yes(request.wantsTime) };
    const given: Partial<Record<Question, string>> = { ...answers, customerAnswers, ...known };
    const agentFirst = demand.callback!.agentFirst && !request.dialsIn;
    if (request.heldUntilUs === null || request.heldUntilUs === Number.POSITIVE_INFINITY)
      request.heldUntilUs = nowUs + this.waitUs(service);
    const durations: Record<Attribute, number> = {
      ...attributes,
      virtualHold: Math.max(0, Math.min(request.heldUntilUs, request.expiresUs) - nowUs),
      ...(agentFirst && { patience: Math.max(0, request.expiresUs - nowUs) }),
    };
    const call = oracle.newCall({
      flow,
      demand: index,
      site: request.site,
      attributes: durations,
      answers: given,
      lookUps,
    });
    call.request = request;
    if (isSetUp && !dialsIn)
      for (const [role, number] of request.roles!) call.roles.set(role, number);
    else if (!dialsIn) this.giveNode(call, request);
    call.roles.set("carrier", machinery.topology.carrier);
    if (dialsIn) this.dialled(call);
    const from = isSetUp && !dialsIn ? "4" : Object.keys(flow.steps)[0];
    oracle.go(oracle.newLeg(call, "main", (leg) => follow(oracle, leg, from)));
  }

  /** The node, URS and ORS that see a request through. */
  private giveNode(call: Call, request: Request): void {
    const { machinery, nowUs } = this.oracle;
    const next = (numbers: readonly number[]) =>
      machinery.inTurn(numbers, (each) => !machinery.isAvoided(each, request.site, nowUs)) ??
      machinery.inTurn(numbers, () => true)!;
    const chosen =
      request.origin ??
      (() => {
        const node = next(machinery.instancesOf("sipServer", { site: request.site }));
        const own = { node: machinery.machines[node].instance.node };
        return [node, ...["urs", "ors"].map((name) => next(machinery.instancesOf(name, own)))];
      })();
    ["node", "urs", "ors"].forEach((role, i) => {
      call.roles.set(role, chosen[i]);
    });
  }

  dialled(call: Call): void {
    const request = call.request!;
    if (request.dialling || request.reached) throw new Error("a customer is dialled twice");
    request.dialling = true;
    request.dials++;
  }

  reached(call: Call): void {
    call.request!.reached = true;
  }

  /** An agent answers. */
  answered(call: Call): void {
    if (call.request !== null) call.request.reached = true;
  }

  ended(call: Call): void {
    const { people, nowUs } = this.oracle;
    const { request, outcome } = call;
    if (request === null) {
      if (outcome !== "callback") return;
      const service = this.services.find(
        (each) => each.offer !== null && this.demandOf(each).queue === people.queueOf(call),
      )!;
      const origin = ["node", "urs", "ors"].map((role) => call.roles.get(role)!);
      this.add(service, call.site, this.asking.get(call)!, origin);
      return;
    }
    const { service } = request;
    if (outcome === "served") request.over = "completed";
    else if (outcome === "callback") this.agree(call, request);
    else if (request.reached) request.over = "failed";
    else if (outcome === "abandoned" && !request.dialling) request.over = "expired";
    else if (request.dials >= service.attempts) request.over = "failed";
    else if (nowUs + service.retryUs >= request.expiresUs) request.over = "expired";
    else {
      request.roles = outcome === "unreached" ? strategyOf(call) : null;
      if (outcome !== "unreached") request.origin = null;
      this.clock.plan(nowUs + service.retryUs, () => this.call(request));
    }
    request.dialling = false;
  }

  /** When the customer is called, or dials in. */
  private agree(call: Call, request: Request): void {
    const { nowUs } = this.oracle;
    const { service } = request;
    request.roles = strategyOf(call);
    if (request.wantsTime) {
      request.wantsTime = false;
      request.heldUntilUs = 0;
      request.desiredUs = this.takeTime(service, nowUs + request.wishUs);
      request.expiresUs = request.desiredUs + service.timeToLiveUs;
    }
    const dueUs = Math.max(nowUs, request.desiredUs);
    if (service.order === "customerFirst" || request.dialsIn) {
      this.clock.plan(dueUs, () => this.call(request));
      return;
    }
    this.clock.plan(Math.max(nowUs, request.desiredUs - service.bucketUs), () => {
      const aheadUs = Math.min(this.waitUs(service), service.bucketUs);
      const atUs = Math.max(this.oracle.nowUs, request.desiredUs - aheadUs);
      this.clock.plan(atUs, () => this.call(request));
    });
  }

  private takeTime({ name, bucketUs, perBucket }: CallbackService, desiredUs: number): number {
    for (let bucket = Math.ceil(desiredUs / bucketUs); ; bucket++) {
      const key = `${name}/${bucket}`;
      const taken = this.taken.get(key) ?? 0;
      if (taken >= perBucket) continue;
      this.taken.set(key, taken + 1);
      return bucket * bucketUs;
    }
  }
}

import { type Stream, streamOf } from "../../src/engine/streams.ts";
import type { Attribute, Question } from "../../src/model/actions.ts";
import { predictors } from "../../src/model/predictors/index.ts";
import type { Outlook } from "../../src/model/predictors/types.ts";
import type { CallbackService, Demand } from "../../src/scenario/types.ts";
import type { Appointment } from "./agenda.ts";
import { broughtAlong, nextArrivalUs, sharedFactor } from "./callers.ts";
import type { Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";
import { follow } from "./walk.ts";

const FIVE_MINUTES_US = 300e6;
const DAY_US = 86_400e6;

/** A request for a callback, as the oracle sees it. */
export interface Request {
  readonly service: CallbackService;
  readonly number: number;
  readonly site: number;
  readonly ticket: number;
  readonly askedUs: number;
  readonly customer: number;
  calls: number;
  dials: number;
  dialling: boolean;
  reached: boolean;
  over: string | null;
  desiredUs: number;
  expiresUs: number;
  dialsIn: boolean;
  wantsTime: boolean;
  wishUs: number;
  heldUntilUs: number;
  /** Roles of its strategy, once that is set up. */
  roles: ReadonlyMap<string, number> | null;
  origin: readonly number[] | null;
}

/** Who has set up its strategy; all others are chosen anew at each attempt. */
const strategyOf = ({ roles }: Call): ReadonlyMap<string, number> =>
  new Map(
    ["gms", "node", "urs", "ors", "vqServer"].flatMap((role): [string, number][] =>
      roles.has(role) ? [[role, roles.get(role)!]] : [],
    ),
  );

/** What is due at a time, in the order in which it was planned. */
interface Due {
  readonly atUs: number;
  readonly happen: () => void;
}

/** Everybody who is called back; one clock rings for all that is due. */
export class Callbacks {
  readonly requests: Request[] = [];
  private due: Due[] = [];
  private alarm: Appointment | null = null;
  private readonly oracle: Oracle;
  private readonly replication: number;
  private readonly taken = new Map<string, number>();
  private readonly asking = new Map<Call, number>();
  private readonly customers = new Map<string, Stream>();
  private readonly waits: { queue: number; waitUs: number }[] = [];
  private readonly handled: { queue: number; us: number; atUs: number }[] = [];

  constructor(oracle: Oracle, replication: number) {
    this.oracle = oracle;
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
    const plan = (afterUs: number): void => {
      const growth = -Math.log(1 - arrivals.next());
      const exactUs = nextArrivalUs(this.demandOf(service).profile, factor, afterUs, growth);
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
    return predictors.find((each) => each.name === name)!.estimateUs(this.outlook(), queue);
  }

  private outlook(): Outlook {
    const { people, scenario, nowUs } = this.oracle;
    const own = (queue: number) => people.waiting.filter((call) => people.queueOf(call) === queue);
    const mean = (queue: number, figure: (demand: Demand) => number) => {
      const asking = scenario.demand.filter((each) => each.queue === queue);
      const most = ({ profile }: Demand) => Math.max(...profile.perSecond);
      const rated = asking.filter((each) => most(each) > 0);
      const weighed = (rated.length > 0 ? rated : asking).map((each) => ({
        weight: rated.length > 0 ? most(each) : 1,
        value: figure(each),
      }));
      const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
      return total === 0 ? 0 : weighed.reduce((sum, w) => sum + w.weight * w.value, 0) / total;
    };
    const waitsOf = (queue: number) =>
      this.waits.filter((each) => each.queue === queue).map(({ waitUs }) => waitUs);
    const average = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    return {
      waiting: (queue) => own(queue).length,
      agents: (queue) =>
        people.agents.filter(
          ({ state, group }) =>
            state !== "loggedOut" && scenario.queues[queue].groups.includes(group),
        ).length,
      handlingUs: (queue) => {
        const planned = mean(
          queue,
          (each) => each.ring.mean + each.talk.mean + each.afterCallWork.mean,
        );
        const done = this.handled.filter((each) => each.queue === queue);
        const weights = done.map(({ atUs }) => Math.exp((atUs - nowUs) / FIVE_MINUTES_US));
        const sum = done.reduce((all, { us }, i) => all + us * weights[i], 0);
        return (sum + planned) / (weights.reduce((all, weight) => all + weight, 0) + 1);
      },
      patienceUs: (queue) =>
        1 / mean(queue, (each) => (each.origin === "customers" ? 1 / each.patience.mean : 0)),
      lastWaitUs: (queue) => waitsOf(queue).at(-1) ?? 0,
      recentWaitUs: (queue) => average(waitsOf(queue).slice(-20)),
      headOfLineUs: (queue) =>
        Math.max(
          0,
          ...own(queue)
            .filter(({ inTreatment }) => !inTreatment)
            .map(({ queuedUs }) => nowUs - queuedUs!),
        ),
    };
  }

  waited(call: Call): void {
    const { scenario, people, nowUs } = this.oracle;
    if (scenario.demand[call.demand].origin === "customers")
      this.waits.push({ queue: people.queueOf(call), waitUs: nowUs - call.queuedUs! });
  }

  handledOne(call: Call): void {
    const { people, nowUs } = this.oracle;
    const queue = people.queueOf(call);
    this.handled.push({ queue, us: nowUs - call.selectedUs!, atUs: nowUs });
  }

  private add(
    service: CallbackService,
    site: number,
    customer: number,
    origin: readonly number[] | null,
  ): void {
    const { nowUs, people } = this.oracle;
    const { queue } = this.demandOf(service);
    const held = service.order === "customerFirst" && !people.hasReady(queue);
    const heldUs = held ? Math.round(Math.min(this.estimateUs(service), DAY_US)) : 0;
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
      heldUntilUs: nowUs + heldUs,
      roles: null,
      origin,
    };
    this.requests.push(request);
    this.plan(nowUs, () => this.call(request));
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
    const durations: Record<Attribute, number> = {
      ...attributes,
      virtualHold: Math.max(0, request.heldUntilUs - nowUs),
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

  private plan(atUs: number, happen: () => void): void {
    const due = { atUs, happen };
    const isFirst = this.due.every((each) => each.atUs > atUs);
    this.due.push(due);
    if (isFirst) this.setAlarm(atUs);
  }

  private setAlarm(atUs: number): void {
    if (this.alarm !== null) this.alarm.calledOff = true;
    this.alarm = this.oracle.agenda.at(atUs, () => this.ring());
  }

  private ring(): void {
    this.alarm = null;
    const now = this.due.filter(({ atUs }) => atUs <= this.oracle.nowUs);
    this.due = this.due.filter((each) => !now.includes(each));
    for (const { happen } of now) happen();
    if (this.due.length > 0 && this.alarm === null)
      this.setAlarm(Math.min(...this.due.map(({ atUs }) => atUs)));
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
      this.plan(nowUs + service.retryUs, () => this.call(request));
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
      this.plan(dueUs, () => this.call(request));
      return;
    }
    this.plan(Math.max(nowUs, request.desiredUs - service.bucketUs), () => {
      const { queue } = this.demandOf(service);
      const waitUs = this.oracle.people.hasReady(queue)
        ? 0
        : Math.round(Math.min(this.estimateUs(service), DAY_US));
      const aheadUs = Math.min(waitUs, service.bucketUs);
      const atUs = Math.max(this.oracle.nowUs, request.desiredUs - aheadUs);
      this.plan(atUs, () => this.call(request));
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

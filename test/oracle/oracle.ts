import { type Stream, streamOf } from "../../src/engine/streams.ts";
import type { AgentRoles, Outcome } from "../../src/model/actions.ts";
import type { Flow } from "../../src/model/flow.ts";
import { MESSAGE_KINDS, type MessageKind } from "../../src/model/messages.ts";
import type { CallRecord } from "../../src/model/records.ts";
import type { Scenario } from "../../src/scenario/types.ts";
import { Agenda } from "./agenda.ts";
import { Callbacks } from "./callbacks.ts";
import { startCallers } from "./callers.ts";
import { Campaigns } from "./campaigns.ts";
import { startClosing } from "./closing.ts";
import { Dns } from "./dns.ts";
import {
  type Agent,
  agentRolesOf,
  type Call,
  type Client,
  callOf,
  type Given,
  type Leg,
  type Request,
  type Script,
} from "./entities.ts";
import { startFaults } from "./faults.ts";
import { Machinery } from "./machinery.ts";
import { Mailboxes } from "./mailboxes.ts";
import { Memory } from "./memory.ts";
import { People } from "./people.ts";
import { startPings } from "./pings.ts";
import { startShifts } from "./shifts.ts";
import { clientsOf } from "./spread.ts";
import { follow } from "./walk.ts";

/**
 * A slow and obvious interpreter of the flow tables: generators walk the actions themselves, and
 * every call, leg, agent and station is an object. It shares with the model only what a scenario
 * means: tables, laws and random streams.
 */
export class Oracle {
  readonly scenario: Scenario;
  readonly flows: readonly Flow[];
  readonly agenda = new Agenda();
  readonly machinery: Machinery;
  readonly people: People;
  readonly campaigns: Campaigns;
  readonly dns: Dns;
  readonly callbacks: Callbacks;
  readonly mailboxes: Mailboxes;
  readonly records: CallRecord[] = [];
  readonly messages: Record<string, number>;
  readonly tevents = { generated: 0, mesh: 0, delivered: 0 };
  retransmissions = 0;
  /** INVITEs from outside that end with 408, 500, 503 or 504. */
  ineffective = 0;
  registrations = 0;
  /** Pings and their answers, sent. */
  pingMessages = 0;
  /** First sendings of INVITEs from outside. */
  invites = 0;
  /** First sendings of INVITEs to or from a SIP Server. */
  dialogs = 0;
  /** Time from a call's arrival to its first sign of progress. */
  readonly setupDelaysUs: number[] = [];
  /** Those in flight, oldest first. */
  readonly calls: Call[] = [];
  readonly legs: Leg[] = [];
  readonly requests = new Set<Request>();
  readonly refresh: Stream;
  /** Draws of who is chosen, by purpose. */
  readonly draws = new Map<string, Stream>();
  readonly replication: number;
  readonly control: Stream;
  /** By node instance: who hears its events. */
  readonly clients = new Map<number, readonly Client[]>();
  readonly memory: Memory;
  private readonly rolesOfAgents = new Map<Flow, readonly AgentRoles[]>();
  readonly recordings: Record<string, number> = {};
  private started = 0;

  constructor(scenario: Scenario, flows: readonly Flow[], replication: number) {
    this.scenario = scenario;
    this.replication = replication;
    this.flows = flows;
    this.memory = new Memory(scenario);
    this.machinery = new Machinery(scenario);
    this.messages = Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, 0]));
    this.people = new People(this);
    this.campaigns = new Campaigns(this, replication);
    this.dns = new Dns(this, replication);
    this.mailboxes = new Mailboxes(this, replication);
    this.refresh = streamOf(scenario.run.seed, replication, "registrations");
    this.control = streamOf(scenario.run.seed, replication, "overload control");
    startShifts(this, this.people, replication);
    startCallers(this, replication);
    startClosing(this);
    startFaults(this);
    this.callbacks = new Callbacks(this, replication);
    startPings(this, replication);
    if (scenario.run.registrations && scenario.run.agentsAtStart === "loggedIn")
      this.keepRegistered();
  }

  get nowUs(): number {
    return this.agenda.nowUs;
  }

  get isMessage(): boolean {
    return this.scenario.run.fidelity === "message";
  }

  agentRoles(flow: Flow): readonly AgentRoles[] {
    const known = this.rolesOfAgents.get(flow);
    if (known) return known;
    const found = agentRolesOf(flow);
    this.rolesOfAgents.set(flow, found);
    return found;
  }

  readonly lookUps = { begun: 0, timedOut: 0 };

  newCall(given: Given): Call {
    const call = callOf(given, this.started++, this.nowUs);
    this.calls.push(call);
    return call;
  }

  /** A leg of a call; its script is run by `go`, or by `wake` later. */
  newLeg(call: Call, kind: Leg["kind"], scriptOf: (leg: Leg) => Script): Leg {
    const leg: Leg = {
      call,
      kind,
      script: undefined as unknown as Script,
      appointment: null,
      ended: false,
      ownUs: this.nowUs,
      workAt: -1,
      workUntilUs: 0,
      sent: null,
      travelling: null,
      tried: [],
      filledNow: [],
      anew: new Set(),
      attempts: 0,
      firstSentUs: 0,
      voided: false,
    };
    leg.script = scriptOf(leg);
    this.legs.push(leg);
    call.legs++;
    if (kind === "forked") call.forks++;
    if (kind === "main") call.main = leg;
    return leg;
  }

  wake(leg: Leg, timeUs: number, rank?: number): void {
    this.callOff(leg);
    leg.appointment = this.agenda.at(timeUs, () => this.go(leg), rank);
  }

  callOff(leg: Leg): void {
    if (leg.appointment) leg.appointment.calledOff = true;
    leg.appointment = null;
  }

  /** Runs a leg until it waits or ends. */
  go(leg: Leg): void {
    leg.appointment = null;
    const step = leg.script.next();
    if (leg.ended) return;
    if (step.done) this.endLeg(leg);
    else if (Number.isFinite(step.value)) this.wake(leg, step.value);
  }

  endLeg(leg: Leg): void {
    const { call } = leg;
    leg.ended = true;
    this.callOff(leg);
    this.legs.splice(this.legs.indexOf(leg), 1);
    if (leg.kind === "main") call.main = null;
    if (leg.kind === "forked" && --call.forks === 0 && call.joiner !== null) {
      this.wake(call.joiner, this.nowUs);
      call.joiner = null;
    }
    if (--call.legs === 0 && this.calls.includes(call))
      this.calls.splice(this.calls.indexOf(call), 1);
  }

  /** A phone's log-in at a time, or the life of a phone that is registered already. */
  startLogIn(agent: Agent, atUs: number, label: "1" | "renew"): void {
    const flow = this.flows.find(({ name }) => name === "login")!;
    const attributes = {} as Call["attributes"];
    const call = this.newCall({
      flow,
      demand: 0,
      site: agent.site,
      attributes,
      answers: {},
      lookUps: [],
    });
    call.agents[0] = agent;
    call.roles.set("phone", agent.seat.phone);
    call.roles.set("desktop", agent.seat.desktop);
    if (label === "renew" || agent.seat.isDirect) call.roles.set("sbc", agent.sbc);
    if (label === "renew") {
      call.roles.set("gws", agent.desk);
    }
    this.wake(
      this.newLeg(call, "main", (leg) => follow(this, leg, label)),
      atUs,
    );
  }

  /** The node whose T-events a desk server hears. */
  nodeOfDesk(desk: number): number {
    const nodes = this.machinery.instancesOf("sipServer", {});
    return nodes.find((node) =>
      clientsOf(this, node, node).some(({ instance }) => instance === desk),
    )!;
  }

  private keepRegistered(): void {
    const { refreshFrom, refreshTo } = this.scenario.signalling;
    for (const agent of this.people.agents) {
      if (agent.state === "loggedOut" || agent.seat.isPublicNumber) continue;
      agent.registered = true;
      agent.refreshing = true;
      const share = refreshFrom + (refreshTo - refreshFrom) * this.refresh.next();
      const phase = this.refresh.next();
      this.startLogIn(agent, Math.round(share * agent.seat.expiresUs * phase), "renew");
    }
  }

  /** The next number of a stream of its own. */
  draw(purpose: string): number {
    const known = this.draws.get(purpose);
    const stream = known ?? streamOf(this.scenario.run.seed, this.replication, purpose);
    this.draws.set(purpose, stream);
    return stream.next();
  }

  /** Whether a sender holds a new dialog back, as its receiver asks. */
  holdsBack(to: number, message: MessageKind): boolean {
    if (this.scenario.signalling.overload.control === "none") return false;
    const percent = Math.round(100 * (1 - this.machinery.shareOf(to, message, this.nowUs)));
    const isHeld = percent > 0 && 100 * this.control.next() < percent;
    if (isHeld) this.machinery.noteHeldBack(to, message);
    return isHeld;
  }

  count(message: MessageKind, copies = 1): void {
    this.messages[message] += copies;
  }

  endCall(call: Call, outcome: Outcome): void {
    call.endedUs = this.nowUs;
    call.outcome = outcome;
    const { serial, demand, site, arrivedUs, queuedUs, selectedUs, answeredUs, endedUs } = call;
    const agent = call.agents[0]?.number ?? -1;
    const times = { arrivedUs, queuedUs, selectedUs, answeredUs, endedUs };
    this.records.push({ serial, demand, site, outcome, ...times, agent });
    call.whenEnded?.(call);
    this.callbacks.ended(call);
    this.mailboxes.ended(call);
  }

  /** Cuts a call off wherever it is; what travels beside it goes on. */
  interrupt(call: Call, cause: Outcome): void {
    if (call.queuesFor !== null) this.people.leaveQueue(call);
    if (call.endedUs === null) this.endCall(call, cause);
    call.holdings.clear();
    call.streams.clear();
    call.rooms.clear();
    for (const slot of [...call.agentSlots].sort()) this.people.release(call, slot);
    call.joiner = null;
    const cut = this.legs.filter((leg) => leg.call === call && leg.kind !== "posted");
    for (const leg of cut) this.endLeg(leg);
  }
}

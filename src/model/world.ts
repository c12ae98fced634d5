import { FutureEventList } from "../engine/futureEventList.ts";
import type { Simulated } from "../engine/loop.ts";
import { type Stream, streamOf } from "../engine/streams.ts";
import { Recorders } from "../measure/recorders.ts";
import { advance } from "./advance.ts";
import { Agents } from "./agents.ts";
import { interrupt } from "./callLife.ts";
import type { CallLog } from "./callLog.ts";
import { Calls } from "./calls.ts";
import { srvDrawsOf } from "./choice.ts";
import { Clients } from "./clients.ts";
import { mostLookUps } from "./counts.ts";
import { Desks } from "./desks.ts";
import type { Casts } from "./flowTables.ts";
import { LEG, Legs } from "./legs.ts";
import { linkTablesOf } from "./linkFaults.ts";
import { Mesh } from "./mesh.ts";
import type { Meters } from "./meters.ts";
import { DialogCounts, type Throttle, throttleOf } from "./overload.ts";
import type { NetworkTables, Plan, SignallingTables } from "./plan.ts";
import { Platform } from "./platform.ts";
import { Pools } from "./pools.ts";
import { QueueOutlook } from "./predictors/queueOutlook.ts";
import type { Program } from "./program.ts";
import type { CallRecord } from "./records.ts";
import { Recovery } from "./recovery/recovery.ts";
import { Resolver } from "./resolver.ts";
import { Routing } from "./routing.ts";
import { Expiries } from "./sessions/expiries.ts";
import { type Sessions, sessionsOf } from "./sessions/sessions.ts";
import { LOST, PARK } from "./signals.ts";
import { countIneffective } from "./silence.ts";
import { promptUs } from "./timers.ts";
import type { Topology } from "./topology.ts";
import { Callbacks } from "./traffic/callbacks.ts";
import { type Campaigns, campaignsOf } from "./traffic/campaigns.ts";
import { Mailboxes } from "./traffic/mailboxes.ts";
import { noAnswerDrawsOf, Pauses } from "./traffic/pauses.ts";
import { Redials } from "./traffic/redials.ts";
import { Waiting } from "./waiting.ts";

/** Something besides the legs that acts at times of its own: load, shifts, faults. */
export interface Actor {
  wake(world: World, entity: number): void;
}

/** One replication: the whole state of a scenario at a moment. Everything hangs on it. */
export class World implements Simulated {
  nowUs = Number.NaN;
  /** The own time of the leg that runs: now, or ahead of it (see `advance`). */
  atUs = Number.NaN;
  readonly plan: Plan;
  readonly events = new FutureEventList();
  readonly program: Program;
  readonly meters: Meters;
  readonly network: NetworkTables;
  readonly signalling: SignallingTables;
  readonly casts: Casts;
  readonly hops: Int32Array;
  readonly links: Int32Array;
  readonly topology: Topology;
  readonly recorders: Recorders;
  readonly platform: Platform;
  readonly pools: Pools;
  readonly agents: Agents;
  readonly waiting: Waiting;
  readonly routing: Routing;
  /** By link: streams that have room on it, where some link has room for so many only. */
  readonly taken: Int32Array;
  readonly calls: Calls;
  readonly legs = new Legs(64);
  /** Times each program row has sent its message or, at call fidelity, been accounted for. */
  readonly rowCount: Float64Array;
  /** Of these, messages that were lost before. */
  readonly rowAgain: Float64Array;
  /** Messages and events that met an idle server: by ARRIVE row, and by component for fan-outs. */
  readonly rowPrompt: Float64Array;
  readonly promptTEvents: Float64Array;
  readonly promptCallEvents: Float64Array;
  readonly promptReplicas: Float64Array;
  readonly mesh: Mesh;
  readonly clients: Clients;
  readonly desks: Desks;
  /** Call fidelity: passes of each of the plan's charges, and those that are booked. */
  readonly segmentCount: Float64Array;
  readonly settledCount: Float64Array;
  /** Calls of the cohort that have not ended. */
  cohortOpen = 0;
  /** Those of them that no agent has answered. */
  cohortUnanswered = 0;
  /** What has failed so far: which of the scenario's faults, from when until when it does. */
  readonly faultLog: { fault: number; onsetUs: number; endUs: number }[] = [];
  /** Agents whose desktop or phone is cut off; null where nothing fails. */
  readonly sessions: Sessions | null;
  /** What failures do; null where nothing fails. */
  readonly recovery: Recovery | null;
  /** Something may go down: legs remember the work in hand, so that a failure can take it back. */
  readonly mayFail: boolean;
  /**
   * What is worked on within this time of its arrival is heard of before T1 is over: no timer of
   * its sender matters. −Infinity where messages may be lost.
   */
  promptUs = Number.NaN;
  /** No more calls arrive: what is still to come cannot touch the cohort. */
  arrivalsOver = false;
  /** Finished calls, when somebody wants to see them. */
  readonly records: CallRecord[] | null;
  /** The same of all calls of a replication, and more of each, when somebody wants a table. */
  log: CallLog | null = null;
  /** Entities below are actors, from here on legs. */
  readonly firstLeg: number;
  readonly actors: readonly Actor[];
  /** Null where nobody calls again. */
  readonly redials: Redials | null;
  /** Null where nothing is dialled. */
  readonly campaigns: Campaigns | null;
  /** Null where nobody is called back. */
  readonly callbacks: Callbacks | null;
  /** Where somebody asks how long a wait will be, else null. */
  readonly outlook: QueueOutlook | null;
  /** When registrations expire; null where no failure touches agents. */
  readonly expiries: Expiries | null;
  /** Null where every agent answers. */
  readonly pauses: Pauses | null;
  /** By demand: whether an agent does not answer; null where all do. */
  readonly noAnswerDraws: readonly (Stream | null)[];
  /** Null where nobody leaves messages. */
  readonly mailboxes: Mailboxes | null;
  /** By queue: 1 while none of its agents is on duty; followed where it matters. */
  readonly closed: Uint8Array;
  readonly refresh: Stream;
  /** By flow × roles + role, as the casts are: draws of roles chosen by weight, else null. */
  readonly srvDraws: readonly (Stream | null)[];
  readonly dns: Resolver;
  /** Which records of a DNS answer may be chosen, for the choice in hand. */
  readonly usable: Uint8Array;
  readonly dialogs: DialogCounts;
  /** Overload control by feedback, null for none. */
  readonly throttle: Throttle | null;

  constructor(
    plan: Plan,
    actors: readonly Actor[],
    replication: number,
    records: CallRecord[] | null,
  ) {
    // Fields that begin as NaN are doubles to the compiler; a first 0 would make them integers and
    // all code that knows them void at 2^31 us, 36 minutes into the run.
    this.nowUs = 0;
    this.atUs = 0;
    this.plan = plan;
    this.program = plan.program;
    this.meters = plan.meters;
    [this.network, this.links] = linkTablesOf(plan);
    this.signalling = plan.signalling;
    this.hops = plan.hops;
    this.casts = plan.casts;
    this.topology = plan.topology;
    this.recorders = new Recorders(plan.layout);
    this.platform = new Platform(plan);
    this.pools = new Pools(plan, this.recorders);
    this.agents = new Agents(plan, this.recorders);
    this.dns = new Resolver(plan, this.agents.count, replication);
    this.waiting = new Waiting(plan);
    this.routing = new Routing(plan, replication);
    this.taken = new Int32Array(plan.network.back.length);
    this.mayFail = plan.scenario.faults.length > 0;
    this.calls = new Calls(64, plan.program.roleCount, mostLookUps(plan.scenario), this.mayFail);
    this.rowCount = new Float64Array(plan.program.length);
    this.rowAgain = new Float64Array(plan.program.length);
    this.rowPrompt = new Float64Array(plan.program.length);
    this.promptTEvents = new Float64Array(plan.tEventUs.length);
    this.mesh = new Mesh(plan);
    this.clients = new Clients(plan);
    this.promptReplicas = new Float64Array(plan.tEventUs.length);
    this.promptCallEvents = new Float64Array(plan.callEventUs.length);
    this.segmentCount = new Float64Array(plan.charges.length);
    this.settledCount = new Float64Array(this.segmentCount.length);
    this.sessions = sessionsOf(plan, this.agents, replication);
    this.recovery = plan.recovery && new Recovery(plan);
    this.promptUs = this.mayFail ? Number.NEGATIVE_INFINITY : promptUs(plan);
    this.actors = actors;
    this.desks = actors.find((actor) => actor instanceof Desks)!;
    this.campaigns = campaignsOf(plan, actors, this.agents.count);
    this.redials = actors.find((actor) => actor instanceof Redials) ?? null;
    this.callbacks = actors.find((actor) => actor instanceof Callbacks) ?? null;
    this.outlook = this.callbacks === null ? null : new QueueOutlook(this, plan);
    this.expiries = actors.find((actor) => actor instanceof Expiries) ?? null;
    this.pauses = actors.find((actor) => actor instanceof Pauses) ?? null;
    this.noAnswerDraws = noAnswerDrawsOf(plan.scenario, replication);
    this.mailboxes = actors.find((actor) => actor instanceof Mailboxes) ?? null;
    this.closed = new Uint8Array(plan.scenario.queues.length);
    this.firstLeg = actors.length;
    this.srvDraws = srvDrawsOf(plan, replication);
    this.usable = new Uint8Array(plan.topology.instances.length);
    this.refresh = streamOf(plan.scenario.run, replication, "registrations");
    this.dialogs = new DialogCounts(plan.topology.instances.length);
    this.throttle = throttleOf(plan, replication);
    this.records = records;
  }

  wake(entity: number): void {
    this.atUs = this.nowUs;
    if (entity >= this.firstLeg) advance(this, entity - this.firstLeg);
    else this.actors[entity].wake(this, entity);
  }

  /** Runs a leg from its own row on, at `atUs` of the world. */
  run(leg: number): void {
    advance(this, leg);
  }

  /** Arms a leg for its own time. */
  sleep(leg: number): void {
    this.events.schedule(this.atUs, this.firstLeg + leg);
  }

  schedule(leg: number, timeUs: number): void {
    this.events.schedule(timeUs, this.firstLeg + leg);
  }

  /** The leg goes on at row `pc` when its own time has come; nothing is sent yet. */
  putOff(leg: number, pc: number): number {
    this.legs.pc[leg] = pc;
    this.sleep(leg);
    return LOST;
  }

  /** Starts the leg that carries a call, now. */
  startMain(call: number, pc: number): void {
    const leg = this.newMain(call, pc);
    this.atUs = this.nowUs;
    advance(this, leg);
  }

  /** The leg that carries a call, which begins at row `pc`. */
  newMain(call: number, pc: number): number {
    const leg = this.legs.take(call, LEG.MAIN, pc);
    this.calls.legs[call]++;
    this.calls.main[call] = leg;
    return leg;
  }

  /** Starts a leg beside `parent` at row `pc`, from its parent's own time on, which stays. */
  startLeg(parent: number, kind: number, pc: number): void {
    const { legs, calls } = this;
    const call = legs.call[parent];
    const leg = legs.take(call, kind, pc);
    calls.legs[call]++;
    const atUs = this.atUs;
    if (this.mayFail) {
      legs.station[leg] = legs.station[parent];
      legs.untilUs[leg] = atUs > this.nowUs ? atUs : 0;
      legs.bookedBy[leg] = -1;
    }
    if (kind === LEG.FORKED) calls.forks[call]++;
    advance(this, leg);
    this.atUs = atUs;
  }

  /** A leg is done; the last one takes its call's row with it. */
  endLeg(leg: number): void {
    const { legs, calls } = this;
    const call = legs.call[leg];
    const forked = legs.kind[leg] === LEG.FORKED;
    if (legs.kind[leg] === LEG.MAIN) calls.main[call] = -1;
    legs.release(leg);
    if (forked && --calls.forks[call] === 0 && calls.joiner[call] >= 0) {
      this.schedule(calls.joiner[call], this.nowUs);
      calls.joiner[call] = -1;
    }
    if (--calls.legs[call] === 0) calls.release(call);
  }

  /** Signalling leads nowhere: the call fails, or is lost once it was answered. */
  fail(leg: number): number {
    const { calls } = this;
    const call = this.legs.call[leg];
    const isFromOutside = this.plan.isCustomers[calls.demand[call]] === 1;
    if (isFromOutside && calls.accepted[call] === 0) countIneffective(this);
    interrupt(this, call, Number.isNaN(calls.answeredUs[call]) ? "failed" : "lost");
    return PARK;
  }

  /** The queue a call is offered to, or where it wants an agent for a further slot. */
  queueOf(call: number, slot = 0): number {
    const { queue, consult } = this.plan.scenario.demand[this.calls.demand[call]];
    return slot === 0 ? queue : consult.queue;
  }
}

import { OUTCOMES } from "../actions.ts";
import { ANSWER_COUNT, COHORT } from "../calls.ts";
import { doubleColumns } from "../columns.ts";
import type { AttemptCount } from "../outbound/meters.ts";
import type { Attempt } from "../outbound/recordList.ts";
import { RESULTS, type Unreached } from "../outbound/results.ts";
import type { Plan } from "../plan.ts";
import { DRAWN_QUESTIONS } from "../questions.ts";
import type { World } from "../world.ts";
import { Dialler, type OcsTurn } from "./dialler.ts";

/** Call rows at first; more when a row beyond them is met. */
const CALLS = 64;
/** What an attempt has come to. */
const STAGE = { DIALLING: 0, LIVE: 1, CONNECTED: 2, UNCONNECTED: 3 } as const;
const RESULT = DRAWN_QUESTIONS.indexOf("dialResult");
const HUMAN = RESULTS.indexOf("human");
const UNREACHED = OUTCOMES.indexOf("unreached");
const ABANDONED = OUTCOMES.indexOf("abandoned");
const SERVED = OUTCOMES.indexOf("served");
const CONTAINED = OUTCOMES.indexOf("contained");
/** Regulation: a person is connected in time within so long (US and UK). */
const IN_TIME_US = 2_000_000;

/** A dialler for each campaign; those of one OCS take turns. */
export function diallersOf(plan: Plan, replication: number): ReadonlyMap<number, Dialler> {
  const turns = new Map<string, OcsTurn>();
  const diallers = new Map<number, Dialler>();
  plan.scenario.demand.forEach(({ campaign }, index) => {
    if (campaign === null) return;
    const ocs = `${campaign.site}/${campaign.ocs}`;
    const turn = turns.get(ocs) ?? { freeUs: 0 };
    turns.set(ocs, turn);
    const column = 1 + diallers.size;
    diallers.set(index, new Dialler(plan, index, replication, column, turn));
  });
  return diallers;
}

/** The campaigns among the actors of a world, null without any. */
export function campaignsOf(
  plan: Plan,
  actors: readonly unknown[],
  agents: number,
): Campaigns | null {
  const diallers = actors.filter((actor) => actor instanceof Dialler);
  return diallers.length === 0 ? null : new Campaigns(plan, diallers, agents);
}

/** All campaigns: what becomes of each attempt, and what agents do that diallers look at. */
export class Campaigns {
  private readonly all: readonly Dialler[];
  /** By demand. */
  private readonly diallers: ReadonlyMap<number, Dialler>;
  /** By group: the campaigns whose queue it serves. */
  private readonly served: readonly (readonly Dialler[])[];
  /** By demand: the groups of agents whom a person who answers gets at once. */
  private readonly groups: readonly (readonly number[])[];
  /** By call: its record, which attempt it is, its stage, and when a person was heard. */
  private readonly rows = {
    record: new Float64Array(CALLS),
    attempt: new Int32Array(CALLS),
    stage: new Uint8Array(CALLS),
    liveUs: new Float64Array(CALLS),
  };
  /** By agent: since when it has been busy, NaN when it is not. */
  private readonly busySinceUs: Float64Array;

  constructor({ scenario }: Plan, diallers: readonly Dialler[], agents: number) {
    const { queues, groups, demand } = scenario;
    this.all = diallers;
    this.diallers = new Map(diallers.map((each) => [each.index, each]));
    this.busySinceUs = new Float64Array(agents).fill(Number.NaN);
    this.groups = demand.map(({ queue }) =>
      queues[queue].stages[0].services.map(({ group }) => group),
    );
    this.served = groups.map((_, group) =>
      diallers.filter(({ index }) => this.groups[index].includes(group)),
    );
  }

  /**
   * What a dialler sees now, beside its own attempts, which are counted as they go. Campaigns of
   * one queue that dial at the same time share its agents evenly.
   */
  lookAround(world: World, dialler: Dialler): void {
    const { agents } = world;
    const { outlook, campaign } = dialler;
    if (campaign.mode === "ivr") {
      outlook.ready = campaign.lines - outlook.busy;
      outlook.tested = outlook.ready;
      return;
    }
    const groups = this.groups[dialler.index];
    const { testGroups } = campaign.pacing;
    outlook.ready = this.own(world, dialler, total(agents.readyIn, groups));
    outlook.busy = this.own(world, dialler, total(agents.busyIn, groups));
    outlook.tested = total(agents.readyIn, testGroups.length === 0 ? groups : testGroups);
  }

  /** What falls to a campaign of so many agents. */
  private own(world: World, dialler: Dialler, agents: number): number {
    const { demand } = world.plan.scenario;
    const { queue } = demand[dialler.index];
    let sharing = 0;
    let rank = 0;
    for (const other of this.all) {
      if (demand[other.index].queue !== queue || !other.isOpen(world)) continue;
      if (other === dialler) rank = sharing;
      sharing++;
    }
    return sharing < 2 ? agents : Math.floor((agents + rank) / sharing);
  }

  /** An attempt begins. */
  begin(world: World, call: number, { record, attempt }: Attempt): void {
    const { rows } = this;
    while (call >= rows.record.length) doubleColumns(rows);
    rows.record[call] = record;
    rows.attempt[call] = attempt;
    rows.stage[call] = STAGE.DIALLING;
    rows.liveUs[call] = Number.NaN;
    this.count(world, call, "attempts");
    this.change(world, call, "dialling", 1);
  }

  /** The record of the list that an attempt is made for. */
  callerOf(call: number): number {
    return this.rows.record[call];
  }

  /** Which attempt for its record it is, from 1. */
  attemptOf(call: number): number {
    return this.rows.attempt[call];
  }

  /** A person is on the line, or what sounds like one. In the IVR nobody waits. */
  live(world: World, call: number): void {
    const dialler = this.dialler(world, call)!;
    const { calls, nowUs } = world;
    this.rows.liveUs[call] = nowUs;
    dialler.recorders.happened(world.recorders, "placed");
    dialler.predictive?.attempted(true, nowUs - calls.arrivedUs[call]);
    if (dialler.campaign.mode === "preview") return;
    this.change(world, call, "dialling", -1);
    if (dialler.campaign.mode === "ivr") {
      this.rows.stage[call] = STAGE.CONNECTED;
      dialler.outlook.busy++;
      this.connect(world, call, 0);
    } else {
      this.rows.stage[call] = STAGE.LIVE;
      this.change(world, call, "waiting", 1);
    }
    dialler.stir(world);
  }

  /** An agent is named for a call, of whatever origin. */
  selected(world: World, call: number, slot: number, agent: number): void {
    const { rows, busySinceUs } = this;
    const { agents, nowUs } = world;
    busySinceUs[agent] = nowUs;
    for (const dialler of this.served[agents.group[agent]])
      dialler.predictive?.releases.begin(nowUs);
    const dialler = this.dialler(world, call);
    if (dialler === undefined || slot > 0) return;
    const stage = rows.stage[call];
    if (stage === STAGE.LIVE) this.change(world, call, "waiting", -1);
    else this.change(world, call, "dialling", -1);
    rows.stage[call] = STAGE.CONNECTED;
    if (stage === STAGE.LIVE) dialler.predictive?.answered(false, nowUs);
    dialler.stir(world);
  }

  /** An agent answers a call, of whatever origin. */
  answered(world: World, call: number): void {
    if (this.dialler(world, call) === undefined) return;
    this.connect(world, call, world.nowUs - this.rows.liveUs[call]);
  }

  /** No agent was there for a person in time. */
  unconnected(world: World, call: number): void {
    const dialler = this.dialler(world, call)!;
    if (this.rows.stage[call] === STAGE.LIVE) this.change(world, call, "waiting", -1);
    this.rows.stage[call] = STAGE.UNCONNECTED;
    dialler.predictive?.answered(true, world.nowUs);
    dialler.stir(world);
  }

  /** An agent has nothing in hand any more. */
  agentFree({ agents, nowUs }: World, agent: number): void {
    const sinceUs = this.busySinceUs[agent];
    if (Number.isNaN(sinceUs)) return;
    this.busySinceUs[agent] = Number.NaN;
    for (const dialler of this.served[agents.group[agent]])
      dialler.predictive?.releases.end(sinceUs, nowUs);
  }

  /** Nobody waits for an agent who got ready. */
  agentReady(world: World, agent: number): void {
    for (const dialler of this.served[world.agents.group[agent]]) dialler.stir(world);
  }

  /** Machines are back: campaigns whose OCS was down go on with their lists. */
  resume(world: World): void {
    for (const dialler of this.all) dialler.resume(world);
  }

  /** A call has ended, of whatever origin. */
  ended(world: World, call: number, outcome: number): void {
    const dialler = this.dialler(world, call);
    if (dialler === undefined) return;
    const { rows } = this;
    const stage = rows.stage[call];
    if (stage === STAGE.DIALLING) this.change(world, call, "dialling", -1);
    else if (stage === STAGE.LIVE) this.change(world, call, "waiting", -1);
    else if (dialler.campaign.mode === "ivr" && stage === STAGE.CONNECTED) dialler.outlook.busy--;
    if (stage === STAGE.DIALLING && outcome === UNREACHED) dialler.predictive?.attempted(false, 0);
    const why = this.book(world, call, outcome);
    const attempt = { record: rows.record[call], attempt: rows.attempt[call], stream: null };
    dialler.ended(world, attempt, why);
    dialler.stir(world);
  }

  /** Counts what an attempt has come to; says why nobody was reached, null when somebody was. */
  private book(world: World, call: number, outcome: number): Unreached | null {
    const { calls } = world;
    const result = RESULTS[calls.answers[ANSWER_COUNT * call + RESULT]];
    const stage = this.rows.stage[call];
    const isThrough = outcome === SERVED || outcome === CONTAINED;
    const isOver = isThrough || outcome === UNREACHED || outcome === ABANDONED;
    if (stage === STAGE.DIALLING && !isOver) {
      this.count(world, call, "unplaced");
      return "failed";
    }
    this.count(world, call, result);
    const { recorders: own } = this.dialler(world, call)!;
    if (isOver && Number.isNaN(this.rows.liveUs[call])) own.happened(world.recorders, "placed");
    if (result !== "human") {
      if (stage === STAGE.CONNECTED && this.dialler(world, call)!.campaign.mode !== "preview")
        this.count(world, call, "machinesPassed");
      return result;
    }
    const isConnected = isThrough || !Number.isNaN(calls.answeredUs[call]);
    const isMissed = outcome === UNREACHED;
    own.happened(world.recorders, "hits");
    if (!isConnected) own.happened(world.recorders, isMissed ? "misjudged" : "abandoned");
    this.count(world, call, isConnected ? "connected" : isMissed ? "misjudged" : "abandoned");
    if (isConnected) return null;
    if (isMissed) return "machine";
    return outcome === ABANDONED ? "abandoned" : "failed";
  }

  /** Somebody is there for a person. */
  private connect(world: World, call: number, afterUs: number): void {
    const { calls, recorders } = world;
    const { recorders: own } = this.dialler(world, call)!;
    if (calls.answers[ANSWER_COUNT * call + RESULT] !== HUMAN) return;
    if (calls.inCohort[call] !== COHORT.OWN) return;
    own.connected(recorders, afterUs);
    if (afterUs <= IN_TIME_US) own.count(recorders, "connectedInTime");
  }

  private count(world: World, call: number, what: AttemptCount): void {
    if (world.calls.inCohort[call] === COHORT.OWN)
      this.dialler(world, call)!.recorders.count(world.recorders, what);
  }

  /** Attempts without result, or persons who wait, are more or fewer by one. */
  private change(world: World, call: number, what: "dialling" | "waiting", by: number): void {
    const { outlook, recorders } = this.dialler(world, call)!;
    if (what === "dialling") outlook.dialling += by;
    else outlook.queued += by;
    recorders.change(world.recorders, what, world.nowUs, by);
  }

  private dialler({ calls }: World, call: number): Dialler | undefined {
    return this.diallers.get(calls.demand[call]);
  }
}

/** Sum of the counts of some groups. */
function total(counts: Int32Array, groups: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < groups.length; i++) sum += counts[groups[i]];
  return sum;
}

import { PHASES, STREAMS } from "./actions.ts";
import { ATTRIBUTES } from "./attributes.ts";
import { doubleColumns } from "./columns.ts";
import { PORTS } from "./holdings.ts";
import { DRAWN_QUESTIONS } from "./questions.ts";

export const ATTRIBUTE_COUNT = ATTRIBUTES.length;
export const ANSWER_COUNT = DRAWN_QUESTIONS.length;
export const PORT_COUNT = PORTS.length;
export const STREAM_COUNT = STREAMS.length;
export const AGENT_SLOTS = 2;
/** `queuesFor` of a call that no agent may take yet: its queue treatment goes on. */
export const IN_TREATMENT = AGENT_SLOTS + 1;
/** A call that has left the system but whose last messages still travel. */
export const GONE = PHASES.length;
const NONE = -1;

/**
 * Bits of the holdings ledger. An agent in slot s is bit AGENT << s, the trunk of its leg
 * AGENT_TRUNK << s, a stream n bit STREAM << n, a port of use n PORT << n; room for a stream n on
 * its links ROOM << n.
 */
export const HELD = {
  TRUNK: 1,
  AGENT: 4,
  STREAM: 16,
  PORT: 4096,
  ROOM: 1_048_576,
  AGENT_TRUNK: 1 << 28,
  RECORDING: 1 << 30,
} as const;

/**
 * Whom a call counts for: nobody, the cohort of customers' calls of the measured window, or a
 * cohort that whoever placed it keeps, whose end is waited for as well.
 */
export const COHORT = { NONE: 0, CUSTOMERS: 1, OWN: 2 } as const;

/**
 * Calls in flight, log-ins included: what each one is, holds and has gone through. A row is free
 * again when its last leg has ended. Times are microseconds, NaN when it has not happened.
 */
export class Calls {
  /** Calls started so far: a double, since a long run outgrows 32 bits. */
  started = 0;
  /** Row numbers ever used. */
  used = 0;
  serial: Float64Array;
  flow: Uint8Array;
  demand: Int32Array;
  /** Where it entered; where its phone is, for a log-in. */
  site: Int32Array;
  /** See COHORT. */
  inCohort: Uint8Array;
  /** Interval of arrival for the report, −1 for none. */
  interval: Int32Array;
  /** PORT_COUNT per call: the MCP whose port of each use it holds. */
  ports: Int32Array;
  /** ANSWER_COUNT per call: its answers to the questions that are drawn. */
  answers: Uint8Array;
  /** 1 once its media began, which follows the 200 OK to the INVITE it came with. */
  accepted: Uint8Array;
  phase: Uint8Array;
  /** 1 from the loss of its agent's side until it wants another agent. */
  isAgentLost: Uint8Array;
  held: Int32Array;
  legs: Int32Array;
  forks: Int32Array;
  /** The leg that waits at a JOIN, and the leg that carries the call. */
  joiner: Int32Array;
  main: Int32Array;
  arrivedUs: Float64Array;
  queuedUs: Float64Array;
  selectedUs: Float64Array;
  /** When it wanted its second agent. */
  askedUs: Float64Array;
  answeredUs: Float64Array;
  endedUs: Float64Array;
  /** ATTRIBUTE_COUNT durations per call. */
  attributes: Float64Array;
  /** How long it has been recorded, pauses apart, and since when: NaN in a pause. */
  recordedUs: Float64Array;
  recordingSinceUs: Float64Array;
  /** AGENT_SLOTS agents per call, −1 for none. */
  agent: Int32Array;
  /** 1 + the slot of the agent it queues for, or IN_TREATMENT; 0 when it does not queue. */
  queuesFor: Uint8Array;
  /** STREAM_COUNT per call: the row that opened each of its streams. */
  streamRow: Int32Array;
  /** The instance that fills each role of the flow. */
  pins: Int32Array;
  private nextFree: Int32Array;
  private free = NONE;

  /** How often it has gone through what it does several times. */
  rounds: Int32Array;
  /** When its treatment began. */
  treatedUs: Float64Array;
  /** `lookUpCount` per call: how long the back-end works on each of its look-ups. */
  lookUps: Float64Array;
  readonly lookUpCount: number;
  /** Of its present look-up: when it was asked, when it is done, and the stops of the back-end. */
  lookUpUs: Float64Array;
  lookedUpUs: Float64Array;
  lookUpStops: Int32Array;

  /** Whether it is known of a role that nobody fills it: −1, where something may fail. */
  private readonly roles: number;
  private readonly clears: boolean;

  constructor(rows: number, roles: number, lookUps: number, clears: boolean) {
    this.roles = roles;
    this.clears = clears;
    this.lookUpCount = lookUps;
    this.lookUps = new Float64Array(rows * lookUps);
    this.rounds = new Int32Array(rows);
    this.treatedUs = new Float64Array(rows);
    this.lookUpUs = new Float64Array(rows);
    this.lookedUpUs = new Float64Array(rows);
    this.lookUpStops = new Int32Array(rows);
    this.serial = new Float64Array(rows);
    this.flow = new Uint8Array(rows);
    this.demand = new Int32Array(rows);
    this.site = new Int32Array(rows);
    this.inCohort = new Uint8Array(rows);
    this.interval = new Int32Array(rows);
    this.ports = new Int32Array(rows * PORT_COUNT);
    this.answers = new Uint8Array(rows * ANSWER_COUNT);
    this.accepted = new Uint8Array(rows);
    this.phase = new Uint8Array(rows);
    this.isAgentLost = new Uint8Array(rows);
    this.held = new Int32Array(rows);
    this.legs = new Int32Array(rows);
    this.forks = new Int32Array(rows);
    this.joiner = new Int32Array(rows);
    this.main = new Int32Array(rows);
    this.arrivedUs = new Float64Array(rows);
    this.queuedUs = new Float64Array(rows);
    this.selectedUs = new Float64Array(rows);
    this.askedUs = new Float64Array(rows);
    this.answeredUs = new Float64Array(rows);
    this.endedUs = new Float64Array(rows);
    this.attributes = new Float64Array(rows * ATTRIBUTE_COUNT);
    this.recordedUs = new Float64Array(rows);
    this.recordingSinceUs = new Float64Array(rows);
    this.agent = new Int32Array(rows * AGENT_SLOTS);
    this.queuesFor = new Uint8Array(rows);
    this.streamRow = new Int32Array(rows * STREAM_COUNT);
    this.pins = new Int32Array(rows * roles);
    this.nextFree = new Int32Array(rows);
  }

  take(flow: number, demand: number, site: number, nowUs: number): number {
    let call = this.free;
    if (call !== NONE) this.free = this.nextFree[call];
    else {
      call = this.used++;
      if (call === this.flow.length) doubleColumns(this);
    }
    this.serial[call] = this.started++;
    this.flow[call] = flow;
    this.demand[call] = demand;
    this.site[call] = site;
    this.inCohort[call] = COHORT.NONE;
    this.interval[call] = NONE;
    this.accepted[call] = 0;
    this.rounds[call] = 0;
    this.treatedUs[call] = Number.NaN;
    this.phase[call] = GONE;
    this.isAgentLost[call] = 0;
    this.held[call] = 0;
    this.queuesFor[call] = 0;
    this.legs[call] = 0;
    this.forks[call] = 0;
    this.joiner[call] = NONE;
    this.arrivedUs[call] = nowUs;
    this.queuedUs[call] = Number.NaN;
    this.selectedUs[call] = Number.NaN;
    this.askedUs[call] = Number.NaN;
    this.answeredUs[call] = Number.NaN;
    this.endedUs[call] = Number.NaN;
    this.agent[AGENT_SLOTS * call] = NONE;
    this.agent[AGENT_SLOTS * call + 1] = NONE;
    if (this.clears) this.pins.fill(NONE, call * this.roles, (call + 1) * this.roles);
    return call;
  }

  release(call: number): void {
    this.main[call] = NONE;
    this.nextFree[call] = this.free;
    this.free = call;
  }
}

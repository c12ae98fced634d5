import type {
  Action,
  AgentRoles,
  Attribute,
  Label,
  Outcome,
  Question,
  Role,
  Send,
  Stream,
} from "../../src/model/actions.ts";
import type { AGENT_STATES } from "../../src/model/agents.ts";
import type { Flow } from "../../src/model/flow.ts";
import type { Holding } from "../../src/model/holdings.ts";
import type { Seat } from "../../src/model/seats.ts";
import type { Appointment } from "./agenda.ts";
import type { Request as Callback } from "./callbackRequest.ts";

/** A step of a leg waits until a time; Infinity: until somebody wakes it. */
export type Script<Result = void> = Generator<number, Result, void>;

/** The leg ends here, whatever follows in its table. */
export const STOP = Symbol("stop");
/** Where a leg goes on: at a label, nowhere, or (null) with the next action. */
export type Next = Label | typeof STOP | null;

/** What a message in hand at a crashed instance does to its leg: back to where it was sent. */
export class WorkLost extends Error {}

export interface Call {
  readonly serial: number;
  readonly flow: Flow;
  readonly demand: number;
  readonly site: number;
  readonly attributes: Readonly<Record<Attribute, number>>;
  /** What it answers to the questions that are drawn. */
  readonly answers: Partial<Record<Question, string>>;
  /** How long the back-end works on each of its look-ups, and how many have begun. */
  readonly lookUps: readonly number[];
  lookUpsBegun: number;
  /** When its present look-up began, and when its treatment. */
  lookUpUs: number;
  treatedUs: number;
  /** The instance that plays each role so far. */
  readonly roles: Map<Role, number>;
  /** The message for which a role was filled. */
  readonly chosenBy: Map<Role, Send>;
  /** Its media have begun. */
  accepted: boolean;
  /** Of these, roles that are filled anew before the next message to them. */
  readonly forgotten: Set<Role>;
  /** By what only some calls answer: who is chosen by them, until the next line led to. */
  readonly chosenIf: Map<string, readonly Role[]>;
  readonly agents: (Agent | null)[];
  readonly holdings: Map<Holding, number>;
  /** Spans that were recorded; the last one may be open. Null before, and once it is cut off. */
  recorded: { fromUs: number; toUs: number | null }[] | null;
  readonly streams: Map<Stream, readonly Role[]>;
  /** Streams that have room on their links, whether they flow or not. */
  readonly rooms: Map<Stream, readonly Role[]>;
  /** Agents in hand, by slot. */
  readonly agentSlots: Set<number>;
  /** Slot it queues for, null when it does not queue. */
  queuesFor: number | null;
  /** Queues, but no agent may take it yet. */
  inTreatment: boolean;
  /** In line: since when, the how manieth of all, and how far its wait has taken it. */
  inLineUs: number;
  ticket: number;
  stage: number;
  /** Its queue has closed while it waited. */
  isCleared: boolean;
  main: Leg | null;
  legs: number;
  forks: number;
  joiner: Leg | null;
  readonly arrivedUs: number;
  queuedUs: number | null;
  selectedUs: number | null;
  /** When it wanted its second agent. */
  askedUs: number | null;
  answeredUs: number | null;
  endedUs: number | null;
  outcome: Outcome | null;
  /** The request for a callback that it is for. */
  request: Callback | null;
  /** Told once the outcome is known. */
  whenEnded: ((call: Call) => void) | null;
}

export interface Leg {
  readonly call: Call;
  readonly kind: "main" | "forked" | "posted";
  script: Script;
  appointment: Appointment | null;
  ended: boolean;
  /** Its own time: the message just received is worked on until then. */
  ownUs: number;
  /** Work in hand: where, until when, and the message that brought it there. */
  workAt: number;
  workUntilUs: number;
  sent: Send | null;
  /** A message on its way whose sender may yet crash before it leaves. */
  travelling: (() => void) | null;
  /** Instances that did not take what it last chose a receiver for. */
  tried: number[];
  /** Roles filled in this line of the table: filled anew when a log-in starts the line again. */
  filledNow: Role[];
  /** Those chosen by an instance that crashed before it could send on: chosen anew. */
  anew: Set<Role>;
  attempts: number;
  firstSentUs: number;
  voided: boolean;
}

/** A SIP request that its sender may have to repeat. */
export interface Request {
  readonly to: number;
  readonly firstUs: number;
  readonly endUs: number;
  /** Infinity until it has arrived. */
  answerUs: number;
  workUntilUs: number;
  void: boolean;
}

export interface Agent {
  readonly number: number;
  readonly group: number;
  readonly site: number;
  readonly seat: Seat;
  state: (typeof AGENT_STATES)[number];
  leaving: boolean;
  expected: boolean;
  refreshing: boolean;
  registered: boolean;
  sbc: number;
  owner: number;
  desk: number;
  readySinceUs: number;
  readyOrder: number;
}

/** Who hears the events of a node, over how many connections. */
export interface Client {
  readonly instance: number;
  readonly connections: number;
  /** Hears only of DNs that the node owns. */
  readonly onlyOwn: boolean;
}

/** The roles that a flow's agents fill, by slot. */
export function agentRolesOf(flow: Flow): AgentRoles[] {
  const found: AgentRoles[] = [];
  const walk = (action: Action): void => {
    if ("actions" in action) action.actions.forEach(walk);
    if (action.verb === "wait" || action.verb === "tell") found[action.agent.slot] = action.agent;
  };
  for (const line of [...Object.values(flow.steps), ...Object.values(flow.endings)])
    for (const part of line.slice(1)) for (const action of part as readonly Action[]) walk(action);
  return found;
}

/** What a call brings along. */
export type Given = Pick<Call, "flow" | "demand" | "site" | "attributes" | "answers" | "lookUps">;

/** A call at its beginning. */
export function callOf(given: Given, serial: number, nowUs: number): Call {
  return {
    ...given,
    lookUpsBegun: 0,
    lookUpUs: Number.NaN,
    treatedUs: Number.NaN,
    serial,
    roles: new Map(),
    chosenBy: new Map(),
    accepted: false,
    forgotten: new Set(),
    chosenIf: new Map(),
    agents: [null, null],
    holdings: new Map(),
    recorded: null,
    streams: new Map(),
    rooms: new Map(),
    agentSlots: new Set(),
    queuesFor: null,
    inTreatment: false,
    inLineUs: 0,
    ticket: 0,
    stage: 0,
    isCleared: false,
    main: null,
    legs: 0,
    forks: 0,
    joiner: null,
    arrivedUs: nowUs,
    queuedUs: null,
    selectedUs: null,
    askedUs: null,
    answeredUs: null,
    endedUs: null,
    outcome: null,
    request: null,
    whenEnded: null,
  };
}

/** Before the first shift. */
export const agentOf = (number: number, group: number, seat: Seat): Agent => ({
  number,
  group,
  site: seat.site,
  seat,
  state: "loggedOut",
  leaving: false,
  expected: false,
  refreshing: false,
  registered: false,
  sbc: -1,
  owner: -1,
  desk: -1,
  readySinceUs: 0,
  readyOrder: 0,
});

/** The agents of a staffing entry: of them as many as `surplus` leave, those who are done first. */
export interface Team {
  surplus: number;
  readonly areNamed: boolean;
}

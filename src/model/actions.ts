import type { Attribute } from "./attributes.ts";
import type { Count } from "./counts.ts";
import type { Holding } from "./holdings.ts";
import type { MessageKind } from "./messages.ts";
import type { Question } from "./questions.ts";
import type { FileKind, RecordingMoment } from "./recording/kinds.ts";
import type { AgentActivity, AgentEnd, Milestone, Outcome, Phase, Stream } from "./vocabulary.ts";

export type { Attribute } from "./attributes.ts";
export type { Question } from "./questions.ts";
export {
  AGENT_ENDS,
  type AgentActivity,
  type AgentEnd,
  CALL_OUTCOMES,
  type Milestone,
  OUTCOMES,
  type Outcome,
  PHASES,
  type Phase,
  STREAMS,
  type Stream,
} from "./vocabulary.ts";

/**
 * The vocabulary of a flow table. An action is plain data: the compiler turns it into integer
 * steps, the static analysis counts along it, the ladder draws it, and the oracle of the tests
 * walks it directly.
 */

/** A participant of a flow, by the name its table gives it. */
export type Role = string;

/** Where a flow goes when something does not happen: the name of one of its endings. */
export type Label = string;

export interface Send {
  readonly verb: "send";
  readonly message: MessageKind;
  readonly from: Role;
  readonly to: Role;
  /**
   * Ending taken when the receiver refuses new work with 503 or never answers, and so do the others
   * that could be chosen in its place. Null: such a call fails where it stands, and a receiver that
   * was not chosen here does not refuse.
   */
  readonly refused: Label | null;
  /** Ending taken when the receiver is being shut down and says 603: nobody else is asked. */
  readonly declined?: Label;
}

/** Room for a stream on every link it will cross, until it ends. */
export interface Admit {
  readonly verb: "admit";
  readonly stream: Stream;
  readonly path: readonly Role[];
  /** Where a call goes when one of the links has no room for it. */
  readonly full: Label;
  /** The stream it takes over from, whose room it may use. */
  readonly instead?: Stream;
}

export type Action =
  | Send
  | { readonly verb: "post" | "fork" | "desktop"; readonly actions: readonly Action[] }
  | {
      readonly verb: "when";
      readonly question: Question;
      readonly answer: string;
      readonly actions: readonly Action[];
    }
  | { readonly verb: "times"; readonly count: Count; readonly actions: readonly Action[] }
  /** A back-end is asked; who gets no answer in time goes past what is in it. */
  | { readonly verb: "lookUp"; readonly role: Role; readonly actions: readonly Action[] }
  /** Within `lookUp`: the back-end works on it. */
  | { readonly verb: "serve"; readonly role: Role }
  | { readonly verb: "join" | "untilRefresh" }
  | { readonly verb: "hold"; readonly holding: Holding; readonly role: Role; readonly full: Label }
  | { readonly verb: "free"; readonly holding: Holding }
  | Admit
  | {
      readonly verb: "stream";
      readonly stream: Stream;
      readonly path: readonly Role[];
      /** So many streams one way, from its first role to its last; absent: one each way. */
      readonly oneWay?: number;
    }
  | { readonly verb: "endStream"; readonly stream: Stream }
  | { readonly verb: "enter"; readonly phase: Phase }
  | { readonly verb: "spend"; readonly attribute: Attribute; readonly unless?: Unless }
  | {
      readonly verb: "wait";
      readonly agent: AgentRoles;
      readonly abandoned: Label;
      readonly full: Label;
      /**
       * Where a call goes that has waited as long as its demand lets it; one that wants a second
       * agent, as long as the first one waits.
       */
      readonly overflow?: Label;
      /** Where a call goes whose queue has no agent on duty, if it takes no calls then. */
      readonly closed?: Label;
    }
  | { readonly verb: "agent"; readonly agent: AgentRoles; readonly activity: AgentActivity }
  | {
      readonly verb: "releaseAgent";
      readonly agent: AgentRoles;
      /** Not ready at first, for as long as the call's demand has it of who does not answer. */
      readonly pauses?: true;
    }
  | {
      readonly verb: "ask";
      readonly question: Question;
      readonly answer: string;
      readonly go: Label;
    }
  | {
      readonly verb: "tell";
      readonly event: string;
      readonly agent: AgentRoles;
      readonly node: Role;
    }
  | { readonly verb: "report"; readonly event: string; readonly node: Role }
  | { readonly verb: "replicate" | "pick"; readonly from: Role }
  /** Where an agent's desktop or phone turns to when what it used is gone; it may have to wait. */
  | { readonly verb: "reach"; readonly end: AgentEnd; readonly roles: readonly Role[] }
  | { readonly verb: "connect"; readonly node: Role; readonly client: Role }
  | { readonly verb: "mark"; readonly milestone: Milestone }
  | { readonly verb: "decide"; readonly question: Question; readonly answer: string }
  | { readonly verb: "record"; readonly moment: RecordingMoment }
  | Transfer
  | { readonly verb: "mux"; readonly role: Role }
  | { readonly verb: "end"; readonly outcome: Outcome }
  | { readonly verb: "goTo"; readonly label: Label };

/** A file goes from one role to another, at its own rate; it may have to wait its turn. */
export interface Transfer {
  readonly verb: "transfer";
  readonly file: FileKind;
  readonly from: Role;
  readonly to: Role;
}

/** A duration is cut short when this one runs out first. */
export interface Unless {
  readonly attribute: "ivrPatience" | "patience";
  readonly go: Label;
}

/**
 * Roles that become known once an agent is: where phone and desktop are, who owns its DN, who
 * serves its desktop.
 */
export interface AgentRoles {
  /** Which of the call's agents: 0 the first, 1 a consulted one. */
  readonly slot: 0 | 1;
  readonly sbc: Role;
  readonly phone: Role;
  readonly owner: Role;
  readonly desk: Role;
  readonly desktop: Role;
  /** The SIP Proxy that phones may talk to themselves, instead of the SBC; absent: never. */
  readonly proxy?: Role;
}

/** The roles that an agent fills. */
export const filledBy = ({ sbc, phone, owner, desk, desktop }: AgentRoles): readonly Role[] => [
  sbc,
  phone,
  owner,
  desk,
  desktop,
];

/** Verbs, as a flow table writes them. */
export const send = (message: MessageKind, ...path: readonly Role[]): Action[] =>
  path.slice(1).map((to, i) => ({ verb: "send", message, from: path[i], to, refused: null }));

/** A message that travels beside the call and does not delay it. */
export const post = (message: MessageKind, ...path: readonly Role[]): Action[] => [
  { verb: "post", actions: send(message, ...path) },
];

/** Several actions beside the call, which goes on at once. */
export const also = (...actions: readonly Action[][]): Action[] => [
  { verb: "post", actions: actions.flat() },
];

/** A leg that the call will wait for at `join`. */
export const fork = (...actions: readonly Action[][]): Action[] => [
  { verb: "fork", actions: actions.flat() },
];
export const join = (): Action[] => [{ verb: "join" }];

/** What a desktop server does with each event of its agent. */
export const onDesktop = (...actions: readonly Action[][]): Action[] => [
  { verb: "desktop", actions: actions.flat() },
];

export const hold = (holding: Holding, role: Role, full: Label): Action[] => [
  { verb: "hold", holding, role, full },
];
export const free = (holding: Holding): Action[] => [{ verb: "free", holding }];
export const stream = (name: Stream, ...path: readonly Role[]): Action[] => [
  { verb: "stream", stream: name, path },
];
/** Copies of what both parties say, for somebody who only listens. */
export const copies = (name: Stream, ...path: readonly Role[]): Action[] => [
  { verb: "stream", stream: name, path, oneWay: 2 },
];
/** Before a stream may begin: scenarios that limit no link leave it out. */
export const admit = (
  name: Stream,
  or: { full: Label; instead?: Stream },
  ...path: readonly Role[]
): Action[] => [{ verb: "admit", stream: name, path, ...or }];
export const endStream = (name: Stream): Action[] => [{ verb: "endStream", stream: name }];
export const enter = (phase: Phase): Action[] => [{ verb: "enter", phase }];
export const spend = (attribute: Attribute, unless?: Unless): Action[] => [
  unless ? { verb: "spend", attribute, unless } : { verb: "spend", attribute },
];
export const untilRefresh = (): Action[] => [{ verb: "untilRefresh" }];
export const wait = (
  agent: AgentRoles,
  or: { abandoned: Label; full: Label; overflow?: Label; closed?: Label },
): Action[] => [{ verb: "wait", agent, ...or }];
export const agent = (who: AgentRoles, activity: AgentActivity): Action[] => [
  { verb: "agent", agent: who, activity },
];
export const releaseAgent = (who: AgentRoles): Action[] => [{ verb: "releaseAgent", agent: who }];
/** The agent leaves the call and is not ready for a while. */
export const standDown = (who: AgentRoles): Action[] => [
  { verb: "releaseAgent", agent: who, pauses: true },
];
/** Calls with this answer go elsewhere. */
export const ask = (question: Question, go: Label, answer = "yes"): Action[] => [
  { verb: "ask", question, answer, go },
];
/** What only calls with the answer "yes" do: on the way of the call, not in a leg beside it. */
export const when = (question: Question, ...actions: readonly Action[][]): Action[] => [
  { verb: "when", question, answer: "yes", actions: actions.flat() },
];
/** What each call does as often as its demand says. */
export const times = (count: Count, ...actions: readonly Action[][]): Action[] => [
  { verb: "times", count, actions: actions.flat() },
];
/** A request to a back-end and its answer, each over one hop. */
export const lookUp = (from: Role, role: Role): Action[] => [
  {
    verb: "lookUp",
    role,
    actions: [
      ...send("LOOK_UP", from, role),
      { verb: "serve", role },
      ...send("LOOKED_UP", role, from),
    ],
  },
];
/** What only those do who answer "no". */
export const unless = (question: Question, ...actions: readonly Action[][]): Action[] => [
  { verb: "when", question, answer: "no", actions: actions.flat() },
];
/** The same for any answer. */
export const whenIts = (question: Question, answer: string, ...actions: Action[][]): Action[] => [
  { verb: "when", question, answer, actions: actions.flat() },
];
/** Whatever the call would have answered: from now on it answers this. */
export const decide = (question: Question, answer: string): Action[] => [
  { verb: "decide", question, answer },
];
/** What becomes of the recording of a call. */
export const record = (moment: RecordingMoment): Action[] => [{ verb: "record", moment }];
export const transfer = (file: FileKind, from: Role, to: Role): Action[] => [
  { verb: "transfer", file, from, to },
];
export const mux = (role: Role): Action[] => [{ verb: "mux", role }];
export const tell = (event: string, who: AgentRoles, node: Role): Action[] => [
  { verb: "tell", event, agent: who, node },
];
export const report = (event: string, node: Role): Action[] => [{ verb: "report", event, node }];
export const replicate = (from: Role): Action[] => [{ verb: "replicate", from }];
/** Takes the next instance in turn for a role that was filled before. */
export const pick = (role: Role): Action[] => [{ verb: "pick", from: role }];
/** Fills a role with the node whose T-events a desk server hears. */
export const connect = (node: Role, client: Role): Action[] => [{ verb: "connect", node, client }];
/** A desktop or phone finds another server, which fills these roles. */
export const reach = (end: AgentEnd, ...roles: readonly Role[]): Action[] => [
  { verb: "reach", end, roles },
];
export const mark = (milestone: Milestone): Action[] => [{ verb: "mark", milestone }];
export const end = (outcome: Outcome): Action[] => [{ verb: "end", outcome }];
export const goTo = (label: Label): Action[] => [{ verb: "goTo", label }];

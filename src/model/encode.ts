import {
  type Action,
  AGENT_ENDS,
  type Label,
  OUTCOMES,
  PHASES,
  type Role,
  STREAMS,
} from "./actions.ts";
import { ATTRIBUTES } from "./attributes.ts";
import { COUNTS } from "./counts.ts";
import { HOLDINGS } from "./holdings.ts";
import { MESSAGE_KINDS } from "./messages.ts";
import { OP } from "./program.ts";
import { answersOf, QUESTION_NAMES } from "./questions.ts";
import { FILE_KINDS, RECORDING_MOMENTS } from "./recording/kinds.ts";

export const ACTIVITIES = [
  "previewing",
  "ringing",
  "talking",
  "afterCallWork",
  "engaged",
  "hold",
  "consulting",
  "voicemail",
  "digital",
] as const;
export const MILESTONES = [
  "progress",
  "registered",
  "loggedIn",
  "live",
  "unconnected",
  "customerDialled",
  "customerReached",
  "held",
  "unanswered",
  "transferred",
  "conferenced",
  "desktopBack",
  "phoneBack",
  "registerRefused",
] as const;

/** One row that an action becomes; its targets are still labels. */
export interface Code {
  readonly op: number;
  readonly a?: number;
  readonly b?: number;
  readonly c?: number;
  readonly target?: Label;
  readonly other?: Label;
  /** A message that is sent once more. */
  readonly repeated?: boolean;
}

type Nested = Extract<Action, { readonly actions: readonly Action[] }>;
/** Actions that start a leg of their own, which the assembler lays out. */
export type LegAction = Extract<Nested, { readonly verb: "post" | "fork" | "desktop" }>;
/** Those that some calls perform and others do not, or several times, likewise. */
export type Inside = Exclude<Nested, LegAction>;
export const isInside = (action: Action): action is Inside =>
  action.verb === "when" || action.verb === "times" || action.verb === "lookUp";

/** The row before what is in them, which leads those whom it does not concern past it. */
export function opening(action: Inside, role: (name: Role) => number): Code {
  switch (action.verb) {
    case "when":
      return { op: OP.ASK, ...asked(action), c: 1 };
    case "times":
      return { op: OP.TIMES, a: COUNTS.indexOf(action.count) };
    case "lookUp":
      return { op: OP.LOOK_UP, a: role(action.role) };
  }
}

/** The question and answer of an ASK row. */
const asked = ({ question, answer }: Extract<Action, { readonly answer: string }>) => ({
  a: QUESTION_NAMES.indexOf(question),
  b: answersOf(question).indexOf(answer),
});

/** The rows of one action. `role` gives the index of a role in its flow. */
export function encode(action: Exclude<Action, Nested>, role: (name: Role) => number): Code[] {
  switch (action.verb) {
    case "send": {
      const operands = {
        a: MESSAGE_KINDS.indexOf(action.message),
        b: role(action.from),
        c: role(action.to),
      };
      return [
        { op: OP.DEPART, ...operands },
        { op: OP.ARRIVE, ...operands },
      ];
    }
    case "join":
      return [{ op: OP.JOIN }];
    case "serve": {
      const a = role(action.role);
      return [
        { op: OP.SERVE, a },
        { op: OP.SERVED, a },
      ];
    }
    case "untilRefresh":
      return [{ op: OP.UNTIL_REFRESH }];
    case "pick":
      return [{ op: OP.PICK, a: role(action.from) }];
    case "replicate":
      return [{ op: OP.REPLICATE, a: role(action.from) }];
    case "report":
      return [{ op: OP.REPORT, a: role(action.node) }];
    case "tell": {
      const { owner, desk } = action.agent;
      return [{ op: OP.TELL, a: role(action.node), b: role(owner), c: role(desk) }];
    }
    case "connect":
      return [{ op: OP.CONNECT, a: role(action.node), b: role(action.client) }];
    case "reach":
      return [{ op: OP.REACH, a: AGENT_ENDS.indexOf(action.end) }];
    case "goTo":
      return [{ op: OP.JUMP, target: action.label }];
    default:
      return encodeState(action, role);
  }
}

type StateAction = Exclude<
  Action,
  | Nested
  | { readonly verb: "send" | "join" | "untilRefresh" | "pick" | "replicate" | "serve" }
  | { readonly verb: "report" | "tell" | "goTo" | "connect" | "reach" }
>;

/** What changes the state of the world rather than sending something. */
function encodeState(action: StateAction, role: (name: Role) => number): Code[] {
  switch (action.verb) {
    case "hold": {
      const a = HOLDINGS.indexOf(action.holding);
      return [{ op: OP.HOLD, a, b: role(action.role), target: action.full }];
    }
    case "free":
      return [{ op: OP.FREE, a: HOLDINGS.indexOf(action.holding) }];
    case "admit": {
      const { stream, instead, full: target } = action;
      const b = instead === undefined ? -1 : STREAMS.indexOf(instead);
      return [{ op: OP.ADMIT, a: STREAMS.indexOf(stream), b, target }];
    }
    case "stream":
      return [{ op: OP.STREAM, a: STREAMS.indexOf(action.stream) }];
    case "endStream":
      return [{ op: OP.END_STREAM, a: STREAMS.indexOf(action.stream) }];
    case "enter":
      return [{ op: OP.ENTER, a: PHASES.indexOf(action.phase) }];
    case "spend": {
      const a = ATTRIBUTES.indexOf(action.attribute);
      if (action.unless === undefined) return [{ op: OP.SPEND, a, b: -1 }];
      const { attribute, go: target } = action.unless;
      return [{ op: OP.SPEND, a, b: ATTRIBUTES.indexOf(attribute), target }];
    }
    case "wait": {
      const { agent, abandoned, full, overflow, closed } = action;
      const left = { op: OP.LEAVE_QUEUE, a: agent.slot, b: overflow === undefined ? 0 : 1 };
      return [
        { op: OP.WAIT, a: agent.slot, other: full, ...(closed && { target: closed }) },
        { ...left, target: abandoned, ...(overflow && { other: overflow }) },
      ];
    }
    case "agent":
      return [{ op: OP.AGENT, a: action.agent.slot, b: ACTIVITIES.indexOf(action.activity) }];
    case "releaseAgent":
      return [{ op: OP.RELEASE_AGENT, a: action.agent.slot, b: action.pauses ? 1 : 0 }];
    case "ask":
      return [{ op: OP.ASK, ...asked(action), target: action.go }];
    case "decide":
      return [{ op: OP.DECIDE, ...asked(action) }];
    case "record":
      return [{ op: OP.RECORD, a: RECORDING_MOMENTS.indexOf(action.moment) }];
    case "transfer": {
      const { file, from, to } = action;
      const operands = { a: FILE_KINDS.indexOf(file), b: role(from), c: role(to) };
      return [OP.TRANSFER, OP.SENDING, OP.SENT].map((op) => ({ op, ...operands }));
    }
    case "mux":
      return [{ op: OP.MUX, a: role(action.role) }];
    case "mark":
      return [{ op: OP.MARK, a: MILESTONES.indexOf(action.milestone) }];
    case "end":
      return [{ op: OP.END, a: OUTCOMES.indexOf(action.outcome) }];
  }
}

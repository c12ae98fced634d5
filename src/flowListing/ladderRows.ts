import type { Action, Role } from "../model/actions.ts";
import { actionsOf, type Flow, type Line } from "../model/flow.ts";
import { MESSAGES, type MessageKind } from "../model/messages.ts";
import type { LadderRow } from "../report/ladder.ts";

/** Marks behind the step number of what happens beside the call. */
const MARKS = { post: "*", fork: "&", desktop: "^" } as const;

export const LEGEND =
  "* beside the call, which goes on at once; & a leg that the call waits for later;\n" +
  "^ for each T-event of the agent";

/**
 * Every action of one line of a flow table as a row of a ladder diagram, in the table's order; its
 * sentence where the line does nothing that the model counts.
 */
export function ladderRows(flow: Flow, step: string, line: Line): LadderRow[] {
  const [first] = Object.keys(flow.roles) as [Role];
  const actions = actionsOf(line);
  if (actions.length === 0) return [{ step, from: first, to: first, message: line[0] }];
  return rowsOf(flow, actions, step, first);
}

/** `at`: where the leg stands, which is where it does what involves nobody else. */
function rowsOf(flow: Flow, actions: readonly Action[], step: string, at: Role): LadderRow[] {
  const rows: LadderRow[] = [];
  for (const action of actions) {
    if (action.verb === "when") {
      rows.push({ step, from: at, to: at, message: `only when ${question(action)}:` });
      rows.push(...rowsOf(flow, action.actions, step, at));
      continue;
    }
    if (action.verb === "times" || action.verb === "lookUp") {
      const message = action.verb === "times" ? `for each of the ${action.count}:` : "a look-up:";
      rows.push({ step, from: at, to: at, message });
      rows.push(...rowsOf(flow, action.actions, step, at));
      continue;
    }
    if ("actions" in action) {
      rows.push(...rowsOf(flow, action.actions, marked(step, MARKS[action.verb]), at));
      continue;
    }
    const row = { step, ...described(flow, action, at) };
    rows.push(row);
    at = row.to;
  }
  return rows;
}

const question = ({ question: asked, answer }: { question: string; answer: string }): string =>
  answer === "yes" ? asked : `${asked} is ${answer}`;

const marked = (step: string, mark: string): string =>
  step.endsWith(mark) ? step : `${step}${mark}`;

type Flat = Exclude<Action, { readonly actions: unknown }>;
type Happening = Omit<LadderRow, "step">;

function described(flow: Flow, action: Flat, at: Role): Happening {
  const own = (message: string, role = at): Happening => ({ from: role, to: role, message });
  switch (action.verb) {
    case "send": {
      const { message, from, to, refused, declined } = action;
      const row = { from, to, message: spoken(message) };
      const elsewhere = declined === undefined ? refused : `${refused}, by 603: ${declined}`;
      return refused === null ? row : { ...row, note: `refused: ${elsewhere}` };
    }
    case "hold":
      return own(`hold ${action.holding}; none free: ${action.full}`, action.role);
    case "free":
      return own(`free ${action.holding}`, holderOf(flow, action.holding) ?? at);
    case "admit": {
      const { stream, path, full } = action;
      return own(`room for RTP ${stream} on its links; none: ${full}`, path[1]);
    }
    case "stream":
      return { from: action.path[0]!, to: action.path.at(-1)!, message: `RTP ${action.stream}` };
    case "transfer": {
      const { file, from, to } = action;
      return { from, to, message: `file ${file}` };
    }
    case "mux":
      return own("puts voice and screen together", action.role);
    case "endStream":
      return own(`RTP ${action.stream} ends`);
    case "spend":
      return own(`spend ${action.attribute}${unlessText(action)}`);
    case "wait":
      return own(`wait for an agent; gives up: ${action.abandoned}; full: ${action.full}`);
    case "agent":
      return own(`agent ${action.activity}`, action.agent.phone);
    case "releaseAgent":
      return own("agent released", action.agent.phone);
    case "tell":
      return { from: action.node, to: action.agent.owner, message: `T-event ${action.event}` };
    case "report":
      return own(`call event ${action.event} to ICON`, action.node);
    case "replicate":
      return own("registration copied to every proxy", action.from);
    case "connect":
      return own("the node that this GWS is connected to", action.node);
    case "serve":
      return own("works on it; too late: past the look-up", action.role);
    case "reach":
      return own(
        `the ${action.end} finds a server that answers; waits until one does`,
        action.roles[0]!,
      );
    case "pick":
      return own("next instance in turn", action.from);
    default:
      return own(plainWords(action));
  }
}

/** What involves nobody but the call itself. */
function plainWords(
  action: Extract<
    Flat,
    {
      verb:
        | "join"
        | "untilRefresh"
        | "enter"
        | "ask"
        | "decide"
        | "record"
        | "mark"
        | "end"
        | "goTo";
    }
  >,
): string {
  switch (action.verb) {
    case "join":
      return "wait for the legs beside";
    case "untilRefresh":
      return "wait until the registration is about to expire";
    case "enter":
      return `phase ${action.phase}`;
    case "ask":
      return `${question(action)}? then ${action.go}`;
    case "decide":
      return `from now on: ${question(action)}`;
    case "record":
      return `recording: ${action.moment}`;
    case "mark":
      return `milestone ${action.milestone}`;
    case "end":
      return `outcome ${action.outcome}`;
    case "goTo":
      return `on to ${action.label}`;
  }
}

function unlessText({ unless }: Extract<Flat, { verb: "spend" }>): string {
  return unless === undefined ? "" : `; ${unless.attribute} runs out: ${unless.go}`;
}

/** The participant whose port or trunk it is. */
function holderOf(flow: Flow, holding: string): Role | undefined {
  const all = Object.values(flow.steps).flatMap((line) => actionsOf(line));
  const hold = all.find((each) => each.verb === "hold" && each.holding === holding);
  return hold?.verb === "hold" ? hold.role : undefined;
}

/** SIP messages as they are called on the wire, others by the name of their kind. */
function spoken(kind: MessageKind): string {
  const { sip, bytes } = MESSAGES[kind];
  return sip ? bytes.meaning.replace(/,? with .*/, "") : kind;
}

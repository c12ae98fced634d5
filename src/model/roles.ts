import { type Action, filledBy, type Label, type Role } from "./actions.ts";
import type { Flow } from "./flow.ts";
import { type MayAnswer, type Path, pathsOf } from "./paths.ts";

const NOBODY: ReadonlySet<Role> = new Set();

/** Roles that somebody must have by now, those of `filled` known to have somebody. */
export function needs(action: Action, flow: Flow, filled = NOBODY): Role[] {
  switch (action.verb) {
    case "send": {
      const cast = flow.roles[action.to];
      if (cast?.by === "bound") return [action.from, action.to];
      if (filled.has(action.to)) return [action.from];
      if (cast?.by === "node") return [action.from, cast.node];
      return cast?.by === "turn" && cast.near !== undefined
        ? [action.from, cast.near]
        : [action.from];
    }
    case "tell":
      return [action.node, action.agent.owner, action.agent.desk];
    case "report":
      return [action.node];
    case "replicate":
      return [action.from];
    case "stream":
      return [...action.path];
    case "connect":
      return [action.client];
    case "serve":
      return [action.role];
    default:
      return [];
  }
}

/** Roles that somebody has from now on; `failed` when what the action tried did not succeed. */
export function fills(action: Action, flow: Flow, failed = false): Role[] {
  switch (action.verb) {
    case "send":
      return flow.roles[action.to]?.by === "bound" ? [] : [action.to];
    case "pick":
      return [action.from];
    case "lookUp":
      return [action.role];
    case "hold":
      // A full farm still names the MCP that refuses.
      return [action.role];
    case "connect":
      return [action.node];
    case "wait": {
      if (failed) return [];
      return [...filledBy(action.agent)];
    }
    default:
      return [];
  }
}

/** Roles that somebody has when a line begins; undefined for a line that does nothing. */
export type Filled = (label: Label, answered?: Answered) => ReadonlySet<Role> | undefined;

/** What a call is known to have answered. */
type Answered = Pick<Extract<Action, { readonly answer: string }>, "question" | "answer">;

/** By line: roles that somebody has when it begins, whichever way of such calls led there. */
export function filledBefore(flow: Flow, mayAnswer: MayAnswer): Filled {
  const ways = pathsOf(flow, undefined, mayAnswer).map((path) => ({
    path,
    filledAt: filledAlong(flow, path),
  }));
  return (label, answered) => {
    const sets = ways.flatMap(({ path, filledAt }) => {
      const given = answered && path.answers.get(answered.question);
      const filled = filledAt.get(label);
      return filled === undefined || given !== answered?.answer ? [] : [filled];
    });
    const [first, ...others] = sets;
    return first && new Set([...first].filter((role) => others.every((each) => each.has(role))));
  };
}

/** By line of one path: roles that somebody has when it begins. */
function filledAlong(flow: Flow, { actions }: Path): ReadonlyMap<Label, ReadonlySet<Role>> {
  const known = new Map<Label, ReadonlySet<Role>>();
  const filled = new Set<Role>();
  for (const { step, action, failed } of actions) {
    if (!known.has(step)) known.set(step, new Set(filled));
    for (const role of fills(action, flow, failed)) filled.add(role);
  }
  return known;
}

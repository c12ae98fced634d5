import { type Action, filledBy, type Label, type Role } from "./actions.ts";
import type { Flow } from "./flow.ts";
import { pathsOf } from "./paths.ts";

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

/** By line: roles that somebody has when it begins, whichever way led there. */
export function filledBefore(flow: Flow): ReadonlyMap<Label, ReadonlySet<Role>> {
  const known = new Map<Label, Set<Role>>();
  for (const { actions } of pathsOf(flow)) {
    const filled = new Set<Role>();
    const begun = new Set<Label>();
    for (const { step, action, failed } of actions) {
      const before = known.get(step) ?? filled;
      if (!begun.has(step))
        known.set(step, new Set([...before].filter((role) => filled.has(role))));
      begun.add(step);
      for (const role of fills(action, flow, failed)) filled.add(role);
    }
  }
  return known;
}

import { type Action, filledBy, type Role } from "./actions.ts";
import type { Flow } from "./flow.ts";

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
    case "transfer":
      return [action.from, action.to];
    case "serve":
    case "mux":
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
    case "reach":
      return [...action.roles];
    case "wait": {
      if (failed) return [];
      return [...filledBy(action.agent)];
    }
    default:
      return [];
  }
}

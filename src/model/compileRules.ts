import type { Action, Role, Send } from "./actions.ts";
import { OP, type Row } from "./program.ts";

/** Steps that may run before the message just received has been worked on. */
export const NEED_NOT_SETTLE = new Set<number>([
  OP.DEPART,
  OP.ARRIVE,
  OP.SETTLE,
  OP.PICK,
  OP.CONNECT,
  OP.IF_DIRECT,
  OP.IF_DECLINED,
  OP.POST,
  OP.TELL,
  OP.REPORT,
  OP.DONE,
]);

/** What call fidelity books in closed form. */
export const BOOKED = new Set<Action["verb"]>(["send", "tell", "report", "replicate"]);

/** Whether an action is signalling only, which takes no time at call fidelity. */
export function isInstant(action: Action): boolean {
  if (action.verb === "post") return action.actions.every(isInstant);
  if (action.verb === "mark") return action.milestone === "progress";
  // What a desktop does is booked with each event told of its agent.
  return BOOKED.has(action.verb) || ["pick", "connect", "desktop"].includes(action.verb);
}

/** Actions that become rows of their own, apart from the line that starts them. */
export interface Block {
  readonly actions: readonly Action[];
  readonly step: string;
  /** The row whose target is this block's first row; null: what a desktop does. */
  readonly caller: Row | null;
  /** Whose desktop that is. */
  readonly slot: number;
  readonly joined: boolean;
  /** Roles that are filled when it begins. */
  readonly picked: ReadonlySet<Role>;
  /** What a refused request does after its refusal, which this block is then. */
  readonly again: Again | null;
}

export interface Again {
  readonly action: Send;
  /** The request's DEPART row and its place. */
  readonly depart: Row;
  readonly at: number;
  /** Its receiver was chosen for it, so that another may be. */
  readonly isChoice: boolean;
}

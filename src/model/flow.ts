import {
  type Action,
  type AgentRoles,
  filledBy,
  type Label,
  post,
  type Role,
  type Send,
  send,
} from "./actions.ts";
import { components } from "./components/index.ts";

/** How a role of a flow is filled. */
export type Cast =
  /** The carrier or the desks: a place without a component. */
  | { readonly by: "place"; readonly place: "carrier" | "desks" }
  /**
   * The next instance in turn, chosen when first sent to: at the call's site, or at that of the
   * role it is `near`.
   */
  | { readonly by: "turn"; readonly component: string; readonly near?: Role }
  /**
   * One that DNS names to its first sender: of its own site, of other sites once it avoids all of
   * those. In turn, or drawn by weight (RFC 2782).
   */
  | { readonly by: "srv"; readonly component: string; readonly order: "turn" | "weight" }
  /** An instance that belongs to the call's SIP Server node, in turn. */
  | { readonly by: "node"; readonly component: string; readonly node: Role }
  /** Becomes known through a verb: a media port held, an agent named. */
  | { readonly by: "bound"; readonly component: string }
  /** In a part of other flows: somebody whom those have already. */
  | { readonly by: "given"; readonly component: string };

/** One line of a flow table: what happens, in a sentence, and the actions that make it happen. */
export type Line = readonly [sentence: string, ...actions: readonly Action[][]];

/**
 * Who starts a flow. `flow`: it takes part in the calls of others, which take its lines (see
 * `parts.ts`).
 */
export type Starter = "customers" | "agents" | "campaign" | "callback" | "digital" | "flow";

/** A call flow: numbered steps as its source counts them, then named ones, then its endings. */
export interface Flow {
  readonly name: string;
  readonly title: string;
  readonly startedBy: Starter;
  /** Where the numbering comes from. */
  readonly source: string;
  readonly roles: Readonly<Record<Role, Cast>>;
  /** Keys in order: "1", "2", … then names. */
  readonly steps: Readonly<Record<string, Line>>;
  readonly endings: Readonly<Record<Label, Line>>;
}

export const place = (where: "carrier" | "desks"): Cast => ({ by: "place", place: where });
export const inTurn = (component: string, near?: Role): Cast =>
  near === undefined ? { by: "turn", component } : { by: "turn", component, near };
export const bySrv = (component: string): Cast => ({ by: "srv", component, order: "weight" });
export const bySrvInTurn = (component: string): Cast => ({ by: "srv", component, order: "turn" });
export const ofNode = (component: string, node: Role): Cast => ({ by: "node", component, node });
export const bound = (component: string): Cast => ({ by: "bound", component });
export const given = (component: string): Cast => ({ by: "given", component });

/** The actions of a line. */
export const actionsOf = (line: Line): readonly Action[] =>
  line.slice(1).flatMap((actions) => actions as readonly Action[]);

/** Its lines with their labels: the steps in order, then the endings. */
export const linesOf = ({ steps, endings }: Flow): [label: Label, line: Line][] => [
  ...Object.entries(steps),
  ...Object.entries(endings),
];

/** An action and those of the legs it starts. */
export const withLegs = (action: Action): readonly Action[] =>
  "actions" in action ? [action, ...action.actions.flatMap(withLegs)] : [action];

/** Every action of its lines, those of legs beside the call included. */
export function everyAction({ steps, endings }: Flow): readonly Action[] {
  const all: Action[] = [];
  for (const lines of [steps, endings])
    for (const label in lines)
      for (const actions of lines[label]!.slice(1) as readonly (readonly Action[])[])
        for (const action of actions) addWithLegs(all, action);
  return all;
}

function addWithLegs(all: Action[], action: Action): void {
  all.push(action);
  if ("actions" in action) for (const each of action.actions) addWithLegs(all, each);
}

/** How a request is refused, over one hop: the answer, and the ACK of an INVITE's. */
export function refusalOf({ roles }: Flow, { message, from, to }: Send): Action[] {
  const cast = roles[to];
  const row = components.find(({ name }) => cast.by !== "place" && name === cast.component);
  const answer = send(row?.refusesWith ?? "UNAVAILABLE", to, from);
  return message === "INVITE" ? [...answer, ...post("ACK", from, to)] : answer;
}

/** The agents it waits for or tells of, each once. */
export const agentsOf = (flow: Flow): AgentRoles[] => [
  ...new Set(
    everyAction(flow).flatMap((action) =>
      action.verb === "wait" || action.verb === "tell" ? [action.agent] : [],
    ),
  ),
];

/** By role: who sends the first message to it, by the table. */
export function firstSendersTo(flow: Flow): ReadonlyMap<Role, Role> {
  const senders = new Map<Role, Role>();
  for (const each of everyAction(flow))
    if (each.verb === "send" && !senders.has(each.to)) senders.set(each.to, each.from);
  return senders;
}

/**
 * Slots of the agents that roles come with, or who they are near; the call's own roles are not in
 * it.
 */
export function slotsOf(flow: Flow): ReadonlyMap<Role, AgentRoles["slot"]> {
  const slots = new Map(
    agentsOf(flow).flatMap((agent) =>
      filledBy(agent).map((role): [Role, AgentRoles["slot"]] => [role, agent.slot]),
    ),
  );
  for (const [role, cast] of Object.entries(flow.roles)) {
    const slot = cast.by === "turn" && cast.near !== undefined && slots.get(cast.near);
    if (typeof slot === "number") slots.set(role, slot);
  }
  return slots;
}

/** The slots that agents of a call may have. */
export const agentSlots: readonly AgentRoles["slot"][] = [0, 1];

/**
 * What a desktop server does with each event of the agent in a slot: what the flow says of the
 * first one, by the roles of that agent.
 */
export function desktopOf(flow: Flow, slot: AgentRoles["slot"]): readonly Action[] {
  const [said = []] = everyAction(flow).flatMap((action) =>
    action.verb === "desktop" ? [action.actions] : [],
  );
  if (slot === 0) return said;
  const [first, own] = [0, slot].map((each) => agentsOf(flow).find((who) => who.slot === each));
  if (first === undefined || own === undefined) return [];
  const roles = new Map(filledBy(first).map((role, i) => [role, filledBy(own)[i]!]));
  const its = (role: Role): Role => roles.get(role) ?? role;
  return said.map((action) =>
    action.verb === "send" ? { ...action, from: its(action.from), to: its(action.to) } : action,
  );
}

/** Whether its calls end with an outcome; those of a log-in do not. */
export const endsWithOutcome = (flow: Flow): boolean =>
  everyAction(flow).some(({ verb }) => verb === "end");

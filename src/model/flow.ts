import type { Action, Label, Role } from "./actions.ts";

/** How a role of a flow is filled. */
export type Cast =
  /** The carrier or the desks: a place without a component. */
  | { readonly by: "place"; readonly place: "carrier" | "desks" }
  /** The next instance in turn at the call's site, chosen when first sent to. */
  | { readonly by: "turn"; readonly component: string }
  /** An instance that belongs to the call's SIP Server node, in turn. */
  | { readonly by: "node"; readonly component: string; readonly node: Role }
  /** Becomes known through a verb: a media port held, an agent named. */
  | { readonly by: "bound"; readonly component: string };

/** One line of a flow table: what happens, in a sentence, and the actions that make it happen. */
export type Line = readonly [sentence: string, ...actions: readonly Action[][]];

/** A call flow: numbered steps as its source counts them, then named ones, then its endings. */
export interface Flow {
  readonly name: string;
  readonly title: string;
  /** Where the numbering comes from. */
  readonly source: string;
  readonly roles: Readonly<Record<Role, Cast>>;
  /** Keys in order: "1", "2", … then names. */
  readonly steps: Readonly<Record<string, Line>>;
  readonly endings: Readonly<Record<Label, Line>>;
}

export const place = (where: "carrier" | "desks"): Cast => ({ by: "place", place: where });
export const inTurn = (component: string): Cast => ({ by: "turn", component });
export const ofNode = (component: string, node: Role): Cast => ({ by: "node", component, node });
export const bound = (component: string): Cast => ({ by: "bound", component });

/** The actions of a line. */
export const actionsOf = (line: Line): readonly Action[] =>
  line.slice(1).flatMap((actions) => actions as readonly Action[]);

/** Whether its calls end with an outcome; those of a log-in do not. */
export const endsWithOutcome = (flow: Flow): boolean =>
  [...Object.values(flow.steps), ...Object.values(flow.endings)].some((line) =>
    actionsOf(line).some(({ verb }) => verb === "end"),
  );

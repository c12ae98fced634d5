import type { Action, Label, Outcome, Send } from "./actions.ts";
import { actionsOf, type Flow, type Line, refusalOf, withLegs } from "./flow.ts";

/** One way through a flow table, from its first step to an end, without running anything. */
export interface Path {
  /** The branch that was taken last; `main` when none was. */
  readonly name: Label;
  readonly outcome: Outcome | null;
  /** Everything that happens, detached legs included, each with the step it belongs to. */
  readonly actions: readonly PathAction[];
  /** Where it leads back to a line it has been through: all that happens from there on, again. */
  readonly loop: readonly PathAction[] | null;
}

export interface PathAction {
  readonly step: string;
  readonly action: Action;
  /** It was tried and did not succeed: a full pool, a queue left without an agent. */
  readonly failed: boolean;
}

type Done = readonly PathAction[];
/** Lines a path has been through, each with the number of actions before it. */
type Begun = ReadonlyMap<Label, number>;

/** All ways through a flow. Where a message may be refused or a pool full, the flow forks. */
export function pathsOf(flow: Flow): Path[] {
  const found: Path[] = [];
  const order = Object.keys(flow.steps);
  const lineOf = (label: Label): Line | undefined => flow.steps[label] ?? flow.endings[label];
  const following = (label: Label): Label | null => order[order.indexOf(label) + 1] ?? null;

  function close(name: Label, done: Done, loop: Done | null = null): void {
    const end = done.find(({ action }) => action.verb === "end")?.action;
    found.push({ name, outcome: end?.verb === "end" ? end.outcome : null, actions: done, loop });
  }

  function go(to: Label, name: Label, done: Done, begun: Begun): void {
    const from = begun.get(to);
    if (from !== undefined) close(name, done, done.slice(from));
    else if (lineOf(to) !== undefined) walk(to, 0, name, done, begun);
  }

  /** The answer of who refuses: the last one, where others could be chosen in its place. */
  const refusal = (step: string, action: Send): Done =>
    refusalOf(flow, action).flatMap((each) => flat(step, each));

  function walk(label: Label, from: number, name: Label, done: Done, before: Begun): void {
    const actions = actionsOf(lineOf(label)!);
    const begun = new Map(before).set(label, done.length);
    let sofar = done;
    for (let i = from; i < actions.length; i++) {
      const action = actions[i];
      const failed = [...sofar, { step: label, action, failed: true }];
      sofar = [...sofar, ...flat(label, action)];
      const refused = action.verb === "send" ? [...sofar, ...refusal(label, action)] : sofar;
      for (const { to, happened } of exits(action)) go(to, to, happened ? refused : failed, begun);
      if (action.verb === "goTo") {
        go(action.label, name, sofar, begun);
        return;
      }
    }
    const next = label in flow.steps ? following(label) : null;
    if (next === null) close(name, sofar);
    else walk(next, 0, name, sofar, begun);
  }

  walk(order[0], 0, "main", [], new Map());
  return found;
}

/**
 * An action with those of the legs it starts. What a desktop does is no part of the way: it comes
 * with each event told of the agent.
 */
function flat(step: string, action: Action): Done {
  const actions = action.verb === "desktop" ? [action] : withLegs(action);
  return actions.map((each) => ({ step, action: each, failed: false }));
}

/** Every label an action may lead to. */
export function leadsTo(action: Action): Label[] {
  const elsewhere = exits(action).map(({ to }) => to);
  return action.verb === "goTo" ? [...elsewhere, action.label] : elsewhere;
}

/** Where else an action may lead, and whether it has taken effect by then. */
export function exits(action: Action): { to: Label; happened: boolean }[] {
  switch (action.verb) {
    case "send":
      return action.refused === null ? [] : [{ to: action.refused, happened: true }];
    case "hold":
      return [{ to: action.full, happened: false }];
    case "wait":
      return [...new Set([action.abandoned, action.full])].map((to) => ({ to, happened: false }));
    case "spend":
      return action.unless ? [{ to: action.unless.go, happened: true }] : [];
    case "ask":
      return [{ to: action.yes, happened: true }];
    default:
      return [];
  }
}

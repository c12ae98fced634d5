import type { Action, Label } from "./actions.ts";
import { actionsOf, type Flow, type Line, linesOf } from "./flow.ts";

/*
 * A flow that takes part in others (a recording, a message left, a consultation) is a table of its
 * own, with the step numbers of its source. A host spreads its roles into its own, and takes what
 * some of its steps do, or its lines. Roles of the same name are the same participant.
 */

/** What some steps of a part do, from one to another. */
export function actionsFrom(part: Flow, first: Label, last: Label = first): Action[] {
  const steps = Object.entries(part.steps);
  const [from, to] = [first, last].map((label) => steps.findIndex(([each]) => each === label));
  return steps.slice(from, to + 1).flatMap(([, line]) => [...actionsOf(line)]);
}

/**
 * Its lines from a step on as endings of a host, named "<part> <line>", each step leading to the
 * next. `then`: where the host goes on after the last step; null: the call is over with it.
 */
export function linesFrom(part: Flow, first: Label, then: Label | null): Record<Label, Line> {
  const order = Object.keys(part.steps);
  const wanted = linesOf(part).filter(
    ([label]) => !order.slice(0, order.indexOf(first)).includes(label),
  );
  const known = new Set(wanted.map(([label]) => label));
  const own = (label: Label): Label => (known.has(label) ? `${part.name} ${label}` : label);
  const goesOn = (label: Label): Action[] => {
    if (!(label in part.steps)) return [];
    const next = order[order.indexOf(label) + 1];
    const to = next === undefined ? then : own(next);
    return to === null ? [] : [{ verb: "goTo", label: to }];
  };
  return Object.fromEntries(
    wanted.map(([label, line]) => {
      const actions = actionsOf(line).map((action) => relabelled(action, own));
      return [own(label), [line[0], actions, goesOn(label)] as const];
    }),
  );
}

/** An action with other names for the lines it leads to. */
function relabelled(action: Action, own: (label: Label) => Label): Action {
  if ("actions" in action)
    return { ...action, actions: action.actions.map((each) => relabelled(each, own)) };
  switch (action.verb) {
    case "send":
      return {
        ...action,
        refused: action.refused && own(action.refused),
        ...(action.declined && { declined: own(action.declined) }),
      };
    case "hold":
    case "admit":
      return { ...action, full: own(action.full) };
    case "spend":
      return action.unless
        ? { ...action, unless: { ...action.unless, go: own(action.unless.go) } }
        : action;
    case "wait": {
      const { abandoned, full, overflow, closed } = action;
      const left = { abandoned: own(abandoned), full: own(full) };
      const further = {
        ...(overflow && { overflow: own(overflow) }),
        ...(closed && { closed: own(closed) }),
      };
      return { ...action, ...left, ...further };
    }
    case "ask":
      return { ...action, go: own(action.go) };
    case "goTo":
      return { ...action, label: own(action.label) };
    default:
      return action;
  }
}

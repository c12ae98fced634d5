import { type Action, filledBy, type Label } from "./actions.ts";
import { components } from "./components/index.ts";
import { actionsOf, type Flow, linesOf, slotsOf, withLegs } from "./flow.ts";
import { type Ways, waysThrough } from "./lineStates.ts";
import { leadsTo, type MayAnswer, type Path, type PathAction } from "./paths.ts";
import { fills, needs } from "./roles.ts";

/** What is wrong with a flow table: each rule it breaks, in a sentence. Empty when it is sound. */
export function problemsOf(flow: Flow, mayAnswer?: MayAnswer): string[] {
  const inLines = problemsInLines(flow);
  return inLines.length > 0 ? inLines : problemsOnWays(flow, waysThrough(flow, mayAnswer));
}

/** A line of a flow: what it does itself, and with that what the legs it starts do. */
interface Told {
  readonly step: Label;
  readonly own: readonly Action[];
  readonly all: readonly Action[];
}

/** What its lines show, each by itself. */
export function problemsInLines(flow: Flow): string[] {
  const lines = linesOf(flow).map(([step, line]): Told => {
    const own = actionsOf(line);
    return { step, own, all: own.flatMap(withLegs) };
  });
  return [
    ...gaps(flow),
    ...unknownLabels(lines),
    ...unknownRoles(flow, lines),
    ...unknownComponents(flow),
    ...desktops(lines),
    ...conditionalLegs(lines),
    ...betweenAgents(flow, lines),
  ];
}

/** What shows on the ways of its calls, where its lines are sound. */
export function problemsOnWays(flow: Flow, { paths }: Ways): string[] {
  const wrong = paths.flatMap((path) => [
    // What a part hands on, its hosts give back.
    ...(flow.startedBy === "flow" ? [] : leftHeld(path)),
    ...strayMedia(path),
    ...unfilledRoles(flow, path),
    ...standsStill(path),
  ]);
  return [...new Set(wrong)];
}

function gaps(flow: Flow): string[] {
  const numbers = Object.keys(flow.steps).filter((label) => /^\d+$/.test(label));
  return numbers.flatMap((label, i) =>
    Number(label) === i + 1 ? [] : [`step ${label} follows step ${i}: a number is missing`],
  );
}

function unknownLabels(lines: readonly Told[]): string[] {
  const known = new Set(lines.map(({ step }) => step));
  return lines.flatMap(({ step, own }) =>
    own
      .flatMap(leadsTo)
      .filter((label) => !known.has(label))
      .map((label) => `step ${step} leads to "${label}", which is neither a step nor an ending`),
  );
}

function unknownRoles(flow: Flow, lines: readonly Told[]): string[] {
  return lines.flatMap(({ step, all }) =>
    all
      .flatMap((action) => [...needs(action, flow), ...fills(action, flow)])
      .filter((role) => !(role in flow.roles))
      .map((role) => `step ${step}: the flow has no role "${role}"`),
  );
}

function unknownComponents(flow: Flow): string[] {
  const known = new Set(components.map(({ name }) => name));
  return Object.entries(flow.roles).flatMap(([role, cast]) =>
    cast.by === "place" || known.has(cast.component)
      ? []
      : [`role ${role} wants the unknown component ${cast.component}`],
  );
}

/** The desk of an agent does the same with every event, so it is said once. */
function desktops(lines: readonly Told[]): string[] {
  const found = lines.flatMap(({ all }) => all.filter(({ verb }) => verb === "desktop"));
  return found.length > 1 ? ["what a desktop does is said more than once"] : [];
}

/** A leg takes its roles from whoever starts it, whatever its call would answer. */
function conditionalLegs(lines: readonly Told[]): string[] {
  return lines.flatMap(({ step, own }) =>
    own
      .filter(({ verb }) => verb === "post" || verb === "fork" || verb === "desktop")
      .flatMap(withLegs)
      .flatMap((action) =>
        action.verb === "when" || action.verb === "ask"
          ? [`step ${step}: ${action.question} is asked in a leg beside the call`]
          : [],
      ),
  );
}

/** Call fidelity books a message by the site of the call and that of one agent. */
function betweenAgents(flow: Flow, lines: readonly Told[]): string[] {
  const slotOf = slotsOf(flow);
  return lines.flatMap(({ step, all }) =>
    all
      .flatMap((action) => (action.verb === "send" ? [action] : []))
      .filter(({ from, to }) => {
        const slots = [slotOf.get(from), slotOf.get(to)];
        return !slots.includes(undefined) && slots[0] !== slots[1];
      })
      .map(({ from, to }) => `step ${step}: ${from} and ${to} meet only through the call's node`),
  );
}

/** Everything held on a path is given back on it, unless it leads back to where it has been. */
function leftHeld(path: Path): string[] {
  if (path.loop !== null || path.joins !== null) return [];
  const held = new Set<string>();
  for (const { action, failed } of path.actions) {
    if (failed) continue;
    if (action.verb === "hold") held.add(action.holding);
    else if (action.verb === "free") held.delete(action.holding);
    else if (action.verb === "stream" || action.verb === "admit")
      held.add(`${action.stream} media`);
    else if (action.verb === "endStream") held.delete(`${action.stream} media`);
    else if (action.verb === "wait") held.add(`agent ${action.agent.slot}`);
    else if (action.verb === "releaseAgent") held.delete(`agent ${action.agent.slot}`);
  }
  return [...held].map((what) => `path ${path.name} ends while holding ${what}`);
}

/** Media end before their agent is another one, and flow where they were admitted. */
function strayMedia({ actions }: Path): string[] {
  const paths = new Map<string, readonly string[]>();
  const wrong: string[] = [];
  for (const { step, action, failed } of actions) {
    if (failed) continue;
    if (action.verb === "endStream") paths.delete(action.stream);
    else if (action.verb === "wait") {
      const roles = filledBy(action.agent);
      for (const [stream, path] of paths)
        if (path.some((role) => roles.includes(role)))
          wrong.push(`step ${step}: another agent while ${stream} media to the last one go on`);
    } else if (action.verb === "stream" || action.verb === "admit") {
      const admitted = paths.get(action.stream);
      if (admitted !== undefined && admitted.join() !== action.path.join())
        wrong.push(`step ${step}: ${action.stream} media take another way than before`);
      paths.set(action.stream, action.path);
    }
  }
  return wrong;
}

/** A loop lets time pass, or a simulation would never leave it. */
function standsStill({ name, loop }: Path): string[] {
  if (loop === null || loop.some(letsTimePass)) return [];
  const steps = [...new Set(loop.map(({ step }) => step))].join(", ");
  return [`path ${name} repeats step ${steps} for ever: nothing in it takes time`];
}

const TAKES_TIME: readonly Action["verb"][] = ["spend", "serve", "untilRefresh", "reach"];

/**
 * A message takes none at call fidelity, nor does an agent who is there already. Who reaches for
 * another server waits once all were tried in vain.
 */
const letsTimePass = ({ action }: PathAction): boolean => TAKES_TIME.includes(action.verb);

/** A role is filled before anything is done with it. */
function unfilledRoles(flow: Flow, path: Path): string[] {
  const known = Object.entries(flow.roles).filter(([, { by }]) => by === "place" || by === "given");
  const filled = new Set(known.map(([role]) => role));
  const wrong: string[] = [];
  for (const { step, action, failed } of path.actions) {
    for (const role of needs(action, flow, filled))
      if (!filled.has(role)) wrong.push(`step ${step}: nobody fills the role "${role}" yet`);
    for (const role of fills(action, flow, failed)) filled.add(role);
  }
  return wrong;
}

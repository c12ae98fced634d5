import type { Action } from "./actions.ts";
import { components } from "./components/index.ts";
import { actionsOf, type Flow } from "./flow.ts";
import { exits, type Path, type PathAction, pathsOf } from "./paths.ts";

/** What is wrong with a flow table: each rule it breaks, in a sentence. Empty when it is sound. */
export function problemsOf(flow: Flow): string[] {
  const early = [...gaps(flow), ...unknownLabels(flow), ...unknownComponents(flow)];
  if (early.length > 0) return early;
  return [
    ...new Set(
      pathsOf(flow).flatMap((path) => [
        ...leftHeld(path),
        ...unknownRoles(flow, path),
        ...standsStill(path),
      ]),
    ),
  ];
}

function gaps(flow: Flow): string[] {
  const numbers = Object.keys(flow.steps).filter((label) => /^\d+$/.test(label));
  return numbers.flatMap((label, i) =>
    Number(label) === i + 1 ? [] : [`step ${label} follows step ${i}: a number is missing`],
  );
}

function unknownLabels(flow: Flow): string[] {
  const known = new Set([...Object.keys(flow.steps), ...Object.keys(flow.endings)]);
  const lines = [...Object.entries(flow.steps), ...Object.entries(flow.endings)];
  return lines.flatMap(([step, line]) =>
    actionsOf(line)
      .flatMap((action) => [
        ...exits(action).map(({ to }) => to),
        ...(action.verb === "goTo" ? [action.label] : []),
      ])
      .filter((label) => !known.has(label))
      .map((label) => `step ${step} leads to "${label}", which is neither a step nor an ending`),
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

/** Everything held on a path is given back on it. */
function leftHeld(path: Path): string[] {
  const held = new Set<string>();
  for (const { action, failed } of path.actions) {
    if (failed) continue;
    if (action.verb === "hold") held.add(action.holding);
    else if (action.verb === "free") held.delete(action.holding);
    else if (action.verb === "stream") held.add(`${action.stream} media`);
    else if (action.verb === "endStream") held.delete(`${action.stream} media`);
    else if (action.verb === "wait") held.add(`agent ${action.agent.slot}`);
    else if (action.verb === "releaseAgent") held.delete(`agent ${action.agent.slot}`);
  }
  return [...held].map((what) => `path ${path.name} ends while holding ${what}`);
}

/** A loop lets time pass, or a simulation would never leave it. */
function standsStill({ name, loop }: Path): string[] {
  if (loop === null || loop.some(letsTimePass)) return [];
  const steps = [...new Set(loop.map(({ step }) => step))].join(", ");
  return [`path ${name} repeats step ${steps} for ever: nothing in it takes time`];
}

function letsTimePass({ action, failed }: PathAction): boolean {
  if (failed) return false;
  return ["send", "spend", "untilRefresh", "wait"].includes(action.verb);
}

/** A role is filled before it sends, and everything a table names has a role. */
function unknownRoles(flow: Flow, path: Path): string[] {
  const known = new Set(
    Object.entries(flow.roles)
      .filter(([, cast]) => cast.by === "place")
      .map(([role]) => role),
  );
  const wrong: string[] = [];
  for (const { step, action } of path.actions) {
    for (const role of needs(action))
      if (!known.has(role)) wrong.push(`step ${step}: nobody fills the role "${role}" yet`);
    for (const role of fills(action, flow)) known.add(role);
  }
  return wrong;
}

function needs(action: Action): string[] {
  switch (action.verb) {
    case "send":
      return [action.from];
    case "tell":
      return [action.node, action.agent.owner];
    case "report":
      return [action.node];
    case "replicate":
      return [action.from];
    case "stream":
      return [...action.path];
    default:
      return [];
  }
}

function fills(action: Action, flow: Flow): string[] {
  if (action.verb === "send") {
    const cast = flow.roles[action.to];
    return cast && cast.by !== "bound" ? [action.to] : [];
  }
  if (action.verb === "hold") return [action.role];
  if (action.verb === "wait") {
    const { sbc, phone, owner, desk } = action.agent;
    return [sbc, phone, owner, desk];
  }
  return [];
}

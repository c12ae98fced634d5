import type { Action, Label, Question, Role } from "./actions.ts";
import { actionsOf, type Flow, linesOf, withLegs } from "./flow.ts";
import {
  type Answers,
  type Choices,
  leadsTo,
  type MayAnswer,
  type Path,
  pathsOf,
  type Trail,
  type Way,
} from "./paths.ts";
import { fills } from "./roles.ts";

/** What a call has when it begins a line: roles that somebody fills, and what it holds. */
interface State {
  readonly filled: ReadonlySet<Role>;
  readonly held: ReadonlySet<string>;
}

/** A line that some calls begin. */
interface Entry {
  readonly label: Label;
  readonly filled: ReadonlySet<Role>;
  readonly answers: Answers;
}

/**
 * Ways that differ in nothing any more are told once: those that begin a line with the same
 * roles filled, holding the same, and having answered the same of what is asked from there on.
 * `meet` hears of every such beginning.
 */
function statesOf(
  flow: Flow,
  mayAnswer: MayAnswer = () => true,
  meet: (entry: Entry) => void = () => {},
): Choices {
  const states = new Map<Trail | null, State>([[null, { filled: new Set(), held: new Set() }]]);
  const asked = askedFrom(flow);
  const known = new Set<string>();
  const goesOn = (label: Label, { done, answers }: Way): boolean => {
    const { filled, held } = stateAt(flow, states, done);
    meet({ label, filled, answers });
    const said = [...asked.get(label)!].map((question) => answers.get(question) ?? "");
    const signature = [label, said, [...filled].sort(), [...held].sort()].join(" ");
    const isNew = !known.has(signature);
    known.add(signature);
    return isNew;
  };
  return { mayAnswer, goesOn };
}

/** Roles that somebody has when a line begins; undefined for a line that no call comes to. */
export type Filled = (label: Label, answered?: Answered) => ReadonlySet<Role> | undefined;

/** What a call is known to answer, there or before. */
type Answered = Pick<Extract<Action, { readonly answer: string }>, "question" | "answer">;

/** Ways through a flow, each told until it is as another way, and what calls on them have. */
export interface Ways {
  readonly paths: readonly Path[];
  /** Whichever way of such calls led there. */
  readonly filled: Filled;
}

/** The ways of all calls that may give such answers; the flow has no wrong label. */
export function waysThrough(flow: Flow, mayAnswer?: MayAnswer): Ways {
  const entries = new Map<Label, Entry[]>(linesOf(flow).map(([label]) => [label, []]));
  const meet = (entry: Entry) => entries.get(entry.label)!.push(entry);
  const paths = pathsOf(flow, statesOf(flow, mayAnswer, meet));
  const filled: Filled = (label, answered) => {
    const [first, ...others] = entries.get(label)!.filter(({ answers }) => {
      const given = answered && answers.get(answered.question);
      return given === undefined || given === answered!.answer;
    });
    return (
      first &&
      new Set([...first.filled].filter((role) => others.every((each) => each.filled.has(role))))
    );
  };
  return { paths, filled };
}

/** What a call has that has done so much; from where that is known on. */
function stateAt(flow: Flow, states: Map<Trail | null, State>, done: Trail | null): State {
  const since: Trail[] = [];
  let from = done;
  while (!states.has(from)) {
    since.push(from!);
    from = from!.before;
  }
  const before = states.get(from)!;
  const filled = new Set(before.filled);
  const held = new Set(before.held);
  for (const { last } of since.reverse()) {
    for (const role of fills(last.action, flow, last.failed)) filled.add(role);
    if (!last.failed) change(held, last.action);
  }
  const state = { filled, held };
  states.set(done, state);
  return state;
}

function change(held: Set<string>, action: Action): void {
  switch (action.verb) {
    case "hold":
      held.add(action.holding);
      break;
    case "free":
      held.delete(action.holding);
      break;
    case "stream":
    case "admit":
      held.add(`${action.stream} ${action.path.join("-")}`);
      break;
    case "endStream":
      for (const each of held) if (each.startsWith(`${action.stream} `)) held.delete(each);
      break;
    case "wait":
      held.add(`agent ${action.agent.slot}`);
      break;
    case "releaseAgent":
      held.delete(`agent ${action.agent.slot}`);
  }
}

/** By line: what is asked from its beginning on. */
function askedFrom(flow: Flow): ReadonlyMap<Label, ReadonlySet<Question>> {
  const steps = Object.keys(flow.steps);
  const nextOf = new Map<Label, Label[]>();
  const ownOf = new Map<Label, Question[]>();
  for (const [label, line] of linesOf(flow)) {
    const actions = actionsOf(line).flatMap(withLegs);
    const following = steps.indexOf(label) < 0 ? undefined : steps[steps.indexOf(label) + 1];
    nextOf.set(label, [...actions.flatMap(leadsTo), ...(following ? [following] : [])]);
    ownOf.set(
      label,
      actions.flatMap((each) => ("question" in each ? [each.question] : [])),
    );
  }
  const reachedFrom = (label: Label, reached = new Set<Label>()): Set<Label> => {
    if (reached.has(label)) return reached;
    reached.add(label);
    for (const next of nextOf.get(label) ?? []) reachedFrom(next, reached);
    return reached;
  };
  const asked = [...nextOf.keys()].map((label): [Label, ReadonlySet<Question>] => [
    label,
    new Set([...reachedFrom(label)].flatMap((each) => ownOf.get(each) ?? [])),
  ]);
  return new Map(asked);
}

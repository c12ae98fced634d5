import type { Action, Label, Outcome, Question, Send } from "./actions.ts";
import type { Count } from "./counts.ts";
import { actionsOf, type Flow, refusalOf, withLegs } from "./flow.ts";
import { answersOf } from "./questions.ts";

/** One way through a flow table, from its first step to an end, without running anything. */
export interface Path {
  /** The branch that was taken last; `main` when none was. */
  readonly name: Label;
  readonly outcome: Outcome | null;
  /** What its calls answered to the questions they were asked. */
  readonly answers: Answers;
  /** Branches it took that no answer led to: refusals, full pools, patience at its end. */
  readonly exits: readonly Label[];
  /** Everything that happens, detached legs included, each with the step it belongs to. */
  readonly actions: readonly PathAction[];
  /** Where it leads back to a line it has been through: all that happens from there on, again. */
  readonly loop: readonly PathAction[] | null;
  /** The line from which on it is as another way (see `Choices.goesOn`); null: told to its end. */
  readonly joins: Label | null;
}

export interface PathAction {
  readonly step: string;
  readonly action: Action;
  /** It was tried and did not succeed: a full pool, a queue left without an agent. */
  readonly failed: boolean;
  /** In a leg beside the call. */
  readonly beside: boolean;
}

export type Answers = ReadonlyMap<Question, string>;
type Done = readonly PathAction[];
/** Lines a path has been through, each with the number of actions before it. */
type Begun = ReadonlyMap<Label, number>;

/** What was done, the last first: ways that part share what they have in common. */
export interface Trail {
  readonly before: Trail | null;
  readonly last: PathAction;
  readonly length: number;
}

/** How far a path has come. */
export interface Way {
  readonly name: Label;
  readonly done: Trail | null;
  readonly begun: Begun;
  readonly answers: Answers;
  readonly exits: readonly Label[];
  /** The line of the main way that it left first; null on that way. */
  readonly leftIn: Label | null;
}

/** Whether calls may give an answer to a question. */
export type MayAnswer = (question: Question, answer: string) => boolean;

/** Which ways through a flow are told; all, unless stated. */
export interface Choices {
  /** How often a call does what it may do several times; once, unless stated. */
  readonly timesOf?: (count: Count) => number;
  readonly mayAnswer?: MayAnswer;
  /** Whether a way may go where an action leads when something does not happen. */
  readonly mayLeave?: (action: Action) => boolean;
  /** Whether a way goes on with a line, or is as another way from there. */
  readonly goesOn?: (label: Label, way: Way) => boolean;
  /** Only the main way, and those that leave it in one line. */
  readonly leavesOnce?: boolean;
}

/**
 * Ways through a flow. Where a message may be refused or a pool full, the flow forks; a call that
 * is asked the same again answers as before.
 */
export function pathsOf(flow: Flow, choices: Choices = {}): Path[] {
  const onMain = choices.leavesOnce ? mainLines(flow) : NO_LINES;
  const walker = new Walker(flow, choices, onMain);
  walker.begin(Object.keys(flow.steps)[0], START);
  return walker.found;
}

const NO_LINES: ReadonlySet<Label> = new Set();
const START: Way = {
  name: "main",
  done: null,
  begun: new Map(),
  answers: new Map(),
  exits: [],
  leftIn: null,
};

/** Lines of the calls that say the first to everything, and that nothing happens to. */
function mainLines(flow: Flow): ReadonlySet<Label> {
  const [main] = pathsOf(flow, {
    mayAnswer: (question, answer) => answer === answersOf(question)[0],
    mayLeave: () => false,
  });
  return new Set(main?.actions.map(({ step }) => step));
}

class Walker {
  readonly found: Path[] = [];
  private readonly order: readonly Label[];

  private readonly flow: Flow;
  private readonly choices: Choices;
  private readonly onMain: ReadonlySet<Label>;

  constructor(flow: Flow, choices: Choices, onMain: ReadonlySet<Label>) {
    this.flow = flow;
    this.choices = choices;
    this.onMain = onMain;
    this.order = Object.keys(flow.steps);
  }

  begin(label: Label, way: Way): void {
    const line = this.flow.steps[label] ?? this.flow.endings[label];
    if (line === undefined) return;
    if (this.choices.goesOn?.(label, way) === false) {
      this.close(way, null, label);
      return;
    }
    const begun = new Map(way.begun).set(label, lengthOf(way.done));
    this.walk(label, actionsOf(line), { ...way, begun });
  }

  /** `from`: how many actions it had done where it has come back to. */
  private close(way: Way, from: number | null = null, joins: Label | null = null): void {
    const { name, done: trail, answers, exits } = way;
    const done = actionsOn(trail);
    const loop = from === null ? null : done.slice(from);
    const end = done.find(({ action }) => action.verb === "end")?.action;
    const outcome = end?.verb === "end" ? end.outcome : null;
    this.found.push({ name, outcome, answers, exits, actions: done, loop, joins });
  }

  private go(to: Label, way: Way): void {
    const from = way.begun.get(to);
    if (from === undefined) this.begin(to, way);
    else this.close(way, from);
  }

  private walk(label: Label, actions: readonly Action[], from: Way): void {
    let way = from;
    for (const [i, action] of actions.entries()) {
      if (action.verb === "ask" || action.verb === "when") {
        for (const answer of possible(action, way.answers))
          this.fork(label, action, answer, actions.slice(i + 1), way);
        return;
      }
      if (action.verb === "times" || action.verb === "lookUp") {
        const times = action.verb === "times" ? (this.choices.timesOf?.(action.count) ?? 1) : 1;
        const inside = Array.from({ length: times }, () => action.actions).flat();
        const done = further(way.done, [{ step: label, action, failed: false, beside: false }]);
        this.walk(label, [...inside, ...actions.slice(i + 1)], { ...way, done });
        return;
      }
      this.leave(label, action, way);
      way = { ...way, done: further(way.done, flat(label, action)) };
      if (action.verb === "decide")
        way = { ...way, answers: new Map(way.answers).set(action.question, action.answer) };
      if (action.verb === "goTo") {
        this.go(action.label, way);
        return;
      }
    }
    const next = this.following(label);
    if (next === null) this.close(way);
    else this.begin(next, way);
  }

  private following(label: Label): Label | null {
    if (!(label in this.flow.steps)) return null;
    return this.order[this.order.indexOf(label) + 1] ?? null;
  }

  /** Where else an action may lead. */
  private leave(label: Label, action: Action, way: Way): void {
    const elsewhere = exits(action);
    if (elsewhere.length === 0 || this.choices.mayLeave?.(action) === false) return;
    if (!this.mayPart(label, way)) return;
    const leftIn = way.leftIn ?? label;
    const failed = further(way.done, [{ step: label, action, failed: true, beside: false }]);
    const done = further(way.done, flat(label, action));
    const refused = action.verb === "send" ? further(done, this.refusal(label, action)) : done;
    for (const { to, happened } of elsewhere) {
      const exits = [...way.exits, to];
      const isDeclined = action.verb === "send" && to === action.declined;
      const before = isDeclined ? done : happened ? refused : failed;
      this.go(to, { ...way, name: to, done: before, exits, leftIn });
    }
  }

  /** Whether a way may part here from the one that most calls take. */
  private mayPart(label: Label, { leftIn }: Way): boolean {
    if (!this.choices.leavesOnce || leftIn === null) return true;
    return leftIn === label || !this.onMain.has(label);
  }

  /** The answer of who refuses: the last one, where others could be chosen in its place. */
  private refusal(step: string, action: Send): Done {
    return refusalOf(this.flow, action).flatMap((each) => flat(step, each));
  }

  /** What calls with one answer do. Those whom an action does not concern go on. */
  private fork(
    label: Label,
    action: Asking,
    answer: string,
    rest: readonly Action[],
    way: Way,
  ): void {
    if (this.choices.mayAnswer?.(action.question, answer) === false) return;
    const isUsual = answer === answersOf(action.question)[0];
    const isGiven = way.answers.has(action.question);
    if (!isUsual && !isGiven && !this.mayPart(label, way)) return;
    const leftIn = isUsual ? way.leftIn : (way.leftIn ?? label);
    const answers = new Map(way.answers).set(action.question, answer);
    const concerns = answer === action.answer;
    if (action.verb === "when") {
      this.walk(label, concerns ? [...action.actions, ...rest] : rest, { ...way, answers, leftIn });
      return;
    }
    const done = further(way.done, [{ step: label, action, failed: false, beside: false }]);
    if (concerns) this.go(action.go, { ...way, name: action.go, done, answers, leftIn });
    else this.walk(label, rest, { ...way, done, answers, leftIn });
  }
}

type Asking = Extract<Action, { readonly verb: "ask" | "when" }>;

/** The answers a call may yet give: the one it gave before, or any; those that lead away first. */
function possible({ verb, question }: Asking, answers: Answers): readonly string[] {
  const given = answers.get(question);
  if (given !== undefined) return [given];
  return verb === "ask" ? answersOf(question).toReversed() : answersOf(question);
}

/**
 * An action with those of the legs it starts. What a desktop does is no part of the way: it comes
 * with each event told of the agent.
 */
function flat(step: string, action: Action): Done {
  const own = { step, action, failed: false, beside: false };
  if (!("actions" in action) || action.verb === "desktop") return [own];
  const others = action.actions.flatMap(withLegs);
  return [own, ...others.map((each) => ({ ...own, action: each, beside: true }))];
}

const lengthOf = (trail: Trail | null): number => trail?.length ?? 0;

function further(trail: Trail | null, done: Done): Trail | null {
  let end = trail;
  for (const last of done) end = { before: end, last, length: lengthOf(end) + 1 };
  return end;
}

/** All that was done, in its order. */
function actionsOn(trail: Trail | null): Done {
  const done = Array.from<PathAction>({ length: lengthOf(trail) });
  for (let each = trail; each !== null; each = each.before) done[each.length - 1] = each.last;
  return done;
}

/** Every label an action may lead to. */
export function leadsTo(action: Action): Label[] {
  const elsewhere = exits(action).map(({ to }) => to);
  if (action.verb === "goTo") return [...elsewhere, action.label];
  return action.verb === "ask" ? [...elsewhere, action.go] : elsewhere;
}

/**
 * Where else an action may lead when something does not happen, and whether it has taken effect by
 * then.
 */
export function exits(action: Action): { to: Label; happened: boolean }[] {
  switch (action.verb) {
    case "send":
      return [action.refused, action.declined].flatMap((to) =>
        to ? [{ to, happened: true }] : [],
      );
    case "hold":
    case "admit":
      return [{ to: action.full, happened: false }];
    case "wait": {
      const { abandoned, full, overflow, closed } = action;
      const elsewhere = [abandoned, full, overflow, closed].filter((each) => each !== undefined);
      return [...new Set(elsewhere)].map((to) => ({ to, happened: false }));
    }
    case "spend":
      return action.unless ? [{ to: action.unless.go, happened: true }] : [];
    default:
      return [];
  }
}

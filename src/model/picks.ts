import type { Action, Role } from "./actions.ts";
import type { Flow } from "./flow.ts";
import type { Filled } from "./lineStates.ts";
import type { MayAnswer } from "./paths.ts";
import { answersOf } from "./questions.ts";

type When = Extract<Action, { readonly verb: "when" }>;
type Roles = ReadonlySet<Role>;

/** While a flow is compiled: roles that are filled here, whichever way led here. */
export class Picks {
  private readonly flow: Flow;
  private readonly mayAnswer: MayAnswer;
  private readonly filled: Filled;
  private here = new Set<Role>();
  /** The same, in these lines, by calls with one answer alone. */
  private readonly byAnswer = new Map<string, Roles>();

  constructor(flow: Flow, mayAnswer: MayAnswer, filled: Filled) {
    this.flow = flow;
    this.mayAnswer = mayAnswer;
    this.filled = filled;
  }

  /** Lines begin, at the first of these to which some call comes. */
  beginLines(labels: readonly string[]): void {
    this.here = new Set(labels.map((label) => this.filled(label)).find(Boolean));
    this.byAnswer.clear();
  }

  /** One of these lines begins: what every call that comes to it has filled by then. */
  beginLine(label: string): void {
    for (const role of this.filled(label) ?? []) this.here.add(role);
  }

  /** Who has what now. */
  now(): Roles {
    return new Set(this.here);
  }

  /** Goes on from where these were filled. */
  goOn(roles: Roles): void {
    this.here = new Set(roles);
  }

  add(role: Role): void {
    this.here.add(role);
  }

  /** Whether nobody has to be chosen for a role. */
  has(role: Role): boolean {
    const { by } = this.flow.roles[role];
    return by === "place" || by === "bound" || by === "given" || this.here.has(role);
  }

  /** What only calls with an answer do, within a line: what was filled before is returned. */
  enter(label: string, whom: When | undefined): Roles {
    const before = this.now();
    const own = whom && this.byAnswer.get(nameOf(whom));
    this.here = new Set([...before, ...(this.filled(label, whom) ?? []), ...(own ?? [])]);
    return before;
  }

  /** Behind it: what is filled in it is known if calls with every other answer fill it too. */
  leave(before: Roles, whom: When | undefined): void {
    const inside = this.here;
    this.here = new Set(before);
    if (whom === undefined) return;
    this.byAnswer.set(nameOf(whom), inside);
    for (const role of inside) if (this.allFill(whom, role)) this.here.add(role);
  }

  private allFill({ question }: When, role: Role): boolean {
    return answersOf(question)
      .filter((answer) => this.mayAnswer(question, answer))
      .every((answer) => this.byAnswer.get(nameOf({ question, answer }))?.has(role));
  }
}

const nameOf = ({ question, answer }: Pick<When, "question" | "answer">): string =>
  `${question} ${answer}`;

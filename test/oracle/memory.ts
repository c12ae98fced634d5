import type { Action, Label, Role } from "../../src/model/actions.ts";
import { everyAction, type Flow } from "../../src/model/flow.ts";
import { type Filled, waysThrough } from "../../src/model/lineStates.ts";
import { leadsTo } from "../../src/model/paths.ts";
import { isPossible } from "../../src/model/questions.ts";
import type { Scenario } from "../../src/scenario/types.ts";
import type { Call, Leg } from "./entities.ts";

/** Of a flow: lines that something leads to, and who has been chosen before each. */
interface Analysis {
  readonly leads: ReadonlySet<Label>;
  readonly known: Filled;
}

type Asked = Extract<Action, { readonly answer: string }>;
const answerOf = ({ question, answer }: Asked): string => `${question} ${answer}`;

/** Whom calls remember to have chosen, from line to line of their tables. */
export class Memory {
  private readonly scenario: Scenario;
  private readonly analysed = new Map<Flow, Analysis>();

  constructor(scenario: Scenario) {
    this.scenario = scenario;
  }

  private analysisOf(flow: Flow): Analysis {
    const found = this.analysed.get(flow) ?? {
      leads: new Set(everyAction(flow).flatMap(leadsTo)),
      known: waysThrough(flow, (...answer) => isPossible(...answer, this.scenario)).filled,
    };
    this.analysed.set(flow, found);
    return found;
  }

  /** Who was chosen on one of several ways to a line, and not on all, is chosen anew from there. */
  forget(call: Call, label: Label): void {
    const { flow, roles, forgotten } = call;
    const { leads, known } = this.analysisOf(flow);
    if (label in flow.steps && !leads.has(label)) return;
    call.chosenIf.clear();
    for (const role of roles.keys()) {
      const { by } = flow.roles[role];
      if (by !== "turn" && by !== "srv" && by !== "node") continue;
      const isKnown = known(label)?.has(role);
      if (isKnown === true) forgotten.delete(role);
      if (isKnown === false) forgotten.add(role);
    }
  }

  /** Who is known to such calls as answer what they are asked: those forgotten otherwise. */
  remember(call: Call, label: Label, asked: Asked): readonly Role[] {
    const known = this.analysisOf(call.flow).known(label, asked);
    const forgotten = [...call.forgotten];
    for (const role of [...(known ?? []), ...(call.chosenIf.get(answerOf(asked)) ?? [])])
      call.forgotten.delete(role);
    return forgotten;
  }

  /** Behind what only such calls do. */
  forgetAgain(call: Call, asked: Asked, forgotten: readonly Role[]): void {
    const chosen = forgotten.filter((role) => !call.forgotten.has(role));
    call.chosenIf.set(answerOf(asked), chosen);
    for (const role of forgotten) call.forgotten.add(role);
  }
}

/** Whether a leg chooses again who fills a role that is filled. */
export const isChosenAnew = ({ kind, call, anew }: Leg, role: Role): boolean =>
  anew.delete(role) || (kind === "main" && call.forgotten.has(role));

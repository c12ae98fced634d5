/** How a run ends, told apart so that scripts can act on it. */
export const EXIT_CODES = {
  done: 0,
  expectationNotMet: 1,
  wrongInput: 2,
  ourBug: 70,
} as const;

/** One mistake in the planner's input: where it stands, what was wanted there and what is there. */
export interface Problem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Characters to underline. */
  readonly length: number;
  /** Dotted path in the scenario; empty for a mistake in the file as a whole. */
  readonly path: string;
  readonly wanted: string;
  readonly given: string;
  /** Nearest known name, source of a rule, or what to do; may be empty. */
  readonly hint: string;
  /** The line of text the mistake stands in. */
  readonly source: string;
}

/** Characters of the line that are shown: some before the mistake, the rest from there on. */
const SHOWN = { before: 60, all: 160 };
/** What would steer a terminal instead of being shown, and tabs, under which no caret fits. */
const CONTROLS = /\p{Cc}/gu;

/** `file:line:column: path: wanted …, got …`, the line itself, and a caret with the hint. */
export function renderProblem(problem: Problem): string {
  const { file, line, column, path, wanted, given, hint } = problem;
  const what = `wanted ${wanted}, got ${given}`;
  const head = `${file}:${line}:${column}: ${path === "" ? "" : `${path}: `}${what}`;
  if (problem.source === "") return hint === "" ? head : `${head} (${hint})`;
  const gutter = `${String(line).padStart(6)} | `;
  const { shown, before } = excerptOf(problem);
  const length = Math.max(1, Math.min(problem.length, shown.length - before));
  const caret = " ".repeat(before) + "^".repeat(length);
  const under = `${" ".repeat(6)} | ${caret}${hint === "" ? "" : ` ${hint}`}`;
  return `${head}\n${gutter}${shown}\n${under}`;
}

/** The part of the line around the mistake, and how much of it stands before the mistake. */
function excerptOf({ source, column }: Problem): { shown: string; before: number } {
  const from = Math.max(0, Math.min(column - 1 - SHOWN.before, source.length - SHOWN.all));
  const shown = source.slice(from, from + SHOWN.all).replace(CONTROLS, " ");
  return { shown, before: column - 1 - from };
}

/** The planner's input is wrong: every mistake found, in reading order. Exit code 2. */
export class ScenarioError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(renderProblem).join("\n"));
    this.name = "ScenarioError";
    this.problems = problems;
  }
}

/** What our own bug report needs; `step` as the flow's table numbers it. */
export interface SimulationFacts {
  readonly seed: string;
  readonly scenarioHash: string;
  readonly timeUs: number;
  readonly flow: string;
  readonly step: string;
  readonly replayCommand: string;
}

/** The simulator contradicts itself: our bug, never the planner's. Exit code 70. */
export class SimulationError extends Error {
  readonly facts: SimulationFacts;

  constructor(what: string, facts: SimulationFacts) {
    const { seed, scenarioHash, timeUs, flow, step, replayCommand } = facts;
    const where = `${flow} step ${step} at ${timeUs} us`;
    super(
      `${what}\n  ${where}, seed ${seed}, scenario ${scenarioHash}\n  replay: ${replayCommand}`,
    );
    this.name = "SimulationError";
    this.facts = facts;
  }
}

/** What was asked for cannot be done: the user's mistake, told in one sentence. Exit code 2. */
export class UserError extends Error {}

import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import { UserError } from "../errors.ts";
import { type Margin, matches, unknown } from "../experiments/compare/wanted.ts";
import { type Goal, type PrecisionOptions, runToPrecision } from "../experiments/precision.ts";
import { type Figure, figuresIn } from "../experiments/readings.ts";
import type { Findings } from "../report/types.ts";
import { findingsOf } from "../run.ts";
import { metrics } from "../stats/metrics/index.ts";
import { FIRST_STAGE_LEAST } from "../stats/twoStage.ts";
import type { Study } from "../study.ts";
import type { Place } from "./experiment.ts";
import { severalOption, wholeNumber } from "./options.ts";

/** Options of a run whose results decide how many replications it takes. */
export interface PrecisionFlags {
  /** As given: `2%`, `wait.mean=5%`, `service.level@queue:sales=0.005`. */
  readonly precision?: readonly string[];
  readonly until?: "decided";
  readonly firstStage?: number;
  readonly maxReplications?: number;
}

/**
 * What a share alone is meant for, as far as a scenario has it. Waits and rare losses are left to be
 * named: where they practically never happen a share of them takes more replications than anybody
 * makes.
 */
export const PRECISE_BY_DEFAULT = [
  "caps.offered",
  "service.level",
  "asa",
  "agents.occupancy",
] as const;

const MOST = 1000;

export const addPrecisionOptions = (command: Command): Command =>
  command
    .addOption(
      severalOption(
        "--precision <[id[@scope]=]size>",
        "as many replications as 95 % intervals of ± size take: 2% of each, or an amount of one",
      ),
    )
    .option("--until <decided>", "until every expect: limit is decided", decided)
    .option(
      "--first-stage <n>",
      `replications from which the rest is planned (${FIRST_STAGE_LEAST}, with pairs twice that)`,
      wholeNumber,
    )
    .option("--max-replications <n>", `at most, with the former (${MOST})`, wholeNumber);

function decided(text: string): string {
  if (text !== "decided") throw new InvalidArgumentError("Wanted: decided.");
  return text;
}

export type PrecisionPlan = Pick<
  PrecisionOptions,
  "goals" | "untilDecided" | "firstStage" | "most"
>;

/**
 * Undefined where the number of replications is fixed beforehand.
 * @throws UserError with every mistake
 */
export function precisionPlan(
  study: Study,
  flags: PrecisionFlags & { readonly replications?: number },
): PrecisionPlan | undefined {
  const { precision = [], until, firstStage, maxReplications, replications } = flags;
  const isAsked = precision.length > 0 || until !== undefined;
  const least = FIRST_STAGE_LEAST * (study.scenario.run.variates === "antithetic" ? 2 : 1);
  const first = firstStage ?? least;
  const most = maxReplications ?? Math.max(MOST, first);
  const goals = precision.map((text) => goalsOf(text, study));
  const named = goals.flatMap((each) => (each.isNamed ? each.goals : []));
  const general = goals.flatMap((each) => (each.isNamed ? [] : each.goals));
  const others = general.filter(({ figure }) => !named.some((each) => isSame(each.figure, figure)));
  const all = [...others, ...named];
  const mistakes = [
    ...(!isAsked && (firstStage ?? maxReplications) !== undefined
      ? ["--first-stage and --max-replications: wanted --precision or --until decided as well"]
      : []),
    ...(isAsked && replications !== undefined
      ? ["--replications: wanted either that or --precision and --until, which decide it"]
      : []),
    ...(isAsked && first < least ? [`--first-stage: wanted at least ${least}, got ${first}`] : []),
    ...(isAsked && most < first
      ? [`--max-replications: wanted at least the first stage of ${first}, got ${most}`]
      : []),
    ...(until !== undefined && study.scenario.expect.length === 0
      ? ["--until decided: wanted limits in the scenario (expect:), it has none"]
      : []),
    ...goals.flatMap((each) => each.mistakes),
    ...all.flatMap(({ figure }, i) =>
      all.findIndex((each) => isSame(each.figure, figure)) < i
        ? [`--precision: ${figure.metric.id} is there twice`]
        : [],
    ),
  ];
  if (mistakes.length > 0) throw new UserError(mistakes.join("\n"));
  if (!isAsked) return undefined;
  return { goals: all, untilDecided: until !== undefined, firstStage: first, most };
}

const isSame = (a: Figure, b: Figure) => a.metric.id === b.metric.id && a.scope === b.scope;

const GOAL = /^(?:([A-Za-z][\w.]*(?:@[^=]+)?)=)?(\d+(?:\.\d*)?|\.\d+)(%?)$/;

/** What one `--precision` asks for. */
function goalsOf(text: string, study: Study) {
  const [whole, name, digits, percent] = GOAL.exec(text) ?? [];
  const isNamed = name !== undefined;
  const value = Number(digits);
  const nothing = (mistakes: readonly string[]) => ({ isNamed, goals: [] as Goal[], mistakes });
  if (whole === undefined || value === 0 || (!isNamed && percent === ""))
    return nothing([
      "--precision: wanted a share of all, or metric=size, above 0, such as 2% or " +
        `service.level=0.005; got ${JSON.stringify(text)}`,
    ]);
  const size: Margin =
    percent === "%" ? { kind: "share", value: value / 100 } : { kind: "amount", value };
  const figures = figuresIn(study, metrics);
  const names = figures.map(({ metric, scope }) => ({
    id: metric.id,
    scope,
    figure: { metric, scope },
  }));
  if (isNamed) {
    const mistakes = unknown(name, names, "of this scenario");
    if (mistakes.length > 0) return nothing(mistakes.map((each) => `--precision ${each}`));
  }
  const isMeant = (each: (typeof names)[number]) =>
    isNamed
      ? matches(each, name)
      : each.scope === "cluster" && PRECISE_BY_DEFAULT.some((id) => id === each.id);
  return {
    isNamed,
    goals: names.filter(isMeant).map(({ figure }) => ({ figure, size })),
    mistakes: [],
  };
}

/** Undefined when it was ended before anything could be said. */
export async function preciseFindings(
  study: Study,
  plan: PrecisionPlan,
  { crewOf, signal, onFinished }: Place,
): Promise<Findings | undefined> {
  const crew = crewOf([study]);
  try {
    const run = await runToPrecision(study, crew, {
      ...plan,
      signal,
      ...(onFinished && { onFinished }),
    });
    const { scenario } = study;
    const asMade = { ...scenario, run: { ...scenario.run, replications: run.wanted } };
    return findingsOf({ ...study, scenario: asMade }, run.samples, run);
  } finally {
    await crew.dismiss();
  }
}

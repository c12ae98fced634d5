import { type Command, InvalidArgumentError } from "commander";
import { EXIT_CODES, UserError } from "../errors.ts";
import { type Comparison, compareSides, REPLICATIONS_MIN } from "../experiments/compare/compare.ts";
import { comparisonJson, comparisonJunit } from "../experiments/compare/files.ts";
import type { Side } from "../experiments/compare/side.ts";
import { comparisonMarkdown, overallOf, renderComparison } from "../experiments/compare/text.ts";
import { figuresToCompare } from "../experiments/compare/wanted.ts";
import { type Place, type Prepared, perform, type Request, type Texts } from "./experiment.ts";
import { addWhereabouts, commandLineOf, requestOf, severalOption, wholeNumber } from "./options.ts";
import { writeInto } from "./reportFiles.ts";
import { sidesFrom } from "./sides.ts";
import { INTERRUPTED, type Terminal } from "./terminal.ts";

interface CompareFlags {
  readonly set: readonly string[];
  readonly setA: readonly string[];
  readonly setB: readonly string[];
  readonly replications?: number;
  readonly seed?: string;
  readonly seedB?: string;
  readonly metric: readonly string[];
  readonly all?: true;
  /** As given: `1%`, `wait.mean=2`. */
  readonly margin: readonly string[];
  readonly addReplicationsUntil?: "decided";
  readonly maxReplications: number;
}

const MOST = 1000;

/** `busyhour compare`: whether B is like A. */
export function addCompare(program: Command, terminal: Terminal, done: (exitCode: number) => void) {
  const command = program
    .command("compare")
    .summary("whether B is like A: paired differences with intervals, pass, fail or undecided")
    .argument("<a>", "scenario file, directory of a study (--out), or summary.json")
    .argument("<b>", "the same for what it is compared with")
    .addOption(severalOption("--set <path=value>", "change both scenarios; may be repeated"))
    .addOption(severalOption("--set-a <path=value>", "change A"))
    .addOption(severalOption("--set-b <path=value>", "change B"))
    .option("--replications <n>", "how many, instead of what the scenarios say", wholeNumber)
    .option("--seed <text>", "random streams of both, instead of what the scenarios say")
    .option("--seed-b <text>", "other random streams for B: then nothing is paired")
    .addOption(severalOption("--metric <id[@scope]>", "compare this; may be repeated"))
    .option("--all", "compare every metric in every scope")
    .addOption(
      severalOption("--margin <[id[@scope]=]size>", "what does not matter: 2% of A, or an amount"),
    )
    .option("--add-replications-until <decided>", "go on until every metric is decided", decided)
    .option("--max-replications <n>", "of each side, with the former", wholeNumber, MOST);
  addWhereabouts(command, {
    out: "write compare.md, compare.json and junit.xml there",
    json: "print nothing but compare.json",
  });
  command.action(async (a: string, b: string, flags: CompareFlags) => {
    const { request, whereabouts } = requestOf("compare", [a, b], flags);
    done(await perform(prepareCompare, request, whereabouts, terminal));
  });
}

function decided(text: string): string {
  if (text !== "decided") throw new InvalidArgumentError("Wanted: decided.");
  return text;
}

/** What `busyhour compare` has been asked for. @throws ScenarioError, UserError */
export function prepareCompare(request: Request, known: Texts): Prepared {
  const { arguments: words, options } = request;
  const flags = options as unknown as CompareFlags;
  const texts = new Map<string, string>();
  const readings = [
    { own: flags.setA, seed: flags.seed },
    { own: flags.setB, seed: flags.seedB ?? flags.seed, ownSeed: flags.seedB },
  ].map(({ own, seed, ownSeed }) => ({
    ...{ overrides: overridesOf(flags, own, seed), own, known, texts },
    refused: [...flags.set, ...own, ...(ownSeed === undefined ? [] : [`--seed-b ${ownSeed}`])],
  }));
  const [a, b] = sidesFrom([words[0]!, words[1]!], [readings[0]!, readings[1]!]);
  refuseUseless(flags, a, b);
  const wanted = { metrics: flags.metric, all: flags.all === true, margins: flags.margin };
  const choice = figuresToCompare(a, b, wanted);
  const studies = [a, b].flatMap(({ study }) => study ?? []);
  const isOpen = flags.addReplicationsUntil !== undefined;
  const command = commandLineOf({ ...request, options: statedOf(flags) });
  const run = async (place: Place) => {
    const crew = place.crewOf(studies, archivesOf(a, b));
    const until = isOpen ? { untilDecided: { most: flags.maxReplications } } : {};
    try {
      return tell(await compareSides(a, b, choice, crew, { ...until, ...place }), command, place);
    } finally {
      await crew.dismiss();
    }
  };
  return { texts, ...(isOpen ? {} : { studies }), run };
}

/** Without what says nothing. */
function statedOf({ maxReplications, ...flags }: CompareFlags): Request["options"] {
  const most = flags.addReplicationsUntil === undefined ? {} : { maxReplications };
  return { ...flags, ...most } as unknown as Request["options"];
}

/** @throws UserError when options ask for what these sides cannot give */
function refuseUseless(flags: CompareFlags, a: Side, b: Side): void {
  const isOpen = flags.addReplicationsUntil !== undefined;
  const sides = [a, b];
  const mistakes: string[] = [];
  if (isOpen && sides.every(({ study }) => study === undefined))
    mistakes.push("--add-replications-until: wanted a scenario, two summaries stay as they are");
  const isFinished = ({ study, archive }: Side) => study === undefined || archive !== undefined;
  for (const name of ["replications", "seed"] as const)
    if (flags[name] !== undefined && sides.every(isFinished))
      mistakes.push(`--${name}: wanted a scenario, both sides are finished`);
  if (isOpen && flags.maxReplications < REPLICATIONS_MIN)
    mistakes.push(`--max-replications: wanted ${REPLICATIONS_MIN} or more, got 1`);
  for (const { label, study, replications } of sides)
    if (!isOpen && study !== undefined && replications < REPLICATIONS_MIN)
      mistakes.push(`${label}: wanted ${REPLICATIONS_MIN} replications or more, it has 1`);
  if (mistakes.length > 0) throw new UserError([...new Set(mistakes)].join("\n"));
}

const archivesOf = (...sides: readonly Side[]) => sides.flatMap(({ archive }) => archive ?? []);

function overridesOf(
  { set, replications }: CompareFlags,
  own: readonly string[],
  seed: string | undefined,
): string[] {
  return [
    ...set,
    ...own,
    ...(replications === undefined ? [] : [`run.replications=${replications}`]),
    ...(seed === undefined ? [] : [`run.seed=${JSON.stringify(seed)}`]),
  ];
}

function tell(comparison: Comparison, command: string, place: Place): number {
  const { directory, isJson, signal, terminal } = place;
  if (comparison.rows.length === 0) {
    if (!signal.aborted)
      throw new UserError("no metric has a value with an interval on both sides");
    terminal.err("interrupted: too few replications are finished\n");
    return INTERRUPTED;
  }
  if (signal.aborted)
    terminal.err(
      `interrupted: compared are ${comparison.replications.join(" and ")} replications\n`,
    );
  const json = comparisonJson(comparison, command);
  if (directory !== undefined)
    writeInto(
      directory,
      new Map([
        ["compare.md", comparisonMarkdown(comparison, command)],
        ["compare.json", json],
        ["junit.xml", comparisonJunit(comparison)],
      ]),
    );
  terminal.out(isJson ? json : renderComparison(comparison));
  if (signal.aborted) return INTERRUPTED;
  return overallOf(comparison) === "fail" ? EXIT_CODES.expectationNotMet : EXIT_CODES.done;
}

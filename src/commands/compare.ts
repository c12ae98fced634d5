import { type Command, InvalidArgumentError } from "commander";
import { EXIT_CODES, UserError } from "../errors.ts";
import { type Comparison, compareSides } from "../experiments/compare/compare.ts";
import { comparisonJson, comparisonJunit } from "../experiments/compare/files.ts";
import type { Side } from "../experiments/compare/side.ts";
import { comparisonMarkdown, overallOf, renderComparison } from "../experiments/compare/text.ts";
import { figuresToCompare, type Margin } from "../experiments/compare/wanted.ts";
import { type Place, type Prepared, perform, type Request, type Texts } from "./experiment.ts";
import { addWhereabouts, requestOf, severalOption, wholeNumber } from "./options.ts";
import { writeInto } from "./reportFiles.ts";
import { sideFrom } from "./sides.ts";
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
export function prepareCompare({ arguments: words, options }: Request, known: Texts): Prepared {
  const flags = options as unknown as CompareFlags;
  const texts = new Map<string, string>();
  const side = (word: string, own: readonly string[], seed: string | undefined) =>
    sideFrom(word, { overrides: overridesOf(flags, own, seed), own, known, texts });
  const a = side(words[0]!, flags.setA, flags.seed);
  const b = side(words[1]!, flags.setB, flags.seedB ?? flags.seed);
  const margins = new Map(flags.margin.map(marginOf));
  const wanted = { metrics: flags.metric, all: flags.all === true, margins };
  const figures = figuresToCompare(a, b, wanted);
  const studies = [a, b].flatMap(({ study }) => study ?? []);
  const isOpen = flags.addReplicationsUntil !== undefined;
  if (isOpen && studies.length === 0)
    throw new UserError(
      "--add-replications-until: wanted a scenario, two summaries stay as they are",
    );
  const run = async (place: Place) => {
    const crew = place.crewOf(studies, archivesOf(a, b));
    const until = isOpen ? { untilDecided: { most: flags.maxReplications } } : {};
    try {
      return tell(await compareSides(a, b, figures, crew, { ...until, ...place }), place);
    } finally {
      await crew.dismiss();
    }
  };
  return { texts, ...(isOpen ? {} : { studies }), run };
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

const MARGIN = /^(?:([A-Za-z][\w.]*(?:@[^=]+)?)=)?(\d+(?:\.\d*)?|\.\d+)(%?)$/;

/** `1%`, `wait.mean=2`, `pool.blocked.ratio@pool:mcp.treatment=0.001`. @throws UserError */
function marginOf(text: string): readonly [string, Margin] {
  const match = MARGIN.exec(text);
  if (match === null)
    throw new UserError(
      "--margin: wanted a size, or metric=size, such as 2% or wait.mean=0.5; " +
        `got ${JSON.stringify(text)}`,
    );
  const [, metric = "", size, percent] = match;
  const value = Number(size);
  return [
    metric,
    percent === "%" ? { kind: "share", value: value / 100 } : { kind: "amount", value },
  ];
}

function tell(comparison: Comparison, place: Place): number {
  const { directory, isJson, signal, terminal } = place;
  if (comparison.rows.length === 0 || Math.min(...comparison.replications) < 2) {
    terminal.err(
      signal.aborted
        ? "interrupted: too few replications are finished\n"
        : "there is nothing to compare: wanted at least 2 replications of each side\n",
    );
    return signal.aborted ? INTERRUPTED : EXIT_CODES.wrongInput;
  }
  if (directory !== undefined)
    writeInto(
      directory,
      new Map([
        ["compare.md", comparisonMarkdown(comparison)],
        ["compare.json", comparisonJson(comparison)],
        ["junit.xml", comparisonJunit(comparison)],
      ]),
    );
  terminal.out(isJson ? comparisonJson(comparison) : renderComparison(comparison));
  if (signal.aborted) return INTERRUPTED;
  return overallOf(comparison) === "fail" ? EXIT_CODES.expectationNotMet : EXIT_CODES.done;
}

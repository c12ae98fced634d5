import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Command } from "commander";
import { EXIT_CODES, UserError } from "../errors.ts";
import {
  type Baseline,
  baselineJson,
  measureBaseline,
  parseBaseline,
  sideOfKept,
} from "../experiments/benchmarks.ts";
import { type Comparison, compareSides } from "../experiments/compare/compare.ts";
import { comparisonJunit } from "../experiments/compare/files.ts";
import { comparisonMarkdown, overallOf, renderComparison } from "../experiments/compare/text.ts";
import { figuresToCompare } from "../experiments/compare/wanted.ts";
import { openStudy, type Study } from "../study.ts";
import { versionOf } from "../version.ts";
import { type Place, type Prepared, perform, type Request, type Texts } from "./experiment.ts";
import {
  addWhereabouts,
  commandLineOf,
  requestOf,
  setOption,
  severalOption,
  wholeNumber,
} from "./options.ts";
import { writeInto } from "./reportFiles.ts";
import { overridesOf } from "./run.ts";
import { INTERRUPTED, type Terminal } from "./terminal.ts";

interface BenchFlags {
  readonly baseline: string;
  readonly store?: true;
  readonly set: readonly string[];
  readonly replications?: number;
  readonly seed?: string;
  readonly metric: readonly string[];
  readonly all?: true;
  readonly margin: readonly string[];
}

/** `busyhour bench`: whether scenarios still give the figures that they gave. */
export function addBench(program: Command, terminal: Terminal, done: (exitCode: number) => void) {
  const command = program
    .command("bench")
    .summary("hold the figures of scenarios against those stored before")
    .argument("<scenarios...>", "scenario files, or directories of them")
    .requiredOption("--baseline <file>", "where the figures are stored")
    .option("--store", "store them there instead of comparing")
    .addOption(setOption())
    .option("--replications <n>", "how many, instead of what the scenarios say", wholeNumber)
    .option("--seed <text>", "random streams, instead of what the scenarios say")
    .addOption(severalOption("--metric <id>", "compare this; may be repeated"))
    .option("--all", "compare every metric of the cluster")
    .addOption(severalOption("--margin <[id=]size>", "what does not matter: 2%, or an amount"));
  addWhereabouts(command, {
    out: "write bench.md and junit.xml there",
    json: "print nothing but the figures as JSON",
  });
  command.action(async (words: readonly string[], flags: BenchFlags) => {
    const { request, whereabouts } = requestOf("bench", words, flags);
    done(await perform(prepareBench, request, whereabouts, terminal));
  });
}

/** What `busyhour bench` has been asked for. @throws ScenarioError, UserError */
export function prepareBench(request: Request, known: Texts): Prepared {
  const { arguments: words, options } = request;
  const command = commandLineOf(request);
  const flags = options as unknown as BenchFlags;
  const files = known.size > 0 ? filesKnown(words, known) : words.flatMap(filesOf);
  const overrides = overridesOf(flags);
  const studies = files.map((file) => openStudy(file, overrides, known));
  refuseTwins(studies);
  const texts = new Map(studies.flatMap(({ source }) => [...source.texts]));
  const baseline = flags.store ? undefined : baselineFrom(flags.baseline, known, texts);
  if (baseline !== undefined) refuseMissing(studies, baseline, flags.baseline);
  const run = async (place: Place) => {
    const measured = await measureBaseline(studies, place.crewOf(studies), place);
    if (measured.scenarios.length < studies.length) return INTERRUPTED;
    if (baseline === undefined) return store(flags.baseline, measured, place);
    return tell(await compareAll(baseline, measured, flags), { measured, command, place });
  };
  return { texts, studies, run };
}

/** All scenarios of a directory, by name. */
function filesOf(word: string): string[] {
  if (!existsSync(word) || !statSync(word).isDirectory()) return [word];
  const names = readdirSync(word).filter((name) => /\.ya?ml$/.test(name));
  if (names.length === 0) throw new UserError(`${word}: wanted scenarios (*.yaml), there are none`);
  return names.sort().map((name) => join(word, name));
}

/** The same of what was read before: files right in a directory that was named. */
const filesKnown = (words: readonly string[], known: Texts): string[] =>
  words.flatMap((word) =>
    known.has(word)
      ? [word]
      : [...known.keys()].filter((name) => dirname(name) === word && /\.ya?ml$/.test(name)).sort(),
  );

function refuseTwins(studies: readonly Study[]): void {
  const names = studies.map(({ scenario }) => scenario.name);
  const twin = names.find((name, i) => names.indexOf(name) < i);
  if (twin !== undefined) throw new UserError(`two scenarios are named ${twin}: wanted one`);
}

function baselineFrom(file: string, known: Texts, texts: Map<string, string>): Baseline {
  if (!known.has(file) && !existsSync(file))
    throw new UserError(`--baseline ${file}: there is none; --store makes it`);
  const text = known.get(file) ?? readFileSync(file, "utf8");
  texts.set(file, text);
  return parseBaseline(file, text);
}

function refuseMissing(studies: readonly Study[], { scenarios }: Baseline, file: string): void {
  const missing = studies.filter(
    ({ scenario }) => !scenarios.some(({ name }) => name === scenario.name),
  );
  if (missing.length === 0) return;
  const names = missing.map(({ scenario }) => scenario.name).join(", ");
  throw new UserError(`--baseline ${file}: it has no ${names}; --store makes it anew`);
}

function store(file: string, measured: Baseline, { terminal, isJson }: Place): number {
  writeInto(dirname(file), new Map([[basename(file), baselineJson(measured)]]));
  const count = measured.scenarios.length;
  terminal.out(
    isJson ? baselineJson(measured) : `figures of ${count} scenarios stored in ${file}\n`,
  );
  return EXIT_CODES.done;
}

/** Nothing is replicated any more: both sides are kept. */
const nobody = { replicate: () => Promise.reject(new Error("kept")), dismiss: async () => {} };

async function compareAll(
  before: Baseline,
  now: Baseline,
  { metric, all, margin }: BenchFlags,
): Promise<Comparison[]> {
  const wanted = { metrics: metric, all: all === true, margins: margin };
  const comparisons = now.scenarios.map((scenario) => {
    const kept = before.scenarios.find(({ name }) => name === scenario.name)!;
    const a = sideOfKept(`${scenario.name} before`, before.version, kept);
    const b = sideOfKept(scenario.name, versionOf(), scenario);
    return compareSides(a, b, figuresToCompare(a, b, wanted), nobody);
  });
  return Promise.all(comparisons);
}

interface Telling {
  readonly measured: Baseline;
  readonly command: string;
  readonly place: Place;
}

function tell(comparisons: readonly Comparison[], { measured, command, place }: Telling): number {
  const { directory, isJson, terminal } = place;
  if (directory !== undefined)
    writeInto(
      directory,
      new Map([
        ["bench.md", comparisons.map((each) => comparisonMarkdown(each, command)).join("\n")],
        ["junit.xml", comparisonJunit(...comparisons)],
      ]),
    );
  const shown = comparisons.map(renderComparison).join("\n");
  terminal.out(isJson ? baselineJson(measured) : shown);
  const isMissed = comparisons.some((each) => overallOf(each) === "fail");
  return isMissed ? EXIT_CODES.expectationNotMet : EXIT_CODES.done;
}

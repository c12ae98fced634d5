import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { codeVersion } from "../archive/codeVersion.ts";
import { archiveIn, manifestFile, parseManifest } from "../archive/studyFolder.ts";
import { type Problem, renderProblem, ScenarioError, UserError } from "../errors.ts";
import { type Side, type Summary, sideOf, sideOfSummary } from "../experiments/compare/side.ts";
import { openStudy } from "../study.ts";
import { versionOf } from "../version.ts";
import type { Texts } from "./experiment.ts";
import { overridesOf } from "./run.ts";

interface Reading {
  /** For scenarios. */
  readonly overrides: readonly string[];
  /** Those of them that are this side's own. */
  readonly own: readonly string[];
  /** What the command line says of this side that nothing finished can follow. */
  readonly refused: readonly string[];
  /** Texts that are not to be read again. */
  readonly known: Texts;
  /** Takes down what is read. */
  readonly texts: Map<string, string>;
}

/** Both sides of a comparison. @throws ScenarioError with the mistakes of both, UserError */
export function sidesFrom(
  words: readonly [string, string],
  readings: readonly [Reading, Reading],
): readonly [Side, Side] {
  const found = words.map((word, i) => attempt(() => sideFrom(word, readings[i]!)));
  const failures = found.flatMap((each) => ("error" in each ? [each.error] : []));
  const problems = failures.flatMap((error) =>
    error instanceof ScenarioError ? error.problems : [],
  );
  const others = failures.filter((error) => !(error instanceof ScenarioError));
  if (others.length > 0) throw others[0];
  if (problems.length > 0) throw new ScenarioError(distinct(problems));
  const [a, b] = found.flatMap((each) => ("error" in each ? [] : [each.value]));
  return [a!, b!];
}

function attempt<Value>(
  make: () => Value,
): { readonly value: Value } | { readonly error: unknown } {
  try {
    return { value: make() };
  } catch (error) {
    return { error };
  }
}

/** A file that is both sides has its mistakes once. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((each) => [renderProblem(each), each])).values()];
}

/**
 * What a word of the command line stands for: the directory of a study, its summary.json where it
 * is of another version or has nothing else, or a scenario.
 */
function sideFrom(word: string, reading: Reading): Side {
  const { known } = reading;
  const manifest = manifestFile(word);
  const isDirectory = existsSync(word) && statSync(word).isDirectory();
  if (known.has(manifest) || (isDirectory && existsSync(manifest))) {
    const study = sideOfStudy(word, manifest, reading);
    if (study !== undefined) return study;
  }
  const summary = word.endsWith(".json") ? word : join(word, "summary.json");
  if (word.endsWith(".json") || isDirectory || known.has(summary)) {
    refuseChanges(word, reading);
    return sideOfSummary(word, parsedSummary(summary, textOf(summary, reading)));
  }
  const study = openStudy(word, reading.overrides, known);
  for (const [name, text] of study.source.texts) reading.texts.set(name, text);
  return sideOf([word, ...reading.own].join(", "), study, versionOf());
}

/** Undefined when another version has made it: its replications cannot be read by this one. */
function sideOfStudy(directory: string, file: string, reading: Reading): Side | undefined {
  refuseChanges(directory, reading);
  const asked = parseManifest(file, textOf(file, reading));
  if (asked.code !== codeVersion()) return undefined;
  if (asked.command !== "run")
    throw new UserError(`${directory}: wanted the study of a run, this is one of ${asked.command}`);
  const texts = new Map(Object.entries(asked.texts));
  const flags = asked.options as unknown as Parameters<typeof overridesOf>[0];
  const study = openStudy(asked.arguments[0]!, overridesOf(flags), texts);
  return sideOf(directory, study, versionOf(), archiveIn(directory));
}

function refuseChanges(word: string, { refused }: Reading): void {
  if (refused.length > 0)
    throw new UserError(`${word} is finished: ${refused.join(", ")} cannot change it`);
}

/** A text from before, or from disk; taken down. @throws UserError */
function textOf(file: string, { known, texts }: Reading): string {
  try {
    const text = known.get(file) ?? readFileSync(file, "utf8");
    texts.set(file, text);
    return text;
  } catch (error) {
    throw new UserError(`${file}: wanted the summary of a run, ${(error as Error).message}`);
  }
}

function parsedSummary(file: string, text: string): Summary {
  try {
    const summary = JSON.parse(text) as Summary;
    if (isSummary(summary)) return summary;
  } catch {
    // Told below, like a file of another kind.
  }
  throw new UserError(`${file}: wanted summary.json of a run (schema 1)`);
}

/** Other reports are JSON of schema 1 as well. */
function isSummary({ schema, scenario, version, seed, replications, metrics }: Summary): boolean {
  return (
    schema === 1 &&
    typeof scenario?.name === "string" &&
    [version, seed].every((each) => typeof each === "string") &&
    typeof replications === "number" &&
    Array.isArray(metrics) &&
    metrics.every(({ id, scope }) => typeof id === "string" && typeof scope === "string")
  );
}

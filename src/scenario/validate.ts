import type * as z from "zod";
import { type Problem, ScenarioError } from "../errors.ts";
import { assumptionsOf } from "./assumptions.ts";
import { availabilityOf } from "./availability.ts";
import { complete } from "./complete.ts";
import { type DocumentNode, plain } from "./document.ts";
import { namesOf } from "./fields/names.ts";
import { scenarioFields } from "./fields/scenario.ts";
import { fixedAssumptionsOf } from "./fixedAssumptions.ts";
import { hashOf, type Model } from "./hash.ts";
import { emptyUnknowns, problemsOf } from "./issues.ts";
import { problemIn } from "./problems.ts";
import type { ScenarioDocument } from "./read.ts";
import { sizingOf } from "./sizing.ts";
import type { Scenario } from "./types.ts";

/**
 * The scenario a document means: completed with defaults, checked, in the model's units. `metrics`
 * are those a scenario may expect or have observed, with their units; without them any name passes.
 * @throws ScenarioError with every mistake of the document, in reading order; then nothing of it
 * has been applied.
 */
export function validate(
  document: ScenarioDocument,
  metrics?: ReadonlyMap<string, string>,
): Scenario {
  const raw = plain(document.root);
  const names = namesOf(raw, metrics);
  const fields = scenarioFields(names);
  const parsed = fields.safeParse(raw);
  const found = document.readable ? foundProblems(parsed, fields, document.root) : [];
  const problems = [...document.problems, ...found];
  if (problems.length > 0 || !parsed.success) throw new ScenarioError(inReadingOrder(problems));
  const { name, title, expect, observed, exact } = parsed.data;
  const model = complete(parsed.data, document.logs);
  refuseEmptyReplays(document.root, model);
  const assumed = assumptionsOf(fields, document.root, model);
  const of = (section: string) => assumed.filter(({ path }) => path.startsWith(`${section}.`));
  const beside = new Set([...of("sizing"), ...of("availability")]);
  const assumptions = assumed.filter((each) => !beside.has(each));
  const sizing = { ...sizingOf(parsed.data), assumptions: of("sizing") };
  const availability = {
    ...availabilityOf(parsed.data),
    assumptions: of("availability"),
  };
  const fixedAssumptions = fixedAssumptionsOf(model);
  const claims = { expect, observed, exact };
  const computed = { sizing, availability, assumptions, fixedAssumptions };
  return { name, title, ...claims, ...computed, hash: hashOf(model), ...model };
}

/** @throws ScenarioError for each replay none of whose calls arrives within the run */
function refuseEmptyReplays(root: DocumentNode, { demand }: Model): void {
  const empty = demand.filter(
    ({ replay, profile }) => replay && profile.perSecond.every((rate) => rate === 0),
  );
  const wanted = "calls between run.startOfDay and the end of run.measure";
  const problems = empty.map(({ name, replay }) => {
    const given = `${replay!.before} calls before and ${replay!.after} after`;
    return problemIn(root, ["demand", name, "replay"], { wanted, given });
  });
  if (problems.length > 0) throw new ScenarioError(problems);
}

const foundProblems = (
  parsed: z.ZodSafeParseResult<unknown>,
  fields: z.ZodType,
  root: DocumentNode,
): readonly Problem[] => [
  ...emptyUnknowns(fields, root),
  ...(parsed.success ? [] : problemsOf(parsed.error.issues, fields, root)),
];

/** By line within each file; files in the order in which mistakes were met. */
function inReadingOrder(problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  return [...problems].sort(
    (a, b) =>
      files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
}

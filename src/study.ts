import { readFileSync } from "node:fs";
import { SimulationError } from "./errors.ts";
import type { Sample } from "./measure/types.ts";
import type { CallLog } from "./model/callLog.ts";
import { type Plan, planOf } from "./model/plan.ts";
import { simulateWorld } from "./model/simulate.ts";
import { whereabouts } from "./model/whereabouts.ts";
import { wire } from "./model/wire.ts";
import { read } from "./scenario/read.ts";
import { refuseUnknownScopes } from "./scenario/scopes.ts";
import type { Scenario } from "./scenario/types.ts";
import { validate } from "./scenario/validate.ts";
import { scopesOf } from "./stats/estimate.ts";
import { metrics } from "./stats/metrics/index.ts";

/** What a study is made from: plain data, so that every thread makes the same of it. */
export interface StudySource {
  readonly path: string;
  /** `path=value`, applied in turn. */
  readonly overrides: readonly string[];
  /** Every text that was read, by path: a file edited meanwhile changes nothing. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A checked scenario, ready to be replicated. */
export interface Study {
  readonly source: StudySource;
  readonly scenario: Scenario;
  readonly plan: Plan;
}

/**
 * Reads, checks and plans a scenario. `known` holds texts that are not to be read again.
 * @throws ScenarioError with every mistake of the planner's input
 */
export function openStudy(
  path: string,
  overrides: readonly string[] = [],
  known: ReadonlyMap<string, string> = new Map(),
): Study {
  const texts = new Map(known);
  const readText = (name: string): string => {
    const text = texts.get(name) ?? readFileSync(name, "utf8");
    texts.set(name, text);
    return text;
  };
  const document = read(path, overrides, readText);
  const scenario = validate(document, new Map(metrics.map(({ id, unit }) => [id, unit])));
  const plan = planOf(scenario);
  const measured = new Map(metrics.map((each) => [each.id, scopesOf(each, plan.layout)]));
  refuseUnknownScopes(document, scenario, measured);
  return { source: { path, overrides, texts }, scenario, plan };
}

/**
 * One replication; its index is the substream of every random number. `log` collects its calls
 * when given.
 * @throws SimulationError when the model fails, with all that repeats the failure
 */
export function replicate(
  { source, scenario, plan }: Study,
  replication: number,
  log: CallLog | null = null,
): Sample {
  const world = wire(plan, replication, null, log);
  try {
    return simulateWorld(world);
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new SimulationError(`replication ${replication} failed: ${what}`, {
      ...whereabouts(world),
      seed: scenario.run.seed,
      scenarioHash: scenario.hash,
      replayCommand: replayCommand(source, scenario.run.seed, replication + 1),
    });
  }
}

/** The command line that repeats the first `replications` of a study. */
export function replayCommand(
  { path, overrides }: StudySource,
  seed: string,
  replications: number,
): string {
  const settings = overrides
    .filter((each) => !/^run\.(seed|replications)=/.test(each))
    .map((each) => `--set ${shellQuoted(each)} `)
    .join("");
  const run = `--seed ${shellQuoted(seed)} --replications ${replications}`;
  return `busyhour run ${shellQuoted(path)} ${settings}${run}`;
}

/** As a POSIX shell takes it for one word. */
export function shellQuoted(text: string): string {
  return /^[\w./=:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

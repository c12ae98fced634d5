import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pairingOf } from "./controls.ts";
import { type Crew, crewFor } from "./crew/crew.ts";
import type { Sample } from "./measure/types.ts";
import type { JudgedCase, JudgedFigure, Validation } from "./report/validation.ts";
import type { ExactFigure, Scenario } from "./scenario/types.ts";
import { agreementOf } from "./stats/agreement.ts";
import { type Estimate, estimate } from "./stats/estimate.ts";
import { caseP, holm } from "./stats/joint.ts";
import { metrics } from "./stats/metrics/index.ts";
import type { Metric } from "./stats/metrics/types.ts";
import { openStudy, type Study } from "./study.ts";
import { versionOf } from "./version.ts";

/** Chance that a model without fault is called inconsistent by all cases together. */
export const FAMILY_LEVEL = 0.01;
/** What `quick` divides the calls by. */
const QUICK = 10;
/** Fewer replications tell too little of their own spread. */
const REPLICATIONS_MIN = 20;

export interface ValidationOptions {
  readonly seed: string;
  /** Factor on every talk and IVR time, to see whether a wrong model is found out. */
  readonly bias: number;
  /** A tenth of the calls. */
  readonly quick: boolean;
  readonly workers?: number;
  readonly signal?: AbortSignal;
  readonly onFinished?: (finished: number, wanted: number) => void;
}

/** Theory, and what others have published. */
const CASE_FOLDERS = ["validation", "published"] as const;

/** Files of the cases that ship, by name. */
export function shippedCases(): ReadonlyMap<string, string> {
  const files = CASE_FOLDERS.flatMap((folder) => {
    const path = fileURLToPath(new URL(`../scenarios/${folder}`, import.meta.url));
    const names = readdirSync(path).filter((name) => name.endsWith(".yaml"));
    return names.map((name) => [basename(name, ".yaml"), join(path, name)] as const);
  });
  return new Map(files.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Simulates cases whose figures are known and judges all of them together: one p-value for each
 * case (Bonferroni over its figures), Holm over the cases. Undefined when it is ended early.
 * @throws ScenarioError, SimulationError
 */
export async function validateCases(
  files: readonly string[],
  options: ValidationOptions,
): Promise<Validation | undefined> {
  const studies = files.map((file) => openStudy(file, overridesFor(file, options)));
  const crew = crewFor(studies, options.workers);
  options.signal?.addEventListener("abort", () => crew.dismiss(), { once: true });
  let finished = 0;
  try {
    const cases = await Promise.all(
      studies.map(async (study) => {
        const judged = judge(study, await samplesOf(crew, study));
        options.onFinished?.(++finished, files.length);
        return judged;
      }),
    );
    return together(cases, options);
  } catch (error) {
    if (options.signal?.aborted) return undefined;
    throw error;
  } finally {
    await crew.dismiss();
  }
}

/** Streams of its own for each case, and what the options change. */
function overridesFor(file: string, { seed, bias, quick }: ValidationOptions): readonly string[] {
  const { scenario } = openStudy(file);
  return [
    `run.seed=${JSON.stringify(`${seed}/${scenario.name}`)}`,
    ...(quick ? [shorter(scenario)] : []),
    ...(bias === 1 ? [] : biased(scenario, bias)),
  ];
}

/** Where the load follows the clock the window says what is measured: fewer days then. */
function shorter({ run, demand }: Scenario): string {
  const { measureUs, replications } = run;
  if (demand.every(({ profile }) => profile.startUs.length === 1))
    return `run.measure=${Math.ceil(measureUs / QUICK / 1e6)}s`;
  const fewer = Math.ceil(replications / QUICK);
  return `run.replications=${Math.min(replications, Math.max(fewer, REPLICATIONS_MIN))}`;
}

const biased = ({ demand }: Scenario, factor: number): readonly string[] =>
  demand.flatMap(({ name, talk, ivrDuration }) => [
    `demand.${name}.talk=scaled(factor ${factor}, law ${talk.text})`,
    `demand.${name}.ivr.duration=scaled(factor ${factor}, law ${ivrDuration.text})`,
  ]);

/** What a case asks for. */
function askedOf({ scenario }: Study): readonly Metric[] {
  const asked = new Set(["calls.offered", ...scenario.exact.map(({ metric }) => metric)]);
  return metrics.filter(({ id }) => asked.has(id));
}

/** Minutes are kept where they are read: a case may have millions of them. */
function samplesOf(crew: Crew, study: Study): Promise<Sample[]> {
  const keepsMinutes = askedOf(study).some(({ readsMinutes }) => readsMinutes);
  const { replications } = study.scenario.run;
  return Promise.all(
    Array.from({ length: replications }, async (_, replication) => {
      const sample = await crew.replicate(study, replication);
      return keepsMinutes ? sample : { ...sample, minutes: [] };
    }),
  );
}

type UnadjustedCase = Omit<JudgedCase, "adjustedP" | "isConsistent">;

function judge(study: Study, samples: readonly Sample[]): UnadjustedCase {
  const { scenario, plan } = study;
  const estimates = estimate(askedOf(study), plan.layout, samples, pairingOf(study.scenario));
  const find = (id: string, scope: string): Estimate =>
    estimates.find((each) => each.id === id && each.scope === scope)!;
  const calls = find("calls.offered", "cluster").estimate! * samples.length;
  const figures = scenario.exact.map((known) =>
    figureOf(known, find(known.metric, known.scope), calls),
  );
  const judged = figures.flatMap(({ p }) => (p === null ? [] : [p]));
  const { name, title } = scenario;
  return { name, title, calls, replications: samples.length, figures, p: caseP(judged) };
}

/** A figure that came out undefined speaks against the model like one that is infinitely far. */
function figureOf(known: ExactFigure, simulated: Estimate, calls: number): JudgedFigure {
  const { halfWidth95, z, p } = agreementOf(known, simulated, calls);
  const isUndefined = simulated.estimate === null;
  return { known, simulated: { ...simulated, halfWidth95 }, z, p: isUndefined ? 0 : p };
}

function together(
  cases: readonly UnadjustedCase[],
  { seed, bias, quick }: ValidationOptions,
): Validation {
  const adjusted = holm(cases.map(({ p }) => p));
  const judged = cases.map((each, i) => {
    const adjustedP = adjusted[i]!;
    return { ...each, adjustedP, isConsistent: adjustedP > FAMILY_LEVEL };
  });
  const isConsistent = judged.every((each) => each.isConsistent);
  return {
    version: versionOf(),
    seed,
    level: FAMILY_LEVEL,
    bias,
    quick,
    cases: judged,
    isConsistent,
  };
}

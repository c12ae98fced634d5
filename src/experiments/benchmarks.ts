/** Figures of scenarios, kept with the version that gave them, to hold later ones against. */
import { codeVersion } from "../archive/codeVersion.ts";
import type { Crew } from "../crew/crew.ts";
import { type Progress, replicateAll } from "../crew/replications.ts";
import { UserError } from "../errors.ts";
import { refuseNaN } from "../report/summary.ts";
import { pairedDifference } from "../stats/difference.ts";
import { metrics } from "../stats/metrics/index.ts";
import type { Study } from "../study.ts";
import { versionOf } from "../version.ts";
import type { Side, SideFigure } from "./compare/side.ts";
import { figuresIn, Readings } from "./readings.ts";

/** One figure of a scenario, replication by replication (see `pseudoValues.ts`). */
interface KeptFigure {
  readonly id: string;
  readonly unit: string;
  readonly scope: string;
  readonly estimate: number;
  readonly values: readonly number[];
}

interface KeptScenario {
  readonly name: string;
  readonly title: string;
  readonly hash: string;
  readonly seed: string;
  readonly replications: number;
  readonly figures: readonly KeptFigure[];
}

/** baseline.json. */
export interface Baseline {
  readonly schema: 1;
  readonly version: string;
  /** See `codeVersion`. */
  readonly code: string;
  readonly scenarios: readonly KeptScenario[];
}

/** Runs all scenarios and keeps every figure of the cluster that is defined. */
export async function measureBaseline(
  studies: readonly Study[],
  crew: Crew,
  progress: Progress,
): Promise<Baseline> {
  const kept = new Map<Study, KeptScenario>();
  await replicateAll(
    studies,
    crew,
    (study, samples) => {
      if (samples.length < study.scenario.run.replications) return;
      const figures = figuresIn(study, metrics).filter(({ scope }) => scope === "cluster");
      const readings = new Readings(study, figures);
      for (const sample of samples) readings.add(sample);
      kept.set(study, keptOf(study, readings));
    },
    progress,
  );
  const scenarios = studies.flatMap((study) => kept.get(study) ?? []);
  return { schema: 1, version: versionOf(), code: codeVersion(), scenarios };
}

function keptOf({ scenario }: Study, readings: Readings): KeptScenario {
  const all = readings.pseudoValues();
  const figures = readings.estimates().flatMap(({ id, unit, scope, estimate }, i) => {
    const values = all[i]!;
    const isKnown = estimate !== null && values.every(Number.isFinite);
    return isKnown ? [{ id, unit, scope, estimate, values }] : [];
  });
  const { name, title, hash, run } = scenario;
  return { name, title, hash, seed: run.seed, replications: readings.replications, figures };
}

export const baselineJson = (baseline: Baseline): string =>
  `${JSON.stringify(baseline, refuseNaN, 1)}\n`;

/** @throws UserError when the text is none */
export function parseBaseline(file: string, text: string): Baseline {
  try {
    const baseline = JSON.parse(text) as Baseline;
    if (baseline.schema === 1 && Array.isArray(baseline.scenarios)) return baseline;
  } catch {
    // Told below, like a file of another kind.
  }
  throw new UserError(`${file}: wanted a baseline (schema 1) that busyhour bench has stored`);
}

/** A scenario of a baseline as one side of a comparison. */
export function sideOfKept(label: string, version: string, kept: KeptScenario): Side {
  const { name, title, seed, replications } = kept;
  const figures = kept.figures.map(({ id, unit, scope, estimate, values }): SideFigure => {
    if (values.length < 2) return { id, unit, scope, measured: null };
    const { error, freedom } = pairedDifference(
      values.map(() => 0),
      values,
    );
    return { id, unit, scope, values, measured: { estimate, error, freedom } };
  });
  return { label, title: title || name, seed, replications, version, figures };
}

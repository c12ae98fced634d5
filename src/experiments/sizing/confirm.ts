import type { Crew } from "../../crew/crew.ts";
import { replicationsOf } from "../../crew/replications.ts";
import type { Expectation } from "../../scenario/types.ts";
import { type Estimate, estimateIn } from "../../stats/estimate.ts";
import { metrics } from "../../stats/metrics/index.ts";
import { type Verdict, verdictOf } from "../../stats/verdict.ts";
import type { Study } from "../../study.ts";

/** The answer of a search, run once more at the level of detail that the scenario asks for. */
export interface Confirmation {
  readonly fidelity: string;
  readonly replications: number;
  /** Of each target, with its 95 % interval. */
  readonly targets: readonly { readonly estimate: Estimate; readonly verdict: Verdict }[];
}

/**
 * Runs all replications of a study at the answer.
 * @returns undefined when it was ended before two of them had finished
 */
export async function confirmed(
  study: Study,
  targets: readonly Expectation[],
  crew: Crew,
  signal: AbortSignal,
): Promise<Confirmation | undefined> {
  const samples = await replicationsOf(study, { crew, signal });
  if (samples.length < 2) return undefined;
  return {
    fidelity: study.scenario.run.fidelity,
    replications: samples.length,
    targets: targets.map((target) => {
      const metric = metrics.find(({ id }) => id === target.metric)!;
      const bound = metric.estimator(study.plan.layout, target.scope);
      if (bound === undefined) throw new Error(`${target.text} has no figure`);
      const estimate = estimateIn({ metric, scope: target.scope, bound }, samples);
      return { estimate, verdict: verdictOf(target, estimate) };
    }),
  };
}

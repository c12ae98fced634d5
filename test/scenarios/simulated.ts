import { type Estimate, estimate } from "../../src/stats/estimate.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import { openStudy, replicate, type Study } from "../../src/study.ts";

/** A shipped scenario by its file name. */
export const open = (file: string, overrides: readonly string[] = []): Study =>
  openStudy(`scenarios/${file}`, overrides);

/** The estimates of a study with this many replications, by metric and scope. */
export function simulated(
  study: Study,
  replications: number,
): (metric: string, scope?: string) => Estimate {
  const samples = Array.from({ length: replications }, (_, index) => replicate(study, index));
  const estimates = estimate(metrics, study.plan.layout, samples);
  return (metric, scope = "cluster") =>
    estimates.find((each) => each.id === metric && each.scope === scope)!;
}

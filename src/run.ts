import { type ReplicationOptions, replicationsOf } from "./crew/replications.ts";
import type { Sample } from "./measure/types.ts";
import { capacityOf } from "./model/capacity.ts";
import { components } from "./model/components/index.ts";
import { portLoads } from "./model/portLoads.ts";
import { tightestInterval } from "./model/tightest.ts";
import type { ExpectationResult, Findings } from "./report/types.ts";
import type { Scenario } from "./scenario/types.ts";
import { compareExact } from "./stats/compareExact.ts";
import { congestionOf } from "./stats/congestion.ts";
import { type Estimate, estimate } from "./stats/estimate.ts";
import { metrics } from "./stats/metrics/index.ts";
import { minuteMeans } from "./stats/minutes.ts";
import { transientsOf } from "./stats/recovery/transients.ts";
import { replicationsNeeded, verdictOf } from "./stats/verdict.ts";
import { openStudy, replayCommand, type Study } from "./study.ts";
import { versionOf } from "./version.ts";
import { checkWarmUp } from "./warmUpCheck.ts";

export interface RunOptions extends ReplicationOptions {
  /** `path=value`, applied to the scenario in turn. */
  readonly overrides?: readonly string[];
}

/** Fewer replications than this tell nothing of their error. */
const REPLICATIONS_MIN = 2;

/**
 * A whole study, from a scenario file to everything a report may say. When it is ended early the
 * findings are those of the replications finished so far, undefined with fewer than two.
 * @throws ScenarioError, SimulationError
 */
export async function runStudy(
  path: string,
  options: RunOptions = {},
): Promise<Findings | undefined> {
  const study = openStudy(path, options.overrides);
  return findingsOf(study, await replicationsOf(study, options));
}

/**
 * Everything a report may say of a study.
 * @param samples of its first replications, in the order of their index
 * @returns undefined with fewer than two samples, unless the scenario wants one only
 */
export function findingsOf(study: Study, samples: readonly Sample[]): Findings | undefined {
  const { source, scenario, plan } = study;
  const replications = samples.length;
  if (replications < Math.min(REPLICATIONS_MIN, scenario.run.replications)) return undefined;
  const estimates = estimate(metrics, plan.layout, samples);
  const warmUp = checkWarmUp(scenario);
  const ports = portLoads(plan);
  const tightest = tightestInterval(plan);
  const transients = transientsOf(scenario, plan.layout, samples, estimates);
  return {
    scenario,
    version: versionOf(),
    seed: scenario.run.seed,
    replications,
    replayCommand: replayCommand(source, scenario.run.seed, replications),
    estimates,
    layers: Object.fromEntries(components.map(({ name, layer }) => [name, layer])),
    capacity: capacityOf(plan),
    ports,
    congestion: congestionOf(
      plan.layout,
      samples,
      ports.map(({ scope }) => scope),
    ),
    ...(tightest && { tightest }),
    series: minuteMeans(metrics, plan.layout, samples),
    ...(transients && { transients }),
    ...(warmUp && { warmUp }),
    expectations: judge(scenario, estimates),
    exact: compareExact(scenario, estimates),
  };
}

/**
 * Judges what a scenario expects. All of it is measured: `openStudy` has refused the rest.
 * @param estimates with those of each expectation
 */
export function judge(scenario: Scenario, estimates: readonly Estimate[]): ExpectationResult[] {
  return scenario.expect.map((expectation) => {
    const { text, metric, scope } = expectation;
    const found = estimates.find((each) => each.id === metric && each.scope === scope)!;
    const verdict = verdictOf(expectation, found);
    const needed = verdict === "undecided" ? replicationsNeeded(expectation, found) : null;
    return { text, verdict, estimate: found, replicationsNeeded: needed };
  });
}

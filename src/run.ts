import { reductionOf } from "./controls.ts";
import { type ReplicationOptions, replicationsOf } from "./crew/replications.ts";
import type { Sample } from "./measure/types.ts";
import { capacityOf } from "./model/capacity.ts";
import { components } from "./model/components/index.ts";
import { portLoads } from "./model/portLoads.ts";
import { tightestInterval } from "./model/tightest.ts";
import type { ExpectationResult, Findings, Stopping } from "./report/types.ts";
import type { Scenario } from "./scenario/types.ts";
import { compareExact } from "./stats/compareExact.ts";
import { congestionOf } from "./stats/congestion.ts";
import { type Estimate, estimate } from "./stats/estimate.ts";
import { metrics } from "./stats/metrics/index.ts";
import { minuteMeans } from "./stats/minutes.ts";
import { transientsOf } from "./stats/recovery/transients.ts";
import { wholePairs } from "./stats/reduction.ts";
import { replicationsNeeded, type Verdict, verdictOf } from "./stats/verdict.ts";
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

/** What has been found out while the replications were made. */
export interface Decision {
  readonly stopping?: Stopping;
  /** Of the scenario's expectations. */
  readonly verdicts?: readonly Verdict[];
}

/**
 * Everything a report may say of a study.
 * @param finished samples of its first replications, in the order of their index
 * @returns undefined with fewer than two samples, unless the scenario wants one only
 */
export function findingsOf(
  study: Study,
  finished: readonly Sample[],
  { stopping, verdicts }: Decision = {},
): Findings | undefined {
  const { source, scenario, plan } = study;
  const reduction = reductionOf(study);
  const samples = wholePairs(finished, reduction);
  const replications = samples.length;
  if (replications < Math.min(REPLICATIONS_MIN, scenario.run.replications)) return undefined;
  const estimates = estimate(metrics, plan.layout, samples, reduction).map((each) =>
    withGoal(each, stopping),
  );
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
      reduction,
    ),
    ...(tightest && { tightest }),
    series: minuteMeans(metrics, plan.layout, samples, reduction),
    ...(transients && { transients }),
    ...(warmUp && { warmUp }),
    controls: { used: reduction.controls.map(({ name }) => name), refused: reduction.refusals },
    ...(stopping && { stopping }),
    expectations: judge(scenario, estimates, verdicts),
    exact: compareExact(scenario, estimates),
  };
}

/**
 * An estimate whose interval decided how many replications there are has that of the first stage:
 * only that one holds its level then (Stein 1945).
 */
function withGoal(found: Estimate, stopping: Stopping | undefined): Estimate {
  const isOf = ({ id, scope }: { readonly id: string; readonly scope: string }) =>
    id === found.id && scope === found.scope;
  const goal = stopping?.goals.find(isOf);
  if (goal === undefined || found.estimate === null) return found;
  const { halfWidth95, freedom } = goal;
  const [low95, high95] = [found.estimate - halfWidth95, found.estimate + halfWidth95];
  return { ...found, halfWidth95, low95, high95, freedom };
}

/**
 * Judges what a scenario expects. All of it is measured: `openStudy` has refused the rest.
 * @param estimates with those of each expectation
 * @param verdicts of each expectation, where they have been found otherwise
 */
export function judge(
  scenario: Scenario,
  estimates: readonly Estimate[],
  verdicts?: readonly Verdict[],
): ExpectationResult[] {
  return scenario.expect.map((expectation, i) => {
    const { text, metric, scope } = expectation;
    const found = estimates.find((each) => each.id === metric && each.scope === scope)!;
    const verdict = verdicts?.[i] ?? verdictOf(expectation, found);
    const needed = verdict === "undecided" ? replicationsNeeded(expectation, found) : null;
    return { text, verdict, estimate: found, replicationsNeeded: needed };
  });
}

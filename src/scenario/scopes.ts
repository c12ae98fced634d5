import { type Problem, ScenarioError } from "../errors.ts";
import type { Path } from "./document.ts";
import { brief, type Mistake, problemIn } from "./problems.ts";
import type { ScenarioDocument } from "./read.ts";
import type { Scenario } from "./types.ts";

/**
 * Refuses expectations, observations and exact figures of what the planned scenario does not
 * measure, such as a site of another name, or a service level by site. `measured` are the scopes of
 * every metric; they are known once the scenario is planned, so this cannot be part of validation.
 * @throws ScenarioError
 */
export function refuseUnknownScopes(
  { root }: ScenarioDocument,
  { expect, observed, exact }: Scenario,
  measured: ReadonlyMap<string, readonly string[]>,
): void {
  const refused = (metric: string, scope: string, path: Path, place: Place): Problem[] => {
    const scopes = measured.get(metric)!;
    if (scopes.includes(scope)) return [];
    const wanted =
      scopes.length === 0
        ? "a metric that this scenario measures"
        : `a scope in which ${metric} is measured (${brief(scopes)})`;
    const given = JSON.stringify(scope);
    return [problemIn(root, path, { wanted, given, candidates: scopes, ...place })];
  };
  const problems = [
    ...expect.flatMap(({ metric, scope, text }, i) =>
      refused(metric, scope, ["expect", i], placeIn(text, metric, scope)),
    ),
    ...Object.entries({ observed, exact }).flatMap(([section, figures]) =>
      figures.flatMap(({ metric, scope }, i) =>
        refused(metric, scope, [section, i, "scope"], { offset: 0, length: scope.length }),
      ),
    ),
  ];
  if (problems.length > 0) throw new ScenarioError(problems);
}

type Place = Required<Pick<Mistake, "offset" | "length">>;

/** Where an expectation names its scope; the metric where it leaves the cluster unsaid. */
function placeIn(text: string, metric: string, scope: string): Place {
  const bracket = text.indexOf("[");
  return bracket < 0
    ? { offset: 0, length: metric.length }
    : { offset: bracket + 1, length: scope.length };
}

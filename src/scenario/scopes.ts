import { type Problem, ScenarioError } from "../errors.ts";
import type { Path } from "./document.ts";
import { brief, problemIn } from "./problems.ts";
import type { ScenarioDocument } from "./read.ts";
import type { Scenario } from "./types.ts";

/**
 * Refuses expectations and observations of what the planned scenario does not have, such as a site
 * of another name. `scopes` are all in which something is recorded; they are known once the
 * scenario is planned, so this cannot be part of validation.
 * @throws ScenarioError
 */
export function refuseUnknownScopes(
  { root }: ScenarioDocument,
  { expect, observed }: Scenario,
  scopes: readonly string[],
): void {
  const refused = (scope: string, path: Path, offset: number): readonly Problem[] => {
    if (scopes.includes(scope)) return [];
    const wanted = `a scope of this scenario (${brief(scopes)})`;
    const given = JSON.stringify(scope);
    const place = { offset, length: scope.length };
    return [problemIn(root, path, { wanted, given, candidates: scopes, ...place })];
  };
  const problems = [
    ...expect.flatMap(({ scope, text }, i) => refused(scope, ["expect", i], text.indexOf("[") + 1)),
    ...observed.flatMap(({ scope }, i) => refused(scope, ["observed", i, "scope"], 0)),
  ];
  if (problems.length > 0) throw new ScenarioError(problems);
}

import { components } from "../model/components/index.ts";
import { brokenRule } from "./rules.ts";
import type { Scenario } from "./types.ts";

/** A count that breaks a deployment rule of the blueprint. */
export interface DeploymentProblem {
  readonly path: string;
  readonly wanted: string;
  readonly given: string;
}

/**
 * Where the instance counts break the blueprint's rules. Empty for every validated scenario of
 * `platform: cluster`, whose validation applies the same rules; without a platform they only
 * advise.
 */
export function deploymentProblems({ sites }: Scenario): readonly DeploymentProblem[] {
  return components.flatMap((row, index) => {
    const counts = sites.map(({ name, instances }) => {
      return { path: `sites.${name}.${row.name}`, count: instances[index]! };
    });
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    const ruled = row.per === "cluster" ? [{ path: `sites.*.${row.name}`, count: total }] : counts;
    return ruled.flatMap(({ path, count }) => {
      const wanted = brokenRule(row, count);
      return wanted === undefined ? [] : [{ path, wanted, given: String(count) }];
    });
  });
}

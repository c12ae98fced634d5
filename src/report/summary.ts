import type { Estimate } from "../stats/estimate.ts";
import { compareObserved } from "./findings.ts";
import { impactMatrix } from "./impacts/matrix.ts";
import type { CapacityRow, Findings } from "./types.ts";

/**
 * summary.json, schema 1: what others build on. Keys in a fixed order, numbers in full precision,
 * `null` for an unlimited ceiling or headroom and for what is undefined.
 * @throws Error when a number is NaN: that is our bug and must not become a silent `null`
 */
export function summaryJson(findings: Findings): string {
  const { scenario, version, seed, replications } = findings;
  const summary = {
    schema: 1,
    scenario: { name: scenario.name, hash: scenario.hash, title: scenario.title },
    version,
    seed,
    replications,
    metrics: findings.estimates.map((each) =>
      picked({ ...each, ...exactOf(findings, each) }, METRIC_KEYS),
    ),
    capacity: findings.capacity.map((each) => picked(each, CAPACITY_KEYS)),
    warmUp: findings.warmUp,
    stopping: findings.stopping,
    assumptions: scenario.assumptions.map(({ path, value, note }) => ({ path, value, note })),
    fixedAssumptions: scenario.fixedAssumptions,
    expectations: findings.expectations.map(({ text, verdict, estimate, ...rest }) => ({
      text,
      verdict,
      id: estimate.id,
      scope: estimate.scope,
      replicationsNeeded: rest.replicationsNeeded,
    })),
    ...impactsOf(findings),
    observed: compareObserved(findings).map((each) => ({
      id: each.metric,
      scope: each.scope,
      observed: each.observed,
      estimate: each.estimate?.estimate ?? null,
      difference: each.difference,
      withinReplications: each.withinReplications,
    })),
  };
  return `${JSON.stringify(summary, refuseNaN, 2)}\n`;
}

/** No key where the cloud guide has no table of what fails. */
function impactsOf(findings: Findings): object {
  const cells = impactMatrix(findings);
  return cells.length === 0 ? {} : { impacts: cells };
}

/** JSON would write NaN as `null`; infinite values become `null` knowingly. */
export function refuseNaN(key: string, value: unknown): unknown {
  if (Number.isNaN(value)) throw new Error(`summary.json: ${key} is not a number`);
  return value;
}

/** Where the metric is known exactly: that value, and the deviation in standard errors. */
function exactOf(
  { exact }: Findings,
  { id, scope }: Estimate,
): { exact?: number; z?: number | null } {
  const found = exact.find(({ simulated }) => simulated.id === id && simulated.scope === scope);
  return found === undefined ? {} : { exact: found.exact, z: found.z };
}

const METRIC_KEYS = [
  "id",
  "unit",
  "scope",
  "estimate",
  "halfWidth95",
  "low95",
  "high95",
  "replications",
  "min",
  "max",
  "basis",
  "numerator",
  "denominator",
  "reason",
  "freedom",
  "gain",
  "exact",
  "z",
] as const satisfies readonly (keyof Estimate | "exact" | "z")[];

const CAPACITY_KEYS = [
  "kind",
  "scope",
  "name",
  "perCall",
  "standing",
  "unit",
  "size",
  "ceilingCaps",
  "offeredCaps",
  "utilisation",
  "headroom",
  "note",
] as const satisfies readonly (keyof CapacityRow)[];

/** These fields in this order, however the record was put together; undefined ones leave no key. */
function picked<Field extends string>(
  record: Readonly<Partial<Record<Field, unknown>>>,
  fields: readonly Field[],
): object {
  return Object.fromEntries(fields.map((field) => [field, record[field]]));
}

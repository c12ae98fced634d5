import type { Estimate } from "../stats/estimate.ts";
import { compareObserved } from "./findings.ts";
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
    metrics: findings.estimates.map(metricOf),
    capacity: findings.capacity.map(capacityOf),
    warmUp: findings.warmUp,
    assumptions: scenario.assumptions.map(({ path, value, note }) => ({ path, value, note })),
    expectations: findings.expectations.map(({ text, verdict, estimate }) => ({
      text,
      verdict,
      id: estimate?.id,
      scope: estimate?.scope,
    })),
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

/** JSON would write NaN as `null`; infinite values become `null` knowingly. */
function refuseNaN(key: string, value: unknown): unknown {
  if (Number.isNaN(value)) throw new Error(`summary.json: ${key} is not a number`);
  return value;
}

/** Fields that are undefined leave no key. */
function metricOf(estimate: Estimate): object {
  const { id, unit, scope, basis, numerator, denominator, reason } = estimate;
  return {
    id,
    unit,
    scope,
    estimate: estimate.estimate,
    halfWidth95: estimate.halfWidth95,
    low95: estimate.low95,
    high95: estimate.high95,
    replications: estimate.replications,
    min: estimate.min,
    max: estimate.max,
    basis,
    numerator,
    denominator,
    reason,
  };
}

function capacityOf(row: CapacityRow): CapacityRow {
  const { kind, scope, name, perCall, unit, size, ceilingCaps, offeredCaps } = row;
  const { utilisation, headroom, note } = row;
  return {
    kind,
    scope,
    name,
    perCall,
    unit,
    size,
    ceilingCaps,
    offeredCaps,
    utilisation,
    headroom,
    note,
  };
}

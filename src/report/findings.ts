import type { Link, Scenario } from "../scenario/types.ts";
import type { Estimate } from "../stats/estimate.ts";
import { metrics } from "../stats/metrics/index.ts";
import type { CapacityRow, Findings } from "./types.ts";

/** The estimate of a metric in a scope, `cluster` unless told; undefined when the run has none. */
export function find(findings: Findings, id: string, scope = "cluster"): Estimate | undefined {
  return findings.estimates.find((each) => each.id === id && each.scope === scope);
}

/** What a metric says, in words a planner would accept; undefined for what is none. */
export const meaningOfMetric = (id: string): string | undefined =>
  metrics.find((each) => each.id === id)?.meaning;

/** The resource that limits the load: least finite headroom; undefined when nothing limits it. */
export function bindingResource(capacity: readonly CapacityRow[]): CapacityRow | undefined {
  return byHeadroom(capacity).find((row) => Number.isFinite(row.headroom));
}

/** Tightest first; rows of equal headroom keep their order. */
export function byHeadroom(capacity: readonly CapacityRow[]): readonly CapacityRow[] {
  return capacity.toSorted((a, b) => (a.headroom === b.headroom ? 0 : a.headroom - b.headroom));
}

export const TRAFFIC = ["media", "signalling", "tlib"] as const;

/** Mean bandwidth of one directed link by kind of traffic, Mbit/s. */
export interface LinkLoad {
  readonly scope: string;
  readonly parts: Readonly<Record<(typeof TRAFFIC)[number], number>>;
  readonly total: number;
  /** Of the total: the sum of those of its parts, which it cannot exceed. */
  readonly halfWidth95: number;
  /** `Infinity` for an unlimited link. */
  readonly capacity: number;
}

/** Load of every directed link that carries anything, greatest first. */
export function linkLoads(findings: Findings): readonly LinkLoad[] {
  const estimateOf = (kind: string, scope: string) => find(findings, `bandwidth.${kind}`, scope);
  const mean = (kind: string, scope: string) => estimateOf(kind, scope)?.estimate ?? 0;
  return findings.scenario.links
    .map((link) => {
      const scope = scopeOfLink(findings.scenario, link);
      const parts = {
        media: mean("media", scope),
        signalling: mean("signalling", scope),
        tlib: mean("tlib", scope),
      };
      const total = parts.media + parts.signalling + parts.tlib;
      const halves = TRAFFIC.map((kind) => estimateOf(kind, scope)?.halfWidth95 ?? 0);
      const halfWidth95 = halves.reduce((sum, half) => sum + half, 0);
      return { scope, parts, total, halfWidth95, capacity: link.bitsPerSecond / 1e6 };
    })
    .filter((load) => load.total > 0)
    .sort((a, b) => b.total - a.total);
}

/** A share of a resource that was in use, with the half width of its 95 % interval. */
export interface Use {
  readonly value: number;
  readonly halfWidth95: number;
}

const SIMULATED_USE = ["component.utilisation", "pool.occupancy", "agents.occupancy"];

/** The simulated use of what a scope names; undefined where the run did not measure it. */
export function simulatedUses(findings: Findings): (scope: string) => Use | undefined {
  const links = new Map(
    linkLoads(findings).map(({ scope, total, halfWidth95, capacity }) => {
      return [scope, { value: total / capacity, halfWidth95: halfWidth95 / capacity }];
    }),
  );
  return (scope) => {
    const [use = links.get(scope)] = SIMULATED_USE.flatMap((id) => {
      const { estimate = null, halfWidth95 = null } = find(findings, id, scope) ?? {};
      return estimate === null ? [] : { value: estimate, halfWidth95: halfWidth95 ?? 0 };
    });
    return use;
  };
}

/** `link:dc1>dc2`. */
export function scopeOfLink(scenario: Scenario, link: Link): string {
  return `link:${scenario.places[link.from]}>${scenario.places[link.to]}`;
}

/** What a link counts, by the layer whose bytes the scenario counts. */
export const BYTES_OF: Readonly<Record<Scenario["layer"], string>> = {
  ip: "IP bytes",
  ethernet: "Ethernet bytes",
  line: "bytes on the line, preamble and gap included",
};

/** Whether no message was sent at all: without a platform there is no signalling to speak of. */
export const isSilent = (findings: Findings): boolean =>
  find(findings, "sip.messages.rate")?.estimate === 0;

/** What a reader needs of a scope: `queue:support` is `support`, `cluster` the whole cluster. */
export function scopeLabel(scope: string): string {
  return scope === "cluster" ? "whole cluster" : scope.slice(scope.indexOf(":") + 1);
}

/** An observation of the real system beside what the model says. */
export interface Comparison {
  readonly metric: string;
  readonly scope: string;
  readonly observed: number;
  readonly estimate: Estimate | undefined;
  /** Simulated over observed, less one; null where either is missing or observed is 0. */
  readonly difference: number | null;
  /** Whether the observed value lies between the least and the greatest replication. */
  readonly withinReplications: boolean | null;
}

export function compareObserved(findings: Findings): readonly Comparison[] {
  return findings.scenario.observed.map(({ metric, scope, value: observed }) => {
    const estimate = find(findings, metric, scope);
    const simulated = estimate?.estimate ?? null;
    const difference = simulated === null || observed === 0 ? null : simulated / observed - 1;
    return {
      metric,
      scope,
      observed,
      estimate,
      difference,
      withinReplications: within(observed, estimate),
    };
  });
}

function within(observed: number, estimate: Estimate | undefined): boolean | null {
  if (estimate === undefined || estimate.min === null || estimate.max === null) return null;
  return estimate.min <= observed && observed <= estimate.max;
}

import { components } from "../../model/components/index.ts";
import type { Component } from "../../model/components/types.ts";
import { ACCESS, type Branch } from "../places.ts";

/**
 * The names a scenario gives to its own things, taken from the raw text before anything is checked,
 * so that a wrong reference is found in the same pass as every other mistake.
 */
export interface Names {
  readonly platform: Platform;
  readonly sites: readonly string[];
  readonly queues: readonly string[];
  /** Demands of callers. */
  readonly callers: readonly string[];
  /** Those of them that replay a log. */
  readonly replayed: readonly string[];
  readonly groups: readonly string[];
  readonly accessNetworks: readonly string[];
  /** Locations away from the sites, with the sites they are linked to. */
  readonly branches: readonly Branch[];
  /** Faults that bear a name. */
  readonly faults: readonly string[];
  /** Whether anything may fail. */
  readonly hasFaults: boolean;
  /** Metrics that can be expected, with their units; absent: any name passes. */
  readonly metrics?: ReadonlyMap<string, string>;
  /** Whether it cannot do without a component that others leave out. */
  readonly needs: (row: Component) => boolean;
  readonly regions: readonly string[];
  /** Availability zones of a site. */
  readonly zones: (site: string) => number;
  /** Instances of a component at a site, as far as the raw text tells. */
  readonly instances: (site: string, component: string) => number;
}

export const PLATFORMS = ["cluster", "none"] as const;
export type Platform = (typeof PLATFORMS)[number];

export function namesOf(raw: unknown, metrics?: ReadonlyMap<string, string>): Names {
  const platform = entry(raw, "platform") === "none" ? "none" : "cluster";
  const sites = entry(raw, "sites");
  const countAt = (site: string, row: Component): number => {
    const written = entry(entry(sites, site), row.name);
    const standard = standardCount(row, platform, site === keys(sites)[0], raw);
    return typeof written === "number" ? written : standard;
  };
  return {
    platform,
    ...(metrics && { metrics }),
    sites: keys(sites),
    queues: keys(entry(raw, "queues")),
    callers: keys(entry(raw, "demand")),
    replayed: keys(entry(raw, "demand")).filter(
      (name) => entry(entry(entry(raw, "demand"), name), "replay") !== undefined,
    ),
    groups: keys(entry(raw, "agents")),
    accessNetworks: keys(entry(entry(raw, "network"), "accessNetworks")),
    branches: branchesOf(raw),
    faults: faultNames(raw),
    hasFaults: hasFaults(raw),
    needs: (row) => isNeeded(row, raw),
    regions: [
      ...new Set(keys(sites).map((site) => String(entry(entry(sites, site), "region") ?? site))),
    ],
    zones: (site) => Number(entry(entry(sites, site), "zones") ?? 1),
    instances: (site, component) => {
      const row = rowOf(component);
      if (row === undefined) return 0;
      const node = row.per === "node" ? rowOf("sipServer") : undefined;
      return countAt(site, row) * (node ? countAt(site, node) : 1);
    },
  };
}

function hasFaults(raw: unknown): boolean {
  const faults = entry(raw, "faults");
  return Array.isArray(faults) && faults.length > 0;
}

/** Of a list of `kind: {name}`. */
function faultNames(raw: unknown): readonly string[] {
  const faults = entry(raw, "faults");
  if (!Array.isArray(faults)) return [];
  return faults.flatMap((fault) =>
    keys(fault).flatMap((kind) => {
      const name = entry(entry(fault, kind), "name");
      return typeof name === "string" ? [name] : [];
    }),
  );
}

const rowOf = (component: string): Component | undefined =>
  components.find(({ name }) => name === component);

/**
 * Instances of a component where the scenario names none. What the cluster has once stands at the
 * first site, what only some scenarios need only where `raw` is one of them. Without a platform
 * only the media ports remain, which need an MCP to belong to.
 */
export function standardCount(
  row: Component,
  platform: Platform,
  firstSite: boolean,
  raw: unknown,
): number {
  if (platform === "none") return row.name === "mcp" ? 1 : 0;
  if (row.neededBy !== undefined && !isNeeded(row, raw)) return 0;
  return row.per === "cluster" && !firstSite ? 0 : Number(row.instances.default);
}

/** Whether a scenario, as written or as completed, cannot do without a component. */
export function isNeeded({ neededBy }: Component, raw: unknown): boolean {
  if (neededBy === undefined) return false;
  const section = entry(raw, neededBy);
  if (neededBy !== "recording") return keys(section).length > 0;
  return ["bridged", "siprec"].includes(String(entry(section, "mode")));
}

/**
 * The locations of a scenario, as written or as completed. Each has a link to the sites its agents
 * belong to; where phones talk to any proxy themselves, to every site.
 */
export function branchesOf(raw: unknown): readonly Branch[] {
  const sites = keys(entry(raw, "sites"));
  const locations = entry(raw, "locations");
  const agents = entry(raw, "agents");
  return keys(locations).map((name) => {
    const location = entry(locations, name);
    const groups = keys(agents).map((group) => entry(agents, group));
    const homes = groups
      .filter((group) => entry(group, "location") === name)
      .flatMap((group) => keys(entry(group, "sites")));
    const isLinked = (site: string) =>
      homes.length > 0 && (entry(location, "accessPoint") === "proxy" || homes.includes(site));
    return {
      name,
      access: ACCESS.find((each) => each === entry(location, "access")) ?? ACCESS[0],
      sites: [...sites.keys()].filter((site) => isLinked(sites[site]!)),
    };
  });
}

function entry(raw: unknown, key: string): unknown {
  const isSection = typeof raw === "object" && raw !== null && Object.hasOwn(raw, key);
  return isSection ? (raw as Record<string, unknown>)[key] : undefined;
}

const keys = (raw: unknown): readonly string[] =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw) ? Object.keys(raw) : [];

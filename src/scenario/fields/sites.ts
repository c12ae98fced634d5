import * as z from "zod";
import { components } from "../../model/components/index.ts";
import type { Component } from "../../model/components/types.ts";
import type { Parameter } from "../../parameter.ts";
import { CARRIER } from "../places.ts";
import { brokenRule } from "../rules.ts";
import { type Names, type Platform, standardCount } from "./names.ts";
import { quantity } from "./quantities.ts";
import { type Finding, whole } from "./sections.ts";
import { newName } from "./words.ts";

const TRUNKS: Parameter = {
  kind: "count",
  meaning: "Simultaneous calls the carrier trunks of the site carry",
  default: "unlimited",
  min: 0,
  max: 1_000_000,
  unlimited: true,
  source: { mark: "assumption", note: "no limit unless the scenario states one" },
};

const PORTS_PER_MCP: Parameter = {
  kind: "count",
  meaning: "Treatment ports of each MCP",
  default: 160,
  min: 0,
  max: 100_000,
  unlimited: true,
  source: { mark: "assumption", note: "160 IVR ports per core (published), one core per MCP" },
};

const NO_PLATFORM = {
  default: "unlimited",
  source: { mark: "derived", note: "without a platform only people limit" },
} as const;

const PER = { site: "", node: " (of each SIP Server node)", cluster: " (of the whole cluster)" };

function countField(row: Component, platform: Platform) {
  const { default: standard, ...rest } = row.instances;
  const meaning = `${row.title}: instances${PER[row.per]}`;
  if (platform === "none") {
    const source = NO_PLATFORM.source;
    return quantity({ ...rest, meaning, default: standardCount(row, platform, true, {}), source });
  }
  // One of the cluster's few stands at the first site unless the scenario says otherwise.
  if (row.per === "cluster") return quantity({ ...rest, meaning }).optional();
  if (row.neededBy !== undefined) {
    const where = `; if absent, ${standard} where there are ${row.neededBy}`;
    return quantity({ ...rest, meaning: `${meaning}${where}` }).optional();
  }
  const { least = rest.min!, most = rest.max!, says } = row.rule ?? {};
  return quantity({ ...rest, meaning, default: standard!, min: least, max: most }, says);
}

function siteFields(platform: Platform) {
  const limits = platform === "none" ? NO_PLATFORM : {};
  const counts = components.map((row) => [row.name, countField(row, platform)] as const);
  const shape: Record<string, z.ZodType<number | undefined>> = {
    trunks: quantity({ ...TRUNKS, ...limits }),
    portsPerMcp: quantity({ ...PORTS_PER_MCP, ...limits }),
    ...Object.fromEntries(counts),
  };
  return z.strictObject(shape);
}

const SITE_FIELDS = { cluster: siteFields("cluster"), none: siteFields("none") } as const;

/** Data centres: trunks, ports and instance counts, one key per row of the component catalogue. */
export const sitesFields = (names: Names | undefined) => {
  const platform = names?.platform ?? "cluster";
  return whole(z.record(newName("site", [CARRIER]), SITE_FIELDS[platform]), (sites) => {
    if (Object.keys(sites).length === 0) return [{ wanted: "at least one site", given: "none" }];
    return platform === "none" ? [] : CLUSTER_WIDE.flatMap((row) => findingsInCluster(row, sites));
  });
};

const CLUSTER_WIDE = components.filter(({ per }) => per === "cluster");

type Sites = Readonly<Record<string, Readonly<Record<string, number | undefined>>>>;

/** What the whole cluster has too many or too few of, shown where the last count is written. */
function findingsInCluster(row: Component, sites: Sites): readonly Finding[] {
  const counts = Object.values(sites).map((site, index) => {
    return site[row.name] ?? standardCount(row, "cluster", index === 0, {});
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  const last = Object.keys(sites).findLast((name) => sites[name]![row.name] !== undefined);
  const path = last === undefined ? [] : [last, row.name];
  const wanted = brokenRule(row, total);
  return wanted === undefined ? [] : [{ wanted, given: `${total} in all`, path }];
}

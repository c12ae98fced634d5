import * as z from "zod";
import { components } from "../../model/components/index.ts";
import type { Component } from "../../model/components/types.ts";
import type { Parameter } from "../../parameter.ts";
import { CARRIER } from "../places.ts";
import { brokenRule } from "../rules.ts";
import { type Names, type Platform, standardCount } from "./names.ts";
import { farmFindings, OWN_MCPS, OWN_PORTS } from "./ports.ts";
import { quantity } from "./quantities.ts";
import { type Finding, whole } from "./sections.ts";
import { newName, text, word } from "./words.ts";

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

const SPEECH_PORTS: Parameter = {
  kind: "count",
  meaning: "Ports of each speech server",
  default: 100,
  min: 0,
  max: 100_000,
  unlimited: true,
  source: { mark: "assumption", note: "no public figure; mostly a matter of licences" },
};

const ZONES: Parameter = {
  kind: "count",
  meaning: "Availability zones of the site; instances of a component are spread over them in turn",
  default: 1,
  min: 1,
  max: 16,
  source: { mark: "derived", note: "one data centre unless stated" },
};

const PLACEMENTS = ["sameZone", "acrossZones"] as const;

const NO_PLATFORM = {
  default: "unlimited",
  source: { mark: "derived", note: "without a platform only people limit" },
} as const;

const PER = { site: "", node: " (of each SIP Server node)", cluster: " (of the whole cluster)" };

const WHERE = {
  campaigns: "there are campaigns",
  callback: "there are callbacks",
  recording: "recordings are simulated",
  digital: "there are digital interactions",
} as const;

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
    const where = `; if absent, ${standard} where ${WHERE[row.neededBy]}`;
    return quantity({ ...rest, meaning: `${meaning}${where}` }).optional();
  }
  const { least = rest.min!, most = rest.max!, says } = row.rule ?? {};
  return quantity({ ...rest, meaning, default: standard!, min: least, max: most }, says);
}

/** Counts of instances stand beside these, by the names of their components. */
export interface SiteFields {
  readonly region?: string | undefined;
  readonly zones: number;
  readonly pairPlacement: (typeof PLACEMENTS)[number];
  readonly lacks: readonly string[];
  readonly trunks: number;
  readonly portsPerMcp: number;
  readonly speechPorts: number;
  readonly ports: z.output<typeof OWN_PORTS>;
  readonly ownMcps: z.output<typeof OWN_MCPS>;
}

/** Instances of a component at a site, undefined where the scenario names none. */
export const statedCount = (site: SiteFields, component: string): number | undefined =>
  (site as unknown as Readonly<Record<string, number | undefined>>)[component];

function siteFields(platform: Platform): z.ZodType<SiteFields> {
  const limits = platform === "none" ? NO_PLATFORM : {};
  const counts = components.map((row) => [row.name, countField(row, platform)] as const);
  return z.strictObject({
    region: text("Region of the site; its own name unless stated").optional(),
    zones: quantity(ZONES),
    pairPlacement: word(
      PLACEMENTS,
      "Whether the members of a hot-standby pair stand in one availability zone or in two",
      "acrossZones",
      { source: { mark: "derived", note: "as the cloud guide's promise for a lost zone needs" } },
    ),
    lacks: z
      .array(
        word(
          components.map(({ name }) => name),
          "A component of which the site has nothing that works, as secondary regions may",
        ),
      )
      .prefault([]),
    trunks: quantity({ ...TRUNKS, ...limits }),
    portsPerMcp: quantity({ ...PORTS_PER_MCP, ...limits }),
    speechPorts: quantity(SPEECH_PORTS),
    ports: OWN_PORTS,
    ownMcps: OWN_MCPS,
    ...Object.fromEntries(counts),
  }) as z.ZodType<SiteFields>;
}

const SITE_FIELDS = { cluster: siteFields("cluster"), none: siteFields("none") } as const;

/** Data centres: trunks, ports and instance counts, one key per row of the component catalogue. */
export const sitesFields = (names: Names | undefined) => {
  const platform = names?.platform ?? "cluster";
  return whole(z.record(newName("site", [CARRIER]), SITE_FIELDS[platform]), (sites) => {
    if (Object.keys(sites).length === 0) return [{ wanted: "at least one site", given: "none" }];
    const farms = Object.entries(sites).flatMap(([name, site]) =>
      farmFindings(
        name,
        site.ownMcps,
        statedCount(site, "mcp") ?? standardCount(MCP, platform, true, {}),
      ),
    );
    if (platform === "none") return farms;
    return [
      ...farms,
      ...CLUSTER_WIDE.flatMap((row) => findingsInCluster(row, sites)),
      ...RECORDING.filter((row) => names?.needs(row)).flatMap((row) => missing(row, sites)),
    ];
  });
};

const CLUSTER_WIDE = components.filter(({ per }) => per === "cluster");

const MCP = components.find(({ name }) => name === "mcp")!;
const RECORDING = components.filter(({ neededBy }) => neededBy === "recording");

/** Where what a recording needs is written to be none: at a site, or in the whole cluster. */
function missing({ name, per }: Component, sites: Sites): readonly Finding[] {
  const counts = Object.values(sites).map((site) => statedCount(site, name));
  const none = Object.keys(sites).filter((_, index) => counts[index] === 0);
  const isSomewhere = counts.some((count, site) => count !== 0 && (site === 0 || count));
  if (per === "cluster" && isSomewhere) return [];
  const wanted = "1 or more, which recordings need";
  return none.map((site) => ({ wanted, given: "0", path: [site, name] }));
}

type Sites = Readonly<Record<string, SiteFields>>;

/** What the whole cluster has too many or too few of, shown where the last count is written. */
function findingsInCluster(row: Component, sites: Sites): readonly Finding[] {
  const counts = Object.values(sites).map((site, index) => {
    return statedCount(site, row.name) ?? standardCount(row, "cluster", index === 0, {});
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  const last = Object.keys(sites).findLast(
    (name) => statedCount(sites[name]!, row.name) !== undefined,
  );
  const path = last === undefined ? [] : [last, row.name];
  const wanted = brokenRule(row, total);
  return wanted === undefined ? [] : [{ wanted, given: `${total} in all`, path }];
}

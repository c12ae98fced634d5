import * as z from "zod";
import { PORT_USES, type PortUse } from "../../model/holdings.ts";
import type { Source } from "../../parameter.ts";
import { quantity } from "./quantities.ts";
import { type Finding, optionalSection, unless } from "./sections.ts";

/** How many ports one core carries, by what they are used for. */
const DENSITY: Readonly<Record<PortUse, readonly [ports: number, source: Source]>> = {
  treatment: [160, { mark: "published", note: "VoiceXML on 8-core hosts, 1,300 of one MCP" }],
  cpd: [100, { mark: "assumption", note: "no public figure" }],
  recording: [
    35,
    {
      mark: "published",
      note: "200 on six cores; 20 where encrypted and strict on jitter",
    },
  ],
  conference: [60, { mark: "assumption", note: "no public figure; each leg is mixed" }],
  hold: [160, { mark: "assumption", note: "music costs what an announcement does" }],
  voicemail: [160, { mark: "assumption", note: "VoiceXML as in treatment" }],
};

const TITLE: Readonly<Record<PortUse, string>> = {
  treatment: "treatment (IVR, music in queue)",
  cpd: "call progress detection",
  recording: "recording",
  conference: "conferences",
  hold: "music on hold",
  voicemail: "voicemail",
};

const forUses = <Field>(field: (use: PortUse) => Field) =>
  Object.fromEntries(PORT_USES.map((use) => [use, field(use)])) as Record<PortUse, Field>;

/** What a port for each use costs: in a farm that uses share, one of fewer per core takes more. */
export const PORTS_PER_CORE = optionalSection(
  z.strictObject(
    forUses((use) => {
      const [ports, source] = DENSITY[use];
      return quantity({
        kind: "count",
        meaning: `Ports that one core carries when all are for ${TITLE[use]}`,
        default: ports,
        min: 1,
        max: 10_000,
        source,
      });
    }),
  ),
);

const SHARED: Source = { mark: "derived", note: "unless stated, the use shares those of others" };

/** Ports of one use alone, of each MCP that gives any; and MCPs that serve one use alone. */
export const OWN_PORTS = optionalSection(
  z.strictObject(
    forUses((use) =>
      quantity({
        kind: "count",
        meaning: `Ports of each MCP for ${TITLE[use]} alone`,
        min: 0,
        max: 100_000,
        unlimited: true,
        source: SHARED,
      }).optional(),
    ),
  ),
);
export const OWN_MCPS = optionalSection(
  z.strictObject(
    forUses((use) =>
      quantity({
        kind: "count",
        meaning: `MCPs of the site, among its \`mcp\`, for ${TITLE[use]} alone`,
        min: 0,
        max: 4096,
        source: SHARED,
      }).optional(),
    ),
  ),
);

type ByUse = Readonly<Partial<Record<PortUse, number | undefined>>>;

/** Uses without MCPs of their own need some that are left. */
export function farmFindings(name: string, ownMcps: ByUse, mcps: number): readonly Finding[] {
  const own = PORT_USES.map((use) => ownMcps[use] ?? 0);
  const all = own.reduce((sum, count) => sum + count, 0);
  const suffices = all < mcps || (all === mcps && own.every((count) => count > 0));
  return unless(all === 0 || suffices, {
    wanted: `fewer MCPs with a use of their own than the ${mcps} of the site`,
    given: `${all} in all`,
    path: [name, "ownMcps"],
  });
}

/** By PORT_USES: what a port takes of an MCP, in thousandths of what a treatment port takes. */
export const portWeightsOf = (perCore: Readonly<Record<PortUse, number>>): readonly number[] =>
  PORT_USES.map((use) => Math.round((1000 * perCore.treatment) / perCore[use]));

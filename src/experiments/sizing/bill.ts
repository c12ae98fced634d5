import { type Resource, spread } from "./resources.ts";
import { neededWithout } from "./siteLoss.ts";
import type { Sizing } from "./size.ts";

/** A line of the bill of materials: what to buy for one site. */
export interface BillLine {
  readonly site: string;
  readonly what: string;
  /** What the targets need there. */
  readonly needed: number;
  /** With one spare, so that a machine may fail (N+1); null where nothing of the sort fails. */
  readonly withSpare: number | null;
  /**
   * What it takes when another site is lost and this one takes its share: by search, else in
   * proportion; null: only one site.
   */
  readonly siteLost: number | null;
  /** How `withSpare` and `siteLost` come about. */
  readonly derivation: string;
}

/** What the answer means for each site. */
export function billOf({ plan, found, losses }: Sizing): BillLine[] {
  return plan.resources.flatMap((resource, r) => {
    const total = found.at.point[r]!;
    const weights = resource.parts.map(({ weight }) => weight);
    const needed = spread(total, weights).map((steps) => steps * resource.step);
    return resource.parts.flatMap(({ site }, i) => {
      const others = weights.filter((_, other) => other !== i);
      const searched = neededWithout(losses, resource.name, site);
      const proportional =
        others.length === 0 ? null : withoutOne(total * resource.step, weights, i);
      const lost = searched ?? proportional;
      const line = { site, needed: needed[i]!, siteLost: lost };
      if (resource.name === "ports") return portLines(line, plan.portsPerHost.get(site)!);
      return [{ ...line, ...spareOf(resource, line) }];
    });
  });
}

type Line = Pick<BillLine, "site" | "needed" | "siteLost">;

/** The greatest share of a site when any one of the others is gone. */
function withoutOne(total: number, weights: readonly number[], site: number): number {
  const shares = weights.flatMap((_, lost) => {
    if (lost === site) return [];
    const left = weights.reduce((sum, weight, i) => (i === lost ? sum : sum + weight), 0);
    return [Math.ceil((total * weights[site]!) / left)];
  });
  return Math.max(...shares);
}

function spareOf(
  { name, meaning }: Resource,
  { needed, siteLost }: Line,
): Pick<BillLine, "what" | "withSpare" | "derivation"> {
  const lost = siteLost === null ? "" : `; ${siteLost} when another site is lost`;
  if (name.startsWith("agents."))
    return { what: meaning, withSpare: null, derivation: `${needed} logged in${lost}` };
  if (name === "trunks")
    return { what: meaning, withSpare: null, derivation: `${needed} channels${lost}` };
  return { what: meaning, withSpare: needed + 1, derivation: `${needed} + 1 (N+1)${lost}` };
}

/** Ports, and the hosts that have them. */
function portLines(line: Line, perHost: number): BillLine[] {
  const hosts = (ports: number) => Math.ceil(ports / perHost);
  const { needed, siteLost } = line;
  const lost = siteLost === null ? null : hosts(siteLost);
  return [
    {
      ...line,
      what: "media ports",
      withSpare: (hosts(needed) + 1) * perHost,
      derivation: `${hosts(needed)} + 1 hosts of ${perHost} ports`,
    },
    {
      site: line.site,
      what: "MCP hosts",
      needed: hosts(needed),
      withSpare: hosts(needed) + 1,
      siteLost: lost,
      derivation: `${needed} / ${perHost}, rounded up, + 1 (N+1)`,
    },
  ];
}

import type { Link } from "../../scenario/types.ts";
import { find, scopeOfLink } from "../findings.ts";
import { prefixed, significant } from "../format.ts";
import type { Findings } from "../types.ts";
import { bandwidth, links } from "./pivots.ts";
import { left, pivotTable, right, type Table } from "./table.ts";

/** Bandwidth by link; where links differ, by what codec media go there and how SIP does. */
export function bandwidthTable(findings: Findings): Table {
  const { title, columns, rows } = pivotTable(bandwidth, findings);
  const link = byLabel(findings);
  const isUniform = new Set(findings.scenario.links.map(carriersOf)).size === 1;
  return {
    title,
    columns: [
      ...columns,
      ...(isUniform ? [] : [{ ...left("codec, SIP by"), detail: true } as const]),
    ],
    rows: rows.map((row) => (isUniform ? row : [...row, carriersOf(link(row[0]!))])),
  };
}

const carriersOf = ({ codec, transport }: Link): string => `${codec}, ${transport.toUpperCase()}`;

/** Links of limited capacity against it, and whether the capacity suffices. */
export function linksTable(findings: Findings): Table {
  const { title, columns, rows } = pivotTable(links, findings);
  const [first, ...others] = columns as [Table["columns"][number], ...Table["columns"]];
  const link = byLabel(findings);
  const isAdmitting = findings.scenario.links.some(({ streamsMax }) => streamsMax < Infinity);
  const room = (streams: number) => (streams === Infinity ? "–" : significant(streams));
  return {
    title,
    columns: [
      first,
      right("capacity"),
      ...(isAdmitting ? [right("room, streams")] : []),
      ...others,
      left("suffices"),
    ],
    rows: rows.map(([name, ...cells]) => {
      const { bitsPerSecond, streamsMax } = link(name!);
      const limits = [prefixed(bitsPerSecond, "bit/s"), ...(isAdmitting ? [room(streamsMax)] : [])];
      return [name!, ...limits, ...cells, roomOf(findings, `link:${name}`)];
    }),
  };
}

/** In the seconds that matter: 99 of 100, or all of them; it does not where calls are refused. */
function roomOf(findings: Findings, scope: string): string {
  const usedIn = (what: string) =>
    find(findings, `bandwidth.utilisation.${what}`, scope)?.estimate ?? 0;
  if ((find(findings, "bandwidth.refused.ratio", scope)?.estimate ?? 0) > 0) return "refuses calls";
  if (usedIn("p99of1s") > 1) return "no";
  return usedIn("max1s") > 1 ? "but for the busiest seconds" : "yes";
}

/** The link of a label in a table. */
function byLabel({ scenario }: Findings): (label: string) => Link {
  const links = new Map(scenario.links.map((link) => [scopeOfLink(scenario, link), link]));
  return (label) => links.get(`link:${label}`)!;
}

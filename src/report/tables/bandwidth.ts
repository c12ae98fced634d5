import type { Link } from "../../scenario/types.ts";
import { find, scopeOfLink } from "../findings.ts";
import { prefixed, significant } from "../format.ts";
import type { Findings } from "../types.ts";
import { bandwidth, links } from "./pivots.ts";
import { left, pivotTable, right, type Table } from "./table.ts";

/** Bandwidth by link, and by what codec media go there and by what transport SIP. */
export function bandwidthTable(findings: Findings): Table {
  const { title, columns, rows } = pivotTable(bandwidth, findings);
  const link = byLabel(findings);
  return {
    title,
    columns: [...columns, { ...left("codec, SIP by"), detail: true }],
    rows: rows.map((row) => {
      const { transport, codec } = link(row[0]!);
      return [...row, `${codec}, ${transport.toUpperCase()}`];
    }),
  };
}

/** Links of limited capacity against it, and whether the capacity suffices. */
export function linksTable(findings: Findings): Table {
  const { title, columns, rows } = pivotTable(links, findings);
  const [first, ...others] = columns as [Table["columns"][number], ...Table["columns"]];
  const link = byLabel(findings);
  return {
    title,
    columns: [first, right("capacity"), ...others, left("suffices")],
    rows: rows.map(([name, ...cells]) => {
      const { bitsPerSecond, streamsMax } = link(name!);
      const room = streamsMax === Infinity ? "" : `, ${significant(streamsMax)} calls`;
      const capacity = `${prefixed(bitsPerSecond, "bit/s")}${room}`;
      return [name!, capacity, ...cells, roomOf(findings, `link:${name}`)];
    }),
  };
}

/** In the seconds that matter: 99 of 100, or all of them. */
function roomOf(findings: Findings, scope: string): string {
  const usedIn = (what: string) =>
    find(findings, `bandwidth.utilisation.${what}`, scope)?.estimate ?? 0;
  if (usedIn("p99of1s") > 1) return "no";
  return usedIn("max1s") > 1 ? "but for the busiest seconds" : "yes";
}

/** The link of a label in a table. */
function byLabel({ scenario }: Findings): (label: string) => Link {
  const links = new Map(scenario.links.map((link) => [scopeOfLink(scenario, link), link]));
  return (label) => links.get(`link:${label}`)!;
}

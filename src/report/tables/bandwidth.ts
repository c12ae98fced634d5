import type { Findings } from "../types.ts";
import { bandwidth } from "./pivots.ts";
import { left, pivotTable, type Table } from "./table.ts";

/** Bandwidth by link, and what carries SIP there. */
export function bandwidthTable(findings: Findings): Table {
  const { links, places } = findings.scenario;
  const carriers = new Map(
    links.map(({ from, to, transport }) => [
      `${places[from]}>${places[to]}`,
      transport.toUpperCase(),
    ]),
  );
  const { title, columns, rows } = pivotTable(bandwidth, findings);
  return {
    title,
    columns: [...columns, { ...left("SIP by"), detail: true }],
    rows: rows.map((row) => [...row, carriers.get(row[0]!) ?? ""]),
  };
}

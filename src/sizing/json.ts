import { refuseNaN } from "../report/summary.ts";
import type { SizingTable } from "./table.ts";

/** sizing.json, schema 1: every row with its unit, in full precision; `null` for what is not. */
export function sizingJson(sized: SizingTable): string {
  const { scenario, run, sections, conflicts, assumptions } = sized;
  const table = {
    schema: 1,
    kind: "sizing",
    scenario: { name: scenario.name, hash: scenario.hash, title: scenario.title },
    simulated: run && { seed: run.seed, replications: run.replications, version: run.version },
    rows: sections.flatMap((section) =>
      section.rows.map((row) => ({
        id: row.id,
        section: section.title,
        title: row.title,
        unit: row.unit,
        printed: row.printed?.value ?? null,
        derivation: row.derivation,
        closedForm: row.value,
        simulated: row.simulated,
        verdict: row.verdict.kind,
        of: row.verdict.of,
      })),
    ),
    conflicts,
    assumptions,
  };
  return `${JSON.stringify(table, refuseNaN, 2)}\n`;
}

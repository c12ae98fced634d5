import { metrics } from "../../../stats/metrics/index.ts";
import { definitions as wording } from "../../definitions.ts";
import { left, type Table } from "../../tables/table.ts";
import type { Findings } from "../../types.ts";
import { glossary } from "../glossary.ts";
import { inline } from "../inline.ts";
import { html } from "../markup.ts";
import { tableMarkup } from "../table.ts";
import type { Section } from "./section.ts";

/** What the words mean on which tools differ, and every metric of the run by its name. */
export const definitions: Section = {
  id: "definitions",
  title: "Definitions",
  body: (findings) => html`<ul class="definitions">
${wording(findings).map((line) => html`<li>${inline(line)}</li>\n`)}</ul>
<details><summary>Words and abbreviations</summary>
${tableMarkup(glossary(findings.capacity))}</details>
<details><summary>Every metric of this run</summary>
${tableMarkup(metricTable(findings))}</details>`,
};

function metricTable({ estimates }: Findings): Table {
  const measured = new Set(estimates.map(({ id }) => id));
  return {
    title: "Metrics as summary.json names them",
    columns: [left("metric"), left("unit"), left("meaning")],
    rows: metrics
      .filter(({ id }) => measured.has(id))
      .map(({ id, unit, meaning }) => [id, unit, meaning]),
  };
}

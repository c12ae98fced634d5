import { chapters } from "../../chapters.ts";
import * as lists from "../../tables/lists.ts";
import type { Table } from "../../tables/table.ts";
import { inline } from "../inline.ts";
import { html, type Markup } from "../markup.ts";
import { tableMarkup } from "../table.ts";
import type { Section } from "./section.ts";

const chapter = chapters.find(({ id }) => id === "assumptions")!;

/** Counted, grouped by the part of the scenario they belong to, and folded: they are many. */
export const assumptions: Section = {
  id: chapter.id,
  title: chapter.title,
  body: (findings) => {
    const groups = groupsOf(lists.assumptions(findings));
    const fixed = lists.fixedAssumptions(findings);
    const number = groups.reduce((sum, { rows }) => sum + rows.length, 0);
    return html`<p class="lead">${inline(chapter.lead)}</p>
<p>Defaults in use that are assumed: ${number}. Built into the model: ${fixed.rows.length}.</p>
${[...groups, fixed].map(folded)}`;
  },
};

/** `components.sbc.service` belongs to `components`. */
function groupsOf({ title, columns, rows }: Table): readonly Table[] {
  const partOf = ([path]: readonly string[]) => path!.split(".", 1)[0]!;
  return [...new Set(rows.map(partOf))].map((part) => ({
    title: `${title}: ${part}`,
    columns,
    rows: rows.filter((row) => partOf(row) === part),
  }));
}

function folded(table: Table): Markup | undefined {
  const content = tableMarkup(table);
  if (content === undefined) return undefined;
  return html`<details><summary>${table.title} (${table.rows.length})</summary>
${content}</details>
`;
}

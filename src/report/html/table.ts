import type { Column, Table } from "../tables/table.ts";
import { html, type Markup } from "./markup.ts";

/**
 * A table with its caption, in a box of its own that scrolls; nothing when it has no rows. The page
 * makes the heads sort and adds the button that copies.
 */
export function tableMarkup({ title, columns, rows }: Table): Markup | undefined {
  if (rows.length === 0) return undefined;
  const head = Math.max(
    0,
    columns.findIndex((column) => column.title !== ""),
  );
  return html`<div class="table">
<div class="scroll" tabindex="0" role="region" aria-label="${title}">
<table>
<caption>${title}</caption>
<thead><tr>${columns.map(headCell)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map((cell, i) => bodyCell(cell, columns[i]!, i === head))}</tr>\n`)}</tbody>
</table>
</div>
</div>`;
}

function headCell({ title, align }: Column): Markup {
  const name = title === "" ? html`<span class="unseen">mark</span>` : title;
  return html`<th scope="col" class="${align}">${name}</th>`;
}

/** Signs in tables and what they say to those who do not see them. */
const SIGNS: Readonly<Record<string, readonly [name: string, say: string]>> = {
  "▶": ["binding", "binding resource"],
  "✓": ["pass", "met"],
  "✗": ["fail", "not met"],
  "?": ["undecided", "undecided"],
};

function bodyCell(text: string, { align }: Column, isHead: boolean): Markup {
  const sign = SIGNS[text];
  const content =
    sign === undefined
      ? text
      : html`<span class="sign ${sign[0]}" role="img" aria-label="${sign[1]}">${text}</span>`;
  if (isHead) return html`<th scope="row" class="${align}">${content}</th>`;
  return html`<td class="${align}">${content}</td>`;
}

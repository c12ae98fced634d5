import type { Column, Table } from "../tables/table.ts";
import { meaningOf } from "./glossary.ts";
import { type Content, html, type Markup } from "./markup.ts";

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
  const bodyRow = (row: readonly string[]) =>
    html`<tr>${row.map((cell, i) => bodyCell(cell, columns[i]!, i === head))}</tr>\n`;
  return html`<div class="table">
<div class="scroll" tabindex="0" role="region" aria-label="${title}">
<table>
<caption><span>${title}</span></caption>
<thead><tr>${columns.map((column, i) => headCell(column, i === head))}</tr></thead>
<tbody>
${rows.map(bodyRow)}</tbody>
</table>
</div>
</div>`;
}

/** The column that names the rows stays in sight. */
function classOf({ align, title, narrow }: Column, isHead: boolean): string {
  if (isHead) return `${align} key`;
  return title === "" ? "mark" : narrow ? `${align} narrow` : align;
}

function headCell(column: Column, isHead: boolean): Markup {
  const name = column.title === "" ? html`<span class="unseen">mark</span>` : column.title;
  const { meaning } = column;
  return html`<th scope="col" class="${classOf(column, isHead)}"${titleOf(meaning)}>${name}</th>`;
}

/** Signs in tables and what they say to those who do not see them. */
const SIGNS: Readonly<Record<string, readonly [name: string, say: string]>> = {
  "▶": ["binding", "binding resource"],
  "✓": ["pass", "met"],
  "✗": ["fail", "not met"],
  "?": ["undecided", "undecided"],
};

function bodyCell(text: string, column: Column, isHead: boolean): Markup {
  const sign = SIGNS[text];
  const content =
    sign === undefined
      ? withHalf(text)
      : html`<span class="sign ${sign[0]}" role="img" aria-label="${sign[1]}">${text}</span>`;
  const name = classOf(column, isHead);
  if (isHead)
    return html`<th scope="row" class="${name}"${titleOf(meaningOf(text))}>${breakable(text)}</th>`;
  const isReason = text.startsWith("– (");
  return html`<td class="${name}${isReason && " reason"}">${content}</td>`;
}

/** A cell that is one figure: its value, and its half width with the unit. */
const FIGURE = /^(\S+) (± \S+(?: \S+)?)$/;

/** A half width that has no room beside its value goes to the next line as a whole. */
function withHalf(text: string): Content {
  const [, value, half] = FIGURE.exec(text) ?? [];
  return half === undefined ? text : html`${value} <span class="half">${half}</span>`;
}

/** Shown to those who point at it. */
const titleOf = (meaning: string | undefined) => meaning !== undefined && html` title="${meaning}"`;

/** A long name such as `sipServer.sessionController` may go on in the next line after each part. */
export const breakable = (name: string): readonly Markup[] =>
  name.split(/(?<=[.>:/,_])|(?<=[a-z])(?=[A-Z])/).map((part, i) => {
    return i === 0 ? html`${part}` : html`<wbr>${part}`;
  });

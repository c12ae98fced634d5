import { html, type Markup } from "./markup.ts";

/** The emphasis of our own Markdown lines: `**strong**`, `*emphasis*` and `` `code` ``. */
export function inline(line: string): readonly Markup[] {
  return line.split(/(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/).map((part) => {
    if (part.startsWith("**")) return html`<strong>${part.slice(2, -2)}</strong>`;
    if (/^\*.+\*$/.test(part)) return html`<em>${part.slice(1, -1)}</em>`;
    if (/^`.+`$/.test(part)) return html`<code>${part.slice(1, -1)}</code>`;
    return html`${part}`;
  });
}

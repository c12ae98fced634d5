import type { Chapter } from "../../chapters.ts";
import { counted } from "../../format.ts";
import { figureMarkup } from "../figure.ts";
import { inline } from "../inline.ts";
import { html } from "../markup.ts";
import { tableMarkup } from "../table.ts";
import type { Section } from "./section.ts";

/** How to read it, its charts and its tables; further charts than the first two are folded. */
export function chapterBody({ lead, tables, charts }: Chapter): Section["body"] {
  return (findings) => {
    const shown = tables(findings).flatMap((table) => tableMarkup(table) ?? []);
    const figures = (charts?.(findings) ?? []).map(figureMarkup);
    if (shown.length + figures.length === 0) return undefined;
    const more = figures.slice(CHARTS_UNFOLDED);
    const summary = html`<summary>${counted(more.length, "more chart")}</summary>\n`;
    const unfolded = figures.slice(0, CHARTS_UNFOLDED);
    const folded = html`<details>${summary}${more}</details>`;
    return html`<p class="lead">${inline(lead)}</p>
${more.length > 0 ? html`<div class="many">${unfolded}${folded}</div>` : unfolded}
${shown}`;
  };
}

const CHARTS_UNFOLDED = 2;

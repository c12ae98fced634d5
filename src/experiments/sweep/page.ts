import { stylesheet } from "../../report/html/assets.ts";
import { documentText } from "../../report/html/document.ts";
import { html, type Markup } from "../../report/html/markup.ts";
import { tableMarkup } from "../../report/html/table.ts";
import { left, type Table } from "../../report/tables/table.ts";
import { versionOf } from "../../version.ts";
import type { Sweep } from "./sweep.ts";
import {
  differencesTable,
  differencesTitle,
  factorName,
  hasDifferences,
  NOTE,
  PAIRED,
  titleOf,
  valuesTable,
} from "./text.ts";

/** Nothing but what is in the file, and no script. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * sweep.html: values, charts and differences on one page to hand on, everything in one file.
 * @param pictures PNG by file name
 */
export function sweepHtml(sweep: Sweep, pictures: ReadonlyMap<string, Uint8Array>): string {
  const { title, name } = sweep.points[0]!.study.scenario;
  const head = `${title || name}: ${sweep.factors.map(factorName).join(", ")}`;
  const body = html`<header>
<div>
<h1>${title || name}: what if</h1>
<p>${sweep.factors.map(factorName).join(", ")} · ${titleOf(sweep)}</p>
</div>
</header>
<main>
${section("values", "Values", [values(sweep), note(NOTE)])}
${pictures.size > 0 && section("charts", "Charts", [...pictures].map(pictureMarkup))}
${hasDifferences(sweep) && differences(sweep)}
${section("assumptions", "Assumptions", [assumptions(sweep)])}
${section("run", "How to repeat it", [run(sweep)])}
</main>`;
  return documentText({
    ...{ title: head, version: versionOf(), policy: POLICY, style: stylesheet() },
    body,
  });
}

const note = (text: string): Markup => html`<p class="lead">${text}</p>`;

const section = (id: string, title: string, parts: readonly (Markup | undefined)[]): Markup =>
  html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${parts.flatMap((part) => part ?? [])}
</section>
`;

const values = (sweep: Sweep) => tableMarkup({ title: "At each point", ...valuesTable(sweep) });

const differences = (sweep: Sweep): Markup =>
  section("differences", differencesTitle(sweep), [
    tableMarkup({ title: "Paired differences", ...differencesTable(sweep) }),
    note(PAIRED),
  ]);

const pictureMarkup = ([name, bytes]: readonly [string, Uint8Array]): Markup =>
  html`<figure><img alt="${name.replace(/\.png$/, "")}" style="max-width:100%"
src="data:image/png;base64,${Buffer.from(bytes).toString("base64")}"></figure>
`;

/** Of the first point; those that a factor sets are said to be varied. */
function assumptions({ points, factors }: Sweep): Markup {
  const varied = factors.flatMap((factor) => factor.split("+"));
  const table: Table = {
    title: "Defaults in use that are assumed",
    columns: ["setting", "value", "why"].map(left),
    rows: points[0]!.study.scenario.assumptions
      .filter(({ path }) => !varied.includes(path))
      .map(({ path, value, note: why }) => [path, value, why]),
  };
  return html`<details><summary>${table.title} (${table.rows.length})</summary>
${tableMarkup(table)}</details>`;
}

function run({ points, factors }: Sweep): Markup {
  const { name, run: settings } = points[0]!.study.scenario;
  return html`<p>Scenario <code>${name}</code> · seed <code>${settings.seed}</code> ·
${settings.fidelity} fidelity · busyhour ${versionOf()} · varied: ${factors.map(
    (factor) => html`<code>${factor}</code> `,
  )}</p>`;
}

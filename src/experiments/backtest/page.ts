import { stylesheet } from "../../report/html/assets.ts";
import { documentText } from "../../report/html/document.ts";
import { html, type Markup } from "../../report/html/markup.ts";
import { tableMarkup } from "../../report/html/table.ts";
import { versionOf } from "../../version.ts";
import type { Backtest } from "./backtest.ts";
import {
  aboutOf,
  coverageTable,
  intervalTable,
  missTable,
  NOTE,
  titleOf,
  waitsTable,
  wholeDayTable,
} from "./text.ts";

/** Nothing but what is in the file, and no script. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * backtest.html: what the bands cover, pictures and what is missed, on one page in one file.
 * @param pictures PNG by file name
 */
export function backtestHtml(
  backtest: Backtest,
  pictures: ReadonlyMap<string, Uint8Array>,
): string {
  const { study } = backtest;
  const body = html`<header>
<div>
<h1>${titleOf(backtest)}: held against a log</h1>
<p>${aboutOf(backtest)}</p>
</div>
</header>
<main>
${section("coverage", "What the bands cover", [
  tableMarkup(coverageTable(backtest)),
  note(NOTE),
  tableMarkup(wholeDayTable(backtest)),
])}
${section("pictures", "Observed dots, simulated bands", [...pictures].map(pictureMarkup))}
${section("misses", "What the model misses", [tableMarkup(missTable(backtest))])}
${section("waits", "Waits", [tableMarkup(waitsTable(backtest))])}
${section("intervals", "By interval", [tableMarkup(intervalTable(backtest))])}
${section("run", "What was simulated", [
  note(
    `Scenario ${study.scenario.name}, hash ${study.scenario.hash}, seed ` +
      `${study.scenario.run.seed}, ${backtest.simulatedDays} days, version ${versionOf()}.`,
  ),
])}
</main>`;
  return documentText({
    ...{ title: `${titleOf(backtest)}: held against a log`, version: versionOf() },
    ...{ policy: POLICY, style: stylesheet(), body },
  });
}

const note = (text: string): Markup => html`<p class="lead">${text}</p>`;

const section = (id: string, title: string, parts: readonly (Markup | undefined)[]): Markup =>
  html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${parts.flatMap((part) => part ?? [])}
</section>
`;

const pictureMarkup = ([name, bytes]: readonly [string, Uint8Array]): Markup =>
  html`<figure><img alt="${name.replace(/\.png$/, "")}" style="max-width:100%"
src="data:image/png;base64,${Buffer.from(bytes).toString("base64")}"></figure>
`;

import { chapters } from "../chapters.ts";
import { clockOrigin, faultsInMinutes } from "../charts/minutes.ts";
import { INK, PALETTE, PAPER } from "../charts/theme.ts";
import { marksShown } from "../failure/marks.ts";
import type { Findings } from "../types.ts";
import { chartLibrary, scripts, stylesheet } from "./assets.ts";
import { coarser } from "./coarser.ts";
import { documentText } from "./document.ts";
import { embeddedJson, html, type Markup } from "./markup.ts";
import { answering } from "./sections/answer.ts";
import { sections } from "./sections/index.ts";
import type { Section } from "./sections/section.ts";

/** Nothing but what is in the file: no request can leave the page. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

/** report.html: everything in one file, for somebody who has not read a manual. */
export function reportHtml(findings: Findings): string {
  const { name, title } = findings.scenario;
  const shown = sections.flatMap((section) => {
    const body = section.body(findings);
    return body === undefined ? [] : [{ ...section, body }];
  });
  const body = html`${header(findings)}
${contents(shown)}
<main>
${shown.map(sectionMarkup)}
</main>
<noscript><p class="notice">Charts, sorting and copying need JavaScript; all tables stand
without.</p></noscript>
<script type="application/json" id="data">${embeddedJson(dataOf(findings))}</script>
<script>${chartLibrary()}</script>
${scripts().map((each) => html`<script type="module">\n${each}</script>\n`)}`;
  return documentText({
    title: title || name,
    version: findings.version,
    policy: POLICY,
    style: stylesheet(),
    body,
  });
}

function header({ scenario, version, seed, replications }: Findings): Markup {
  const { name, title } = scenario;
  return html`<header>
<div>
<h1>${title || name}</h1>
<p>Scenario <code>${name}</code> · seed <code>${seed}</code> · ${replications}
replication${replications === 1 ? "" : "s"} · busyhour ${version}</p>
</div>
<label class="theme" hidden>Theme
<select id="theme"><option value="">as the
system</option><option value="light">light</option><option value="dark">dark</option></select>
</label>
</header>`;
}

type Shown = Omit<Section, "body"> & { readonly body: Markup };

function contents(shown: readonly Shown[]): Markup {
  return html`<nav aria-label="Contents"><ul class="scroll">
${shown.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>\n`)}</ul></nav>`;
}

function sectionMarkup({ id, title, body }: Shown): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`;
}

/** What the scripts of the page draw and compute from. */
function dataOf(findings: Findings) {
  const charts = chapters.flatMap((chapter) => chapter.charts?.(findings) ?? []);
  return {
    charts: Object.fromEntries(charts.map(({ name, chart }) => [name, coarser(chart)])),
    palette: { ...PALETTE, ink: INK, paper: PAPER },
    clockOrigin: clockOrigin(findings),
    faults: faultsInMinutes(findings),
    marks: marksShown(findings),
    capacity: answering(findings)
      .filter(({ ceilingCaps }) => ceilingCaps < Infinity)
      .map(({ name, standing, size, utilisation, offeredCaps }) => {
        const share = standing === 0 ? 0 : standing / size;
        return { name, standing: share, ofCalls: utilisation - share, offeredCaps };
      }),
  };
}

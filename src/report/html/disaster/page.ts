import type { Transient } from "../../../stats/recovery/transients.ts";
import { marksShown } from "../../failure/marks.ts";
import { type Panel, panelsOf } from "../../failure/panels.ts";
import { costSentence } from "../../failure/sentence.ts";
import { find } from "../../findings.ts";
import { counted } from "../../format.ts";
import { GROUPS, said, schedule, utilisation } from "../../tables/failure.ts";
import type { Grid } from "../../tables/table.ts";
import type { Findings } from "../../types.ts";
import { disasterStylesheet } from "../assets.ts";
import { documentText } from "../document.ts";
import { html, type Markup } from "../markup.ts";
import { breakable } from "../table.ts";
import { plotOf } from "./plot.ts";

/** Nothing but what is in the file, and no script. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
/** Rows that leave room for all on one page. */
const FAULTS_MAX = 4;
const COMPONENTS_MAX = 6;

/**
 * disaster.html: what faults cost, on one page of A4 to hand on; undefined where nothing fails in
 * the measured time.
 */
export function disasterHtml(findings: Findings): string | undefined {
  if (findings.transients === undefined) return undefined;
  const { scenario, version, seed, replications, replayCommand } = findings;
  const title = scenario.title || scenario.name;
  const body = html`<main>
<header>
<p>Disaster report</p>
<h1>${title}</h1>
</header>
<p class="cost">${costSentence(findings).replaceAll(" ± ", "\u00a0±\u00a0")}</p>
${faults(findings)}
<div class="plots">
${panelsOf(findings).map((panel) => figureOf(panel, findings))}</div>
<div class="tables">
${tables(findings)}</div>
<footer>${footer(findings)} <code>${replayCommand}</code> · scenario ${scenario.name}
${scenario.hash.slice(0, 12)} · seed ${seed} · ${counted(replications, "replication")} · busyhour
${version} · ${counted(scenario.assumptions.length, "assumption")} in report.html</footer>
</main>`;
  const style = disasterStylesheet();
  return documentText({ title: `Disaster report: ${title}`, version, policy: POLICY, style, body });
}

/** Down the left half of the page, then the right: so both are about as long. */
function tables(findings: Findings): readonly Markup[] {
  const [calls, ...others] = GROUPS.map(({ title, rows }) =>
    tableOf(title, figures(rows, findings)),
  );
  const busiest = utilisation(findings, COMPONENTS_MAX);
  return [calls!, tableOf("Busiest components, % of server time", busiest), ...others];
}

function footer({ transients, replications }: Findings): string {
  const { stepS, series, replications: failing } = transients!;
  const part = failing < replications ? ` (something fails in ${failing} of them)` : "";
  const busyS = stepOf(series.find(({ id }) => id === "utilisation"));
  const coarser = busyS > stepS ? ` (utilisation: ${busyS} s)` : "";
  const spread =
    replications > 1
      ? `; bands hold at least 90 % of the replications${part}. ±: half a 95 % interval of the mean`
      : "";
  return (
    `Charts: min:s from the first failure, means in steps of ${stepS} s${coarser}${spread}. ` +
    "Before: the 5 minutes before the first failure."
  );
}

/** Seconds from point to point. */
const stepOf = (course: Transient | undefined): number => {
  const [first, second] = course?.points ?? [];
  return first === undefined || second === undefined ? 0 : second.atS - first.atS;
};

/** What fails, when and for how long, as far as there is room. */
function faults(findings: Findings): Markup {
  const { columns, rows } = schedule(findings);
  const more = rows.length - FAULTS_MAX;
  return html`${tableOf("What fails, from the start of the measured time", {
    columns,
    rows: rows.slice(0, FAULTS_MAX),
  })}
${more > 0 && html`<p class="more">and ${counted(more, "more fault")}: see report.html</p>`}`;
}

function figureOf(panel: Panel, findings: Findings): Markup {
  const { fromS, untilS } = findings.transients!;
  const none = panel.none.length > 0 && html`<span>none: ${panel.none.join(", ")}</span>`;
  return html`<figure>
<figcaption><strong>${panel.title}</strong> ${panel.axis}</figcaption>
${plotOf(panel, fromS, untilS, marksShown(findings))}
<p class="legend">${panel.lines.map(
    ({ label, colour }) => html`<span><i style="background:${colour}"></i>${label}</span>\n`,
  )}${none}</p>
</figure>
`;
}

/** Of the whole cluster; what was not recorded has no row. */
function figures(rows: readonly (readonly [string, string])[], findings: Findings): Grid {
  return {
    columns: [],
    rows: rows.flatMap(([id, label]) => {
      const estimate = find(findings, id);
      return estimate === undefined ? [] : [[label, said(estimate)]];
    }),
  };
}

function tableOf(title: string, { columns, rows }: Grid): Markup {
  const heads = columns.map(({ title: name, align }) => html`<th class="${align}">${name}</th>`);
  const cellOf = (cell: string, i: number) => {
    const align = columns[i]?.align ?? (i === 0 ? "left" : "right");
    if (align === "left") return html`<td>${breakable(cell)}</td>`;
    return html`<td class="right${!cell.includes("(") && " whole"}">${cell}</td>`;
  };
  return html`<table>
<caption>${title}</caption>
${heads.length > 0 && html`<thead><tr>${heads}</tr></thead>`}
<tbody>${rows.map((row) => html`<tr>${row.map(cellOf)}</tr>\n`)}</tbody>
</table>
`;
}

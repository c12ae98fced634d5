import { bindingResource, byHeadroom, find, linkLoads, scopeLabel } from "../../findings.ts";
import {
  counted,
  fixed,
  headroomText,
  plusMinus,
  quantity,
  significant,
  useText,
  withInterval,
} from "../../format.ts";
import { faultLines } from "../../headline.ts";
import type { CapacityRow, Findings } from "../../types.ts";
import { type Content, html, type Markup } from "../markup.ts";
import type { Section } from "./section.ts";

/** Binding resource, headroom, what follows it, and the figures a planner is asked for. */
export const answer: Section = {
  id: "answer",
  title: "The answer",
  body: (findings) => html`<p class="answer">${sentence(findings)}</p>
${order(findings.capacity)}
${worstInterval(findings)}
<dl class="cards">
${cards(findings).map(card)}</dl>
${faultLines(findings.scenario).map(
  ({ label, text }) => html`<p class="notice"><strong>${label}</strong> in this run: ${text}</p>\n`,
)}
${growth(findings.capacity)}`,
};

function sentence({ capacity }: Findings): Content {
  const row = bindingResource(capacity);
  if (row === undefined) return "No resource limits the load: everything stated is unlimited.";
  const { offeredCaps, ceilingCaps, headroom, utilisation } = row;
  const offered = rate(offeredCaps);
  const name = html`<strong>${row.name}</strong>`;
  if (headroom < 0)
    return html`<strong>The load does not fit.</strong> ${name} would need
${useText(utilisation)} of what is there: full at ${rate(ceilingCaps)}, and ${offered} are
offered.`;
  const growth = headroomText(headroom).replace("+", "").replace(">", "more than");
  return html`<strong>The load fits</strong> on average: of all resources ${name} will be full
first, at ${rate(ceilingCaps)}. The ${offered} of this scenario use ${useText(utilisation)} of it,
so the load may grow by <strong>${growth}</strong> until then.`;
}

/** `8 calls per second (28,800 an hour)`. */
const rate = (perSecond: number): string =>
  `${significant(perSecond, 3)} calls per second (${fixed(3600 * perSecond, 0)} an hour)`;

/** Means hide the busy hours of a day: which interval was served worst. */
function worstInterval({ estimates }: Findings): Markup | undefined {
  const levels = estimates.filter(({ id, scope, estimate }) => {
    return id === "service.level" && scope.startsWith("interval:") && estimate !== null;
  });
  if (levels.length === 0) return undefined;
  const worst = levels.reduce((a, b) => (b.estimate! < a.estimate! ? b : a));
  return html`<p class="notice"><strong>The load follows the time of day</strong>, and all these
figures are means over the measured time: its busy hours come closer to the ceiling. Served
worst: the interval ${scopeLabel(worst.scope)} with a service level of ${quantity(worst)}.
<a href="#waits">All intervals</a></p>`;
}

/** What fails next, so that nobody buys more of the first only to meet the second. */
const FOLLOWERS = 3;

function order(capacity: readonly CapacityRow[]): Markup | undefined {
  const [, ...next] = byHeadroom(capacity).filter(({ headroom }) => headroom < Infinity);
  if (next.length === 0) return undefined;
  const texts = next.slice(0, FOLLOWERS).map(({ name, ceilingCaps, headroom }) => {
    return `${name} at ${significant(ceilingCaps, 3)} CAPS (${headroomText(headroom)})`;
  });
  return html`<p>Then follow ${texts.join(", ")}. <a href="#capacity">All resources</a></p>`;
}

interface Card {
  readonly label: string;
  readonly value: Content;
  readonly note: Content;
}

const card = ({ label, value, note }: Card): Markup =>
  html`<div><dt>${label}</dt><dd class="value">${value}</dd><dd>${note}</dd></div>\n`;

function cards(findings: Findings): readonly Card[] {
  const text = (id: string) => withInterval(find(findings, id));
  const busiest = find(findings, "caps.offered.max1s");
  const second = busiest ? `${withInterval(busiest)} in the busiest second, ` : "";
  return [
    {
      label: "Calls offered per second (CAPS)",
      value: text("caps.offered"),
      note: `${second}${text("caps.answered")} answered`,
    },
    {
      label: "Occupancy of agents",
      value: quantity(find(findings, "agents.occupancy")),
      note: `${text("agents.busy")} of ${text("agents.loggedIn")} agents busy`,
    },
    waitCard(findings),
    lossCard(findings),
    ...linkCard(findings),
    ...expectationCard(findings),
    assumptionCard(findings),
  ];
}

function waitCard(findings: Findings): Card {
  const of = (id: string) => quantity(find(findings, id));
  return {
    label: "Service level",
    value: of("service.level"),
    note: `mean wait ${of("wait.mean")}, 95 % wait no longer than ${of("wait.p95")}`,
  };
}

const LOSSES = [
  ["calls.blocked", "blocked"],
  ["calls.failed", "failed"],
  ["calls.lost", "cut off"],
] as const;

function lossCard(findings: Findings): Card {
  const parts = LOSSES.map(([id, name]) => `${withInterval(find(findings, id))} ${name}`);
  return {
    label: "Abandoned by callers",
    value: quantity(find(findings, "abandon.ratio")),
    note: `calls per replication: ${parts.join(", ")}`,
  };
}

function linkCard(findings: Findings): readonly Card[] {
  const [busiest] = linkLoads(findings);
  if (busiest === undefined) return [];
  const { scope, total, halfWidth95, capacity } = busiest;
  const [used, half] = [total, halfWidth95].map((each) => (100 * each) / capacity);
  const share = capacity === Infinity ? "no limit stated" : `${plusMinus(used!, half!)} % used`;
  const value = `${plusMinus(total, halfWidth95)} Mbit/s`;
  return [{ label: "Busiest link", value, note: `${scopeLabel(scope)}, ${share}` }];
}

function expectationCard({ expectations }: Findings): readonly Card[] {
  if (expectations.length === 0) return [];
  const number = (wanted: string) =>
    expectations.filter(({ verdict }) => verdict === wanted).length;
  const [met, missed, undecided] = [number("pass"), number("fail"), number("undecided")];
  return [
    {
      label: "Expectations met",
      value: html`<a href="#expectations">${met} of ${expectations.length}</a>`,
      note: `${missed} not met, ${undecided} undecided`,
    },
  ];
}

function assumptionCard({ scenario, replications }: Findings): Card {
  const { length } = scenario.assumptions;
  return {
    label: "Rests on",
    value: html`<a href="#assumptions">${counted(length, "assumption")}</a>`,
    note:
      replications === 1
        ? "one replication: no intervals"
        : `${replications} replications; ± is half a 95 % interval`,
  };
}

/** The capacity table under another load; the page's script fills it. */
function growth(capacity: readonly CapacityRow[]): Markup | undefined {
  if (bindingResource(capacity) === undefined) return undefined;
  return html`<div class="growth" hidden>
<label for="load">Try another load (closed form, all else unchanged)</label>
<input id="load" type="range" min="-100" max="200" value="0" step="1">
<output for="load" id="load-says"></output>
</div>`;
}

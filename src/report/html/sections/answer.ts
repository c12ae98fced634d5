import { intervalName } from "../../capacity.ts";
import { bindingResource, byHeadroom } from "../../findings.ts";
import { fixed, headroomText, significant, useText } from "../../format.ts";
import type { CapacityRow, Findings } from "../../types.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { cardMarkup, cards } from "./cards.ts";
import { outcome } from "./outcome.ts";
import type { Section } from "./section.ts";
import { warnings } from "./warnings.ts";

/** Binding resource, headroom, what follows it, and the figures a planner is asked for. */
export const answer: Section = {
  id: "answer",
  title: "The answer",
  body: (findings) => html`<p class="answer">${sentence(findings)}</p>
${order(answering(findings))}
${outcome(findings)}
${warnings(findings)}
<dl class="cards">
${cards(findings).map(cardMarkup)}</dl>
${growth(answering(findings))}`,
};

/** The capacity that the answer is about: in the interval used most, where there are several. */
export const answering = ({ capacity, tightest }: Findings): readonly CapacityRow[] =>
  tightest?.capacity ?? capacity;

function sentence(findings: Findings): Content {
  const { tightest, scenario } = findings;
  const [row, ...tied] = firstFull(answering(findings));
  if (row === undefined) return "No resource limits the load: everything stated is unlimited.";
  const { offeredCaps, ceilingCaps, headroom, utilisation } = row;
  const offered = rate(offeredCaps);
  const names = listed([row, ...tied].map((each) => html`<strong>${spoken(each)}</strong>`));
  const interval = tightest && intervalName(tightest, scenario.run);
  if (headroom < 0)
    return html`<strong>The load does not fit</strong>${interval && ` from ${interval}`}.
It would need ${useText(utilisation)} of
what there is of ${names}: full at ${rate(ceilingCaps)}, and ${offered} are offered.`;
  const growth = headroomText(headroom).replace("+", "").replace(">", "more than");
  const them = tied.length > 0 ? "each" : PLURAL.has(row.kind) ? "them" : "it";
  const whole = scenario.faults.length > 0 && " while nothing fails";
  return html`<strong>The load fits</strong> on average${whole}${
    interval && `, even in the tightest interval, ${interval}`
  }: of all resources ${names} will be full
first, at ${rate(ceilingCaps)}. The ${offered} of ${interval ? "that interval" : "this scenario"}
use ${useText(utilisation)} of ${them}, so the load may grow by <strong>${growth}</strong> until
then.`;
}

const PLURAL = new Set<CapacityRow["kind"]>(["agents", "pool"]);

/** Ceilings closer than this are the same, whatever the rounding of sums says. */
const SAME = 1e-9;

/** The binding resource and all that are full at the same load. */
function firstFull(capacity: readonly CapacityRow[]): readonly CapacityRow[] {
  const binding = bindingResource(capacity);
  if (binding === undefined) return [];
  const most = binding.ceilingCaps * (1 + SAME);
  return byHeadroom(capacity).filter(({ ceilingCaps }) => ceilingCaps <= most);
}

/** A name with what it is the name of, where it does not say so itself. */
function spoken({ kind, name }: CapacityRow): string {
  if (kind === "link") return `the link ${name}`;
  if (kind === "component") return `the component ${name}`;
  return name.startsWith("mcp.") ? `media ports (${name})` : name;
}

const AND = " and ";

/** `a, b and c`. */
const listed = (items: readonly Content[]): Content =>
  items.map((item, i) => [i === 0 ? "" : i === items.length - 1 ? AND : ", ", item]);

/** `8 calls per second (28,800 an hour)`; fewer than one a second are told by the hour. */
const rate = (perSecond: number): string =>
  perSecond < 1
    ? `${significant(3600 * perSecond, 3)} calls an hour (${significant(perSecond, 3)} per second)`
    : `${significant(perSecond, 3)} calls per second (${fixed(3600 * perSecond, 0)} an hour)`;

/** The same, short. */
const rateOnly = (perSecond: number): string => rate(perSecond).replace(/ \(.*/, "");

/** What fails next, so that nobody buys more of the first only to meet the second. */
const FOLLOWERS = 3;

function order(capacity: readonly CapacityRow[]): Markup | undefined {
  const next = byHeadroom(capacity)
    .filter(({ headroom }) => headroom < Infinity)
    .slice(firstFull(capacity).length, firstFull(capacity).length + FOLLOWERS);
  if (next.length === 0) return undefined;
  const texts = next.map(
    (each) => `${spoken(each)} at ${rateOnly(each.ceilingCaps)} (${headroomText(each.headroom)})`,
  );
  return html`<p>Then follow ${listed(texts)}. <a href="#capacity">All resources</a></p>`;
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

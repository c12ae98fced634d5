import { bindingResource, byHeadroom } from "../../findings.ts";
import { fixed, headroomText, significant, useText } from "../../format.ts";
import type { CapacityRow, Findings } from "../../types.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { cardMarkup, cards } from "./cards.ts";
import type { Section } from "./section.ts";
import { warnings } from "./warnings.ts";

/** Binding resource, headroom, what follows it, and the figures a planner is asked for. */
export const answer: Section = {
  id: "answer",
  title: "The answer",
  body: (findings) => html`<p class="answer">${sentence(findings)}</p>
${order(findings.capacity)}
${warnings(findings)}
<dl class="cards">
${cards(findings).map(cardMarkup)}</dl>
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

/** The capacity table under another load; the page's script fills it. */
function growth(capacity: readonly CapacityRow[]): Markup | undefined {
  if (bindingResource(capacity) === undefined) return undefined;
  return html`<div class="growth" hidden>
<label for="load">Try another load (closed form, all else unchanged)</label>
<input id="load" type="range" min="-100" max="200" value="0" step="1">
<output for="load" id="load-says"></output>
</div>`;
}

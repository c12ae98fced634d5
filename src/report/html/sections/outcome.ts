import { find } from "../../findings.ts";
import { percent } from "../../format.ts";
import type { Findings } from "../../types.ts";
import { html, type Markup } from "../markup.ts";

/** How calls fail that no caller gave up. */
export const REFUSED = [
  ["calls.blocked", "blocked"],
  ["calls.failed", "failed"],
  ["calls.lost", "cut off"],
] as const;

/** What became of the calls that were not served, as a sentence goes on after their share. */
const OTHERS = [
  ["calls.contained", "ended in the IVR"],
  ["calls.abandoned", "hung up"],
  ["calls.callback", "took a callback"],
  ["calls.voicemail", "left a message"],
  ["calls.blocked", "were blocked"],
  ["calls.failed", "failed in signalling"],
  ["calls.lost", "were cut off"],
  ["calls.inSystemAtEnd", "were still there at the end"],
] as const;

/** Share of calls refused from which on a reader must not overlook it. */
const NOTEWORTHY = 0.001;

/** What became of the simulated calls, beside a closed form that knows of means only. */
export function outcome(findings: Findings): Markup {
  const others = OTHERS.map(([id, text]) => [shareOfOffered(findings, id), text] as const)
    .filter(([share]) => share > 0)
    .map(([share, text]) => `${shownShare(share)} ${text}`);
  const refused = REFUSED.reduce((sum, [id]) => sum + shareOfOffered(findings, id), 0);
  const served = shownShare(shareOfOffered(findings, "calls.served"));
  const notice = refused > NOTEWORTHY && html` class="notice"`;
  return html`<p${notice}><strong>In the simulated run</strong>
${[`${served} of the calls were served`, ...others].join(", ")}. <a href="#waits">All
outcomes</a></p>`;
}

/** Of all calls offered; 0 where none was. */
export function shareOfOffered(findings: Findings, id: string): number {
  const offered = find(findings, "calls.offered")?.estimate ?? 0;
  return offered === 0 ? 0 : (find(findings, id)?.estimate ?? 0) / offered;
}

/** What is not all and not nothing does not look so. */
export function shownShare(share: number): string {
  if (share > 0 && share < 0.0001) return "less than 0.01 %";
  if (share < 1 && share > 0.9995) return "more than 99.9 %";
  if (share === 0 || share === 1) return percent(share, 0);
  return percent(share, share < 0.1 ? 2 : 1);
}

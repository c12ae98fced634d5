import { runFacts } from "../../runFacts.ts";
import type { Findings } from "../../types.ts";
import { inline } from "../inline.ts";
import { html } from "../markup.ts";
import type { Section } from "./section.ts";

/** Whether the run may be trusted, and all it takes to repeat it. */
export const run: Section = {
  id: "run",
  title: "Warm-up check and how to repeat this run",
  body: (findings) => html`<ul>
${runFacts(findings).map((line) => html`<li>${inline(line)}</li>\n`)}${unchecked(findings)}</ul>
<p>The same version, scenario and seed give the same figures on any machine:</p>
<pre tabindex="0"><code>${findings.replayCommand}</code></pre>`,
};

function unchecked({ warmUp }: Findings) {
  return (
    warmUp === undefined &&
    html`<li>the warm-up was not checked: MSER-5 needs a steady load, minutes enough and at least
five replications</li>\n`
  );
}

import { scopeLabel, simulatedUses } from "../../findings.ts";
import { percent, plusMinus, quantity } from "../../format.ts";
import { faultLines, linkLines } from "../../headline.ts";
import type { Findings } from "../../types.ts";
import { html, type Markup } from "../markup.ts";

/** What a reader must know before taking the answer for all there is to say. */
export const warnings = (findings: Findings): readonly Markup[] => [
  ...faults(findings),
  ...linkLines(findings).map(
    ({ label, text }) => html`<p class="notice"><strong>${label}</strong>: ${text}.
<a href="#bandwidth">All links</a></p>\n`,
  ),
  ...[worstInterval(findings), disagreement(findings)].filter((each) => each !== undefined),
];

const faults = ({ scenario }: Findings): readonly Markup[] =>
  faultLines(scenario).map(
    ({ label, text }) =>
      html`<p class="notice"><strong>${label}</strong> in
this run: ${text}</p>\n`,
  );

/** Means hide the busy hours of a day: which interval was served worst. */
function worstInterval({ estimates, tightest }: Findings): Markup | undefined {
  const levels = estimates.filter(({ id, scope, estimate }) => {
    return id === "service.level" && scope.startsWith("interval:") && estimate !== null;
  });
  if (levels.length === 0) return undefined;
  const worst = levels.reduce((a, b) => (b.estimate! < a.estimate! ? b : a));
  const all = tightest ? "But for the answer above and the load you may try, all" : "All";
  return html`<p class="notice"><strong>The load follows the time of day</strong>. ${all} figures
of this page are means over the measured time, unless an interval is named. Served worst: the
interval ${scopeLabel(worst.scope)} with a service level of ${quantity(worst)}.
<a href="#waits">All intervals</a></p>`;
}

/** More than a tenth apart, and not by chance. */
const DISAGREEMENT = 0.1;
const NAMED_MAX = 3;

/**
 * Where the run is far from what the call flows alone say of the same thing. Pools and components
 * are left out: their closed form is of one site. So is what is overloaded: nothing is used beyond
 * its size.
 */
function disagreement(findings: Findings): Markup | undefined {
  const reasons = findings.scenario.faults.length > 0 ? FAILING : HEALTHY;
  const simulated = simulatedUses(findings);
  const apart = findings.capacity.flatMap(({ kind, name, scope, utilisation }) => {
    const use = simulated(scope);
    if (use === undefined || (kind !== "agents" && kind !== "link") || utilisation > 1) return [];
    const { value, halfWidth95 } = use;
    if (Math.abs(value - utilisation) <= DISAGREEMENT * utilisation + halfWidth95) return [];
    const text = `${name} ${plusMinus(100 * value, 100 * halfWidth95)} %`;
    return [`${text} instead of ${percent(utilisation)}`];
  });
  if (apart.length === 0) return undefined;
  return html`<p class="notice"><strong>Simulated and closed form disagree</strong>:
${apart.slice(0, NAMED_MAX).join(", ")}. ${reasons}</p>`;
}

const HEALTHY =
  "Likely reasons: the warm-up is too short for calls to reach everybody, calls are refused or " +
  "abandoned on their way, or the load changes.";
const FAILING = "The closed form knows nothing of what fails in this run.";

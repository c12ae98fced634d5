import type { Scenario } from "../scenario/types.ts";
import { bindingLines, type Headline } from "./capacity.ts";
import { find, linkLoads, scopeLabel, scopeOfLink, TRAFFIC } from "./findings.ts";
import { duration, percent, quantity, significant, withInterval } from "./format.ts";
import type { Findings } from "./types.ts";

/** The answer: CAPS, occupancy, bandwidth, binding resource, and what fails. */
export function headline(findings: Findings): readonly Headline[] {
  return [
    { label: "CAPS", text: caps(findings) },
    { label: "Occupancy", text: occupancy(findings) },
    { label: "Bandwidth", text: bandwidth(findings) },
    ...linkLines(findings),
    ...bindingLines(findings, findings.scenario.run),
    ...faultLines(findings.scenario),
  ];
}

function caps(findings: Findings): string {
  const [offered, answered, busiest] = ["caps.offered", "caps.answered", "caps.offered.max1s"].map(
    (id) => withInterval(find(findings, id)),
  );
  return `${offered} offered, ${answered} answered, ${busiest} in the busiest second`;
}

function occupancy(findings: Findings): string {
  const [busy, loggedIn] = ["agents.busy", "agents.loggedIn"].map((id) =>
    withInterval(find(findings, id)),
  );
  return `${quantity(find(findings, "agents.occupancy"))}: ${busy} of ${loggedIn} agents busy`;
}

/** The kinds of traffic have intervals; their sum has none of its own. */
function bandwidth(findings: Findings): string {
  const [busiest] = linkLoads(findings);
  if (busiest === undefined) return "nothing crosses a link";
  const { scope, total, capacity } = busiest;
  const [media, signalling, tlib] = TRAFFIC.map((kind) =>
    withInterval(find(findings, `bandwidth.${kind}`, scope)),
  );
  const share = capacity === Infinity ? "" : `, ${percent(total / capacity)} of its capacity`;
  return (
    `${significant(total, 3)} Mbit/s on ${scopeLabel(scope)}, the busiest link${share}: ` +
    `media ${media}, signalling ${signalling}, T-Library ${tlib}`
  );
}

/** Links that are full in more than one second of a hundred, and those that refuse calls. */
export function linkLines(findings: Findings): readonly Headline[] {
  const used = (what: string, scope: string) =>
    find(findings, `bandwidth.utilisation.${what}`, scope)?.estimate ?? 0;
  const scopes = findings.scenario.links.map((link) => scopeOfLink(findings.scenario, link));
  const full = scopes
    .filter((scope) => used("p99of1s", scope) > 1)
    .map((scope) => `${scopeLabel(scope)} ${percent(used("p99of1s", scope))}`);
  const text = `in the busiest 1 % of seconds more is asked of ${full.join(", ")} of its capacity`;
  const refusing = scopes.flatMap((scope) => {
    const { estimate = null } = find(findings, "bandwidth.refused.ratio", scope) ?? {};
    return estimate ? [`${scopeLabel(scope)} ${percent(estimate)}`] : [];
  });
  const refused = `calls are refused for want of room on ${refusing.join(", ")} of those that come`;
  return [
    ...(full.length === 0 ? [] : [{ label: "Full links", text }]),
    ...(refusing.length === 0 ? [] : [{ label: "Refused", text: refused }]),
  ];
}

/** What the scenario lets fail, so that nobody takes the figures for those of a whole platform. */
export function faultLines({ faults, run }: Scenario): readonly Headline[] {
  const texts = faults.map(({ kind, target, atUs, forUs, every, after, commonCause }) => {
    if (every !== null) {
      const common =
        commonCause > 0 ? `, ${percent(commonCause)} of those of an instance of all at once` : "";
      return `${kind} ${target} at random, next after ${every.text}${common}`;
    }
    if (after !== null && !Number.isFinite(atUs)) {
      const lead = faults[after.fault]!;
      const delay = duration(after.delayUs);
      return `${kind} ${target}, ${delay} after ${after.from} of ${lead.kind} ${lead.target}`;
    }
    const intoUs = atUs - run.warmUpUs;
    const when = `${duration(Math.abs(intoUs))} ${intoUs < 0 ? "before" : "into"}`;
    const lasts = Number.isFinite(forUs) ? ` for ${duration(forUs)}` : "";
    return `${kind} ${target}${lasts}, ${when} the measured time`;
  });
  return texts.length === 0 ? [] : [{ label: "Faults", text: texts.join("; ") }];
}

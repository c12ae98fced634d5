import { bindingSentence } from "./capacity.ts";
import { find, linkLoads, scopeLabel } from "./findings.ts";
import { percent, quantity, significant, withInterval } from "./format.ts";
import type { Findings } from "./types.ts";

/** One line of the answer. */
export interface Headline {
  readonly label: string;
  readonly text: string;
}

/** The answer in four lines: CAPS, occupancy, bandwidth, binding resource. */
export function headline(findings: Findings): readonly Headline[] {
  return [
    { label: "CAPS", text: caps(findings) },
    { label: "Occupancy", text: occupancy(findings) },
    { label: "Bandwidth", text: bandwidth(findings) },
    { label: "Binding", text: bindingSentence(findings.capacity) },
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

function bandwidth(findings: Findings): string {
  const [busiest] = linkLoads(findings);
  if (busiest === undefined) return "nothing crosses a link";
  const { media, signalling, tlib } = busiest.parts;
  const [total, ...parts] = [busiest.total, media, signalling, tlib].map((each) =>
    significant(each, 3),
  );
  const share =
    busiest.capacity === Infinity ? "" : `, ${percent(busiest.total / busiest.capacity)} of it`;
  const split = `media ${parts[0]}, signalling ${parts[1]}, T-Library ${parts[2]}`;
  return `${total} Mbit/s on ${scopeLabel(busiest.scope)} (${split})${share}`;
}

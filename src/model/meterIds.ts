import type { Scenario } from "../scenario/types.ts";
import type { PHASES } from "./actions.ts";
import { holdsCustomers, isCounted, SERVICE_COUNTS } from "./consultMeters.ts";
import { asksSecond } from "./questions.ts";
import { hasRedials } from "./traffic/callerMeters.ts";
import { hasDigital } from "./traffic/digitalMeters.ts";
import { hasVoicemail } from "./traffic/mailboxMeters.ts";

/** Ids by name; empty for what nobody in the scenario does. */
export function asked<Name extends string>(
  scenario: Scenario,
  names: readonly Name[],
  idOf: (name: Name) => string,
): string[] {
  const clears = scenario.queues.some(({ atClose }) => atClose === "clear");
  const dials = scenario.demand.some(({ origin }) => origin === "campaign");
  const isThere: Readonly<Record<string, boolean>> = {
    voicemail: hasVoicemail(scenario),
    digital: hasDigital(scenario),
    previewing: dials,
    engaged: dials,
    cleared: clears,
    held: holdsCustomers(scenario),
    hold: holdsCustomers(scenario),
    consulting: scenario.demand.some(asksSecond),
  };
  return names.map((name) => (isThere[name] === false ? "" : idOf(name)));
}

/** Ids of the counters of calls; empty for what only agents' service or redials bring about. */
export const callIds = (scenario: Scenario, names: readonly string[]): string[] =>
  names.map((name) => {
    const service = SERVICE_COUNTS.find((each) => each === name);
    const isThere = service === undefined || isCounted(service, scenario);
    return isThere && (name !== "redials" || hasRedials(scenario)) ? `calls.${name}` : "";
  });

/** The level of the calls in a phase; empty for a phase that has none. */
export function phaseLevel(phase: (typeof PHASES)[number]): string {
  switch (phase) {
    case "setup":
    case "reserved":
      return "";
    case "qualification":
      return "calls.inQualification";
    case "queue":
      return "calls.inQueue";
    case "voicemail":
      return "calls.inVoicemail";
    case "held":
      return "calls.onHold";
    default:
      return `calls.${phase}`;
  }
}

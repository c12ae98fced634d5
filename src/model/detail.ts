import type { Demand, Scenario } from "../scenario/types.ts";
import type { Action, Attribute, Holding } from "./actions.ts";

/** How much of a flow table a scenario models. */
export interface Detail {
  /** Message fidelity: every message is sent. Otherwise signalling takes no time. */
  readonly signalling: boolean;
  /** There is a platform: what is not sent is accounted for, and media cross its links. */
  readonly platform: boolean;
  readonly holdings: ReadonlySet<Holding>;
  /** Durations that are zero for every call. */
  readonly zero: ReadonlySet<Attribute>;
  /** Whether any call is contained in the IVR. */
  readonly contains: boolean;
  /** Whether any phone talks to the proxies itself, and any agent answers on a public number. */
  readonly direct: boolean;
  readonly publicNumbers: boolean;
}

/** Durations that may be zero for every call, and what the demand calls their laws. */
const LAWS = [
  ["qualification", "ivrDuration"],
  ["ring", "ring"],
  ["afterCallWork", "afterCallWork"],
] as const;
type LawOfDemand = (typeof LAWS)[number][1];

/**
 * Without a platform, trunks count when they are limited, and media ports when there is an IVR
 * or a queue treatment to hold them; then signalling is neither sent nor accounted for.
 */
export function detailOf(scenario: Scenario, platform: boolean): Detail {
  const { sites, locations, groups, demand, run } = scenario;
  const holdings = new Set<Holding>();
  if (platform || sites.some(({ trunks }) => Number.isFinite(trunks))) holdings.add("trunk");
  if (platform || demand.some(isTreated)) holdings.add("mediaPort");
  const publicNumbers = groups.some(({ phone }) => phone === "pstn");
  if (publicNumbers && holdings.has("trunk")) holdings.add("agentTrunk");
  const isZero = (law: LawOfDemand) =>
    demand.every(({ [law]: { constant, mean } }) => constant && mean === 0);
  const zero = LAWS.filter(([, law]) => isZero(law)).map(([attribute]) => attribute);
  return {
    signalling: run.fidelity === "message",
    platform,
    holdings,
    zero: new Set(zero),
    direct: locations.some(({ accessPoint }) => accessPoint === "proxy"),
    publicNumbers,
    contains: demand.some(({ containment }) => containment > 0),
  };
}

const isTreated = ({ ivrDuration, queueTreatmentUs }: Demand): boolean =>
  ivrDuration.mean > 0 || queueTreatmentUs > 0;

const SIGNALLING = new Set<Action["verb"]>([
  "send",
  "tell",
  "report",
  "replicate",
  "pick",
  "connect",
]);

/** Whether an action does nothing in this scenario; so does a leg in which all of them do. */
export function isLeftOut(action: Action, detail: Detail): boolean {
  const { platform, holdings, zero, contains, publicNumbers } = detail;
  if ("actions" in action) return action.actions.every((each) => isLeftOut(each, detail));
  switch (action.verb) {
    case "hold":
    case "free":
      return !holdings.has(action.holding);
    case "stream":
    case "endStream":
      return !platform;
    case "spend":
      return zero.has(action.attribute);
    case "ask":
      if (action.question === "publicNumber") return !publicNumbers;
      return action.question === "contained" && !contains;
    case "mark":
      return !platform && action.milestone === "progress";
    default:
      return !platform && SIGNALLING.has(action.verb);
  }
}

/**
 * Leaves out states that end in the moment they begin: what follows at once puts the call, or its
 * agent, into another. An agent who answers is kept, since that is more than a state.
 */
export function withoutMoments<T extends { readonly action: Action }>(line: readonly T[]): T[] {
  return line.filter(({ action }, i) => {
    if (action.verb !== "enter" && action.verb !== "agent") return true;
    if (action.verb === "agent" && action.activity === "talking") return true;
    for (const { action: later } of line.slice(i + 1)) {
      if (supersedes(later, action)) return false;
      if (later.verb !== "enter" && later.verb !== "agent" && later.verb !== "end") return true;
    }
    return true;
  });
}

function supersedes(later: Action, earlier: Action): boolean {
  if (earlier.verb === "enter") return later.verb === "enter" || later.verb === "end";
  if (earlier.verb !== "agent") return false;
  if (later.verb !== "agent" && later.verb !== "releaseAgent") return false;
  return later.agent.slot === earlier.agent.slot;
}

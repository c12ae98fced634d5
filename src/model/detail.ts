import type { Demand, Scenario } from "../scenario/types.ts";
import type { Action, AgentActivity, Attribute, Label } from "./actions.ts";
import { ATTRIBUTES, isNeeded, LAW_OF } from "./attributes.ts";
import { holdsCustomers } from "./consultMeters.ts";
import { COUNT_OF, COUNTS, type Count } from "./counts.ts";
import { actionsOf, type Flow, withLegs } from "./flow.ts";
import { HOLDINGS, type Holding } from "./holdings.ts";
import { leadsTo, type MayAnswer } from "./paths.ts";
import { asksSecond, isPossible } from "./questions.ts";

/** How much of a flow table a scenario models. */
export interface Detail {
  /** Message fidelity: every message is sent. Otherwise signalling takes no time. */
  readonly signalling: boolean;
  /** There is a platform: what is not sent is accounted for, and media cross its links. */
  readonly platform: boolean;
  /** Some link has room for so many streams and no more. */
  readonly admission: boolean;
  readonly holdings: ReadonlySet<Holding>;
  /** Durations that are zero for every call. */
  readonly zero: ReadonlySet<Attribute>;
  /** What no call does at all. */
  readonly zeroTimes: ReadonlySet<Count>;
  /** Whether any call gives an answer to a question. */
  readonly answers: MayAnswer;
  /** Whether any phone talks to the proxies itself. */
  readonly direct: boolean;
}

/**
 * Durations that a call is patient for, or that become known on its way: none of them is left out
 * where its law is zero.
 */
const KEPT = new Set<Attribute>([
  "ivrPatience",
  "patience",
  "virtualHold",
  "consultPatience",
  "agentPatience",
]);

/** Without a platform, signalling is neither sent nor accounted for. */
export function detailOf(scenario: Scenario, platform: boolean): Detail {
  const { locations, demand, run } = scenario;
  const isZero = (attribute: Attribute) =>
    demand
      .filter((each) => isNeeded(attribute, each))
      .every((each) => {
        const { constant, mean } = LAW_OF[attribute](each);
        return constant && mean === 0;
      });
  const zero = ATTRIBUTES.filter((each) => !KEPT.has(each) && isZero(each));
  return {
    signalling: run.fidelity === "message",
    platform,
    admission: platform && limitsMedia(scenario),
    holdings: holdingsOf(scenario, platform),
    zero: new Set(zero),
    zeroTimes: new Set(COUNTS.filter((each) => demand.every((one) => COUNT_OF[each](one) === 0))),
    direct: locations.some(({ accessPoint }) => accessPoint === "proxy"),
    answers: (question, answer) => isPossible(question, answer, scenario),
  };
}

/** What its calls may hold that is modelled. */
export const holdingsOf = (scenario: Scenario, platform: boolean): ReadonlySet<Holding> =>
  new Set(HOLDINGS.filter((each) => HELD_WHERE[each](scenario, platform)));

type Where = (scenario: Scenario, platform: boolean) => boolean;

/**
 * Which scenarios model that something is held. Without a platform, trunks count when they are
 * limited, and media ports when there is an IVR or a queue treatment to hold them.
 */
const HELD_WHERE: Readonly<Record<Holding, Where>> = {
  trunk: (scenario, platform) => platform || limitsTrunks(scenario),
  agentTrunk: dialsOut,
  secondTrunk: (scenario, platform) =>
    scenario.demand.some(asksSecond) && dialsOut(scenario, platform),
  treatmentPort: ({ demand }, platform) => platform || demand.some(isTreated),
  cpdPort: (scenario, platform) =>
    platform && (scenario.demand.some(listens) || isPossible("callProgress", "yes", scenario)),
  recordingPort: ({ recording }, platform) => platform && recording.mode !== "none",
  conferencePort: ({ demand }) => demand.some(({ consult }) => consult.conference > 0),
  holdPort: holdsCustomers,
  voicemailPort: ({ demand }) => demand.some(({ voicemail }) => voicemail !== null),
  speechPort: ({ demand }) => demand.some(({ ivrPath }) => ivrPath.speech.share > 0),
};

/** Whether calls may be refused whose media find no room on a link. */
export const limitsMedia = ({ links }: Scenario): boolean =>
  links.some(({ streamsMax }) => streamsMax < Number.POSITIVE_INFINITY);
function dialsOut(scenario: Scenario, platform: boolean): boolean {
  return isPossible("publicNumber", "yes", scenario) && (platform || limitsTrunks(scenario));
}

const limitsTrunks = ({ sites }: Scenario): boolean =>
  sites.some(({ trunks }) => Number.isFinite(trunks));

/** Whether an MCP listens who answers. */
const listens = ({ campaign }: Demand): boolean => campaign !== null && campaign.mode !== "preview";

const isTreated = ({ origin, ivrDuration, queueTreatmentUs }: Demand): boolean =>
  origin === "customers" && (ivrDuration.mean > 0 || queueTreatmentUs > 0);

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
  const { platform, admission, holdings, zero, zeroTimes, answers } = detail;
  if (action.verb === "when" && !answers(action.question, action.answer)) return true;
  if (action.verb === "times" && zeroTimes.has(action.count)) return true;
  if (action.verb === "lookUp") return !platform;
  if ("actions" in action) return action.actions.every((each) => isLeftOut(each, detail));
  switch (action.verb) {
    case "hold":
    case "free":
      return !holdings.has(action.holding);
    case "admit":
      return !admission;
    case "stream":
    case "endStream":
      return !platform;
    case "spend":
      return zero.has(action.attribute);
    case "ask":
      return !answers(action.question, action.answer);
    case "mark":
      return !platform && action.milestone === "progress";
    default:
      return !platform && SIGNALLING.has(action.verb);
  }
}

/** Lines of a flow that calls of a scenario come to, and those of them that something leads to. */
export function reachedIn({ steps, endings }: Flow, detail: Detail) {
  const order = Object.keys(steps);
  const reached = new Set<Label>();
  const jumpedTo = new Set<Label>();
  const next = order.slice(0, 1);
  for (let label = next.pop(); label !== undefined; label = next.pop()) {
    const line = steps[label] ?? endings[label];
    if (reached.has(label) || line === undefined) continue;
    reached.add(label);
    const done = actionsOf(line).filter((action) => !isLeftOut(action, detail));
    const elsewhere = done.flatMap(withLegs).flatMap(leadsTo);
    for (const each of elsewhere) jumpedTo.add(each);
    const following = label in steps ? order[order.indexOf(label) + 1] : undefined;
    const goesOn = done.every(({ verb }) => verb !== "goTo");
    next.push(...elsewhere, ...(goesOn && following !== undefined ? [following] : []));
  }
  return { reached, jumpedTo };
}

/** An agent who does this has answered, which is more than a state. */
const ANSWERS = new Set<AgentActivity>(["talking", "digital"]);

/**
 * Leaves out states that end in the moment they begin: what follows at once puts the call, or its
 * agent, into another. An agent who answers is kept, since that is more than a state.
 */
export function withoutMoments<T extends { readonly action: Action }>(line: readonly T[]): T[] {
  return line.filter(({ action }, i) => {
    if (action.verb !== "enter" && action.verb !== "agent") return true;
    if (action.verb === "agent" && ANSWERS.has(action.activity)) return true;
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

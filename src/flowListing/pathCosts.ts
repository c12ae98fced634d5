import { type Posting, placeOf, postingsFor } from "../model/accounts.ts";
import type { Action, Attribute } from "../model/actions.ts";
import { actionsOf, type Flow } from "../model/flow.ts";
import { WHERE } from "../model/flowTables.ts";
import { MESSAGE_KINDS, MESSAGES } from "../model/messages.ts";
import { type Path, pathsOf } from "../model/paths.ts";
import { type Plan, planOf } from "../model/plan.ts";
import type { Demand, Scenario } from "../scenario/types.ts";

/** What one call takes on one path through a flow: from the table alone, nothing is run. */
export interface PathCosts {
  readonly path: Path;
  /** SIP messages between the SBC and everything behind it, and on the carrier's side. */
  readonly sipInward: number;
  readonly sipTrunk: number;
  /** All messages, fan-out of T-events and call events included, and their bytes on the wire. */
  readonly messages: number;
  readonly bytes: number;
  /** At the means of the demand, without queueing; a stage left early counts in full. */
  readonly trunkSeconds: number;
  readonly portSeconds: number;
  readonly agentSeconds: number;
}

/**
 * The costs of every path of a flow on the platform of a scenario, for a call of the first site;
 * the main path first.
 */
export function pathCosts(flow: Flow, scenario: Scenario): PathCosts[] {
  const demand = scenario.demand.find((each) => each.flow === flow.name) ?? scenario.demand[0]!;
  const plan = planOf({ ...scenario, demand: [demand] });
  const paths = pathsOf(flow).sort((a, b) => Number(b.name === "main") - Number(a.name === "main"));
  return paths.map((path) => ({
    path,
    ...messagesOf(plan, flow, path),
    ...secondsOf(path, demand),
  }));
}

type Messages = Pick<PathCosts, "sipInward" | "sipTrunk" | "messages" | "bytes">;

function messagesOf(plan: Plan, flow: Flow, path: Path): Messages {
  const index = plan.program.flows.findIndex(({ name }) => name === flow.name);
  const desktop = desktopOf(flow);
  const sums = { sipInward: 0, sipTrunk: 0, messages: 0, bytes: 0 };
  const actions = path.actions.map(({ action }) => action);
  for (const action of actions.flatMap((each) =>
    each.verb === "tell" ? [each, ...desktop] : each,
  ))
    for (const posting of postingsFor(plan, index, action)) {
      const count = countOf(plan, posting);
      sums.messages += count;
      sums.bytes += count * plan.signalling.bytesOf[posting.kind];
      if (!MESSAGES[MESSAGE_KINDS[posting.kind]].sip) continue;
      const isTrunk = posting.from === WHERE.CARRIER || posting.to === WHERE.CARRIER;
      sums[isTrunk ? "sipTrunk" : "sipInward"] += count;
    }
  return sums;
}

/** What a desktop server does with each T-event of its agent. */
function desktopOf(flow: Flow): readonly Action[] {
  const all = Object.values(flow.steps).flatMap((line) => actionsOf(line));
  return all.flatMap((action) => (action.verb === "desktop" ? action.actions : []));
}

/** Nobody sends a copy to itself. */
function countOf(plan: Plan, { sender, receiver, from, to, count }: Posting): number {
  const isHome = sender === receiver && placeOf(plan, from, 0, 0) === placeOf(plan, to, 0, 0);
  return Math.max(0, isHome ? count - 1 : count);
}

type Seconds = Pick<PathCosts, "trunkSeconds" | "portSeconds" | "agentSeconds">;

/** Time passes in `spend`; it counts for whatever is held meanwhile. */
function secondsOf(path: Path, demand: Demand): Seconds {
  const seconds = { trunk: 0, mediaPort: 0, agent: 0 };
  const held = new Set<keyof typeof seconds>();
  for (const { action, failed } of path.actions) {
    if (failed) continue;
    if (action.verb === "hold") held.add(action.holding);
    else if (action.verb === "free") held.delete(action.holding);
    else if (action.verb === "wait") held.add("agent");
    else if (action.verb === "releaseAgent") held.delete("agent");
    else if (action.verb === "spend")
      for (const each of held) seconds[each] += meanOf(demand, action.attribute) / 1e6;
  }
  const { trunk, mediaPort, agent } = seconds;
  return { trunkSeconds: trunk, portSeconds: mediaPort, agentSeconds: agent };
}

function meanOf(demand: Demand, attribute: Attribute): number {
  const law = attribute === "qualification" ? "ivrDuration" : attribute;
  return demand[law].mean;
}

import { placed, postingsFor } from "../model/accounts.ts";
import { bytesOn } from "../model/bytes.ts";
import { COUNT_OF, type Count } from "../model/counts.ts";
import type { Flow } from "../model/flow.ts";
import { WHERE } from "../model/flowTables.ts";
import { PORT_USES } from "../model/holdings.ts";
import { MESSAGE_KINDS, MESSAGES } from "../model/messages.ts";
import { type Path, pathsOf } from "../model/paths.ts";
import { type Plan, planOf } from "../model/plan.ts";
import { secondsOf } from "../model/spent.ts";
import type { Scenario } from "../scenario/types.ts";

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
 * The costs of the main path of a flow, which comes first, and of those that leave it in one line,
 * on the platform of a scenario, for a call of the first site.
 */
export function pathCosts(flow: Flow, scenario: Scenario): PathCosts[] {
  const likely = scenario.demand.find((each) => each.flow === flow.name) ?? scenario.demand[0]!;
  const demand = { ...likely, flow: flow.name };
  const plan = planOf({ ...scenario, demand: [demand] });
  const timesOf = (count: Count) => COUNT_OF[count](demand);
  const paths = pathsOf(flow, { timesOf, leavesOnce: true }).sort(
    (a, b) => Number(b.name === "main") - Number(a.name === "main"),
  );
  return paths.map((path) => {
    const held = secondsOf(path, demand);
    const portSeconds = PORT_USES.reduce((sum, use) => sum + held[`${use}Port`], 0);
    const seconds = {
      trunkSeconds: held.trunk,
      portSeconds,
      agentSeconds: held.agent + held.secondAgent,
    };
    return { path, ...messagesOf(plan, path), ...seconds };
  });
}

type Messages = Pick<PathCosts, "sipInward" | "sipTrunk" | "messages" | "bytes">;

function messagesOf(plan: Plan, path: Path): Messages {
  const sums = { sipInward: 0, sipTrunk: 0, messages: 0, bytes: 0 };
  for (const { action } of path.actions)
    for (const posting of postingsFor(plan, plan.flowOf[0], action)) {
      if (posting.inside) continue;
      const { count, link } = placed(plan, posting, 0, 0);
      sums.messages += count;
      sums.bytes += count * bytesOn(plan, posting.kind, link);
      if (!MESSAGES[MESSAGE_KINDS[posting.kind]].sip) continue;
      const isTrunk = posting.from === WHERE.CARRIER || posting.to === WHERE.CARRIER;
      sums[isTrunk ? "sipTrunk" : "sipInward"] += count;
    }
  return sums;
}

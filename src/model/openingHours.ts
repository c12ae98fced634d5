import type { Demand, Scenario } from "../scenario/types.ts";
import type { World } from "./world.ts";

/** When a queue has agents on duty: open or closed from each time on. */
export interface Hours {
  readonly startUs: readonly number[];
  readonly isOpen: readonly boolean[];
}

type Staffed = Pick<Scenario, "queues" | "groups">;

/** By the shifts of its groups; who is still in a call when the last one ends is not on duty. */
export function hoursOf({ queues, groups }: Staffed, queue: number): Hours {
  const entries = queues[queue].groups.flatMap((group) => groups[group].staffing);
  const changes = entries.flatMap(({ startUs }) => startUs.filter((atUs) => atUs > 0));
  const startUs = [...new Set([0, ...changes])].sort((a, b) => a - b);
  const isOpen = startUs.map((nowUs) =>
    entries.some(({ startUs: from, count }) => {
      const shift = from.findLastIndex((atUs) => atUs <= nowUs);
      return shift >= 0 && count[shift] > 0;
    }),
  );
  return { startUs, isOpen };
}

/** Whether a closed queue makes a difference anywhere. */
export const followsHours = ({ queues, demand }: Scenario): boolean =>
  queues.some(({ atClose }) => atClose === "clear") || demand.some(isSentAway);

const isSentAway = ({ voicemail }: Demand): boolean => voicemail?.closed === true;

/** Whether the calls of a demand are not let into its queue while it is closed. */
const staysOut = ({ queues }: Staffed, demand: Demand): boolean =>
  queues[demand.queue].atClose === "clear" || isSentAway(demand);

/** Whether a call of a demand that comes to its queue now is not let in. */
export function turnsAway({ closed, plan }: World, demand: number): boolean {
  const { scenario } = plan;
  const each = scenario.demand[demand];
  return closed[each.queue] === 1 && staysOut(scenario, each);
}

/** Share of a demand's calls of the measured window that come while its queue lets none in. */
export function closedShare(scenario: Scenario, demand: Demand): number {
  if (!staysOut(scenario, demand)) return 0;
  const { warmUpUs, measureUs } = scenario.run;
  const hours = hoursOf(scenario, demand.queue);
  const { startUs, perSecond } = demand.profile;
  const cuts = [warmUpUs, warmUpUs + measureUs, ...startUs, ...hours.startUs]
    .filter((atUs) => atUs >= warmUpUs && atUs <= warmUpUs + measureUs)
    .sort((a, b) => a - b);
  let calls = 0;
  let turnedAway = 0;
  cuts.slice(1).forEach((toUs, i) => {
    const rate = perSecond[startUs.findLastIndex((atUs) => atUs <= cuts[i])] ?? 0;
    const some = rate * (toUs - cuts[i]);
    calls += some;
    if (!hours.isOpen[hours.startUs.findLastIndex((atUs) => atUs <= cuts[i])]) turnedAway += some;
  });
  return calls === 0 ? 0 : turnedAway / calls;
}

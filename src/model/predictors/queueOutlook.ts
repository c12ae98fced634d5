import type { Scenario } from "../../scenario/types.ts";
import type { Plan } from "../plan.ts";
import type { World } from "../world.ts";
import type { Outlook } from "./types.ts";
import { WaitHistory } from "./waitHistory.ts";

/** What a world knows of the waits in its queues: its state now, and what it has seen. */
export class QueueOutlook implements Outlook {
  readonly history: WaitHistory;
  private readonly world: World;
  private readonly groups: readonly (readonly number[])[];
  private readonly patience: Float64Array;

  constructor(world: World, { scenario }: Plan) {
    this.world = world;
    this.groups = scenario.queues.map(({ groups }) => groups);
    this.history = new WaitHistory(byQueue(scenario, handlingUs));
    // Of demands of unlike patience the rate counts at which their callers hang up.
    const leaving = ({ origin, patience }: Demand) =>
      origin === "customers" ? 1 / patience.mean : 0;
    this.patience = byQueue(scenario, leaving).map((rate) => 1 / rate);
  }

  waiting(queue: number): number {
    return this.world.waiting.lengths[queue];
  }

  agents(queue: number): number {
    const groups = this.groups[queue];
    let agents = 0;
    for (let i = 0; i < groups.length; i++) agents += this.world.agents.loggedIn(groups[i]);
    return agents;
  }

  handlingUs(queue: number): number {
    return this.history.handlingUs(queue, this.world.nowUs);
  }

  patienceUs(queue: number): number {
    return this.patience[queue];
  }

  lastWaitUs(queue: number): number {
    return this.history.lastWaitUs(queue);
  }

  recentWaitUs(queue: number): number {
    return this.history.recentWaitUs(queue);
  }

  headOfLineUs(queue: number): number {
    return this.world.waiting.headOfLineUs(this.world, queue);
  }
}

type Demand = Scenario["demand"][number];

const handlingUs = ({ ring, talk, exchanges, afterCallWork }: Demand): number =>
  ring.mean + Math.max(1, exchanges) * talk.mean + afterCallWork.mean;

/**
 * By queue: the mean over its demands of a figure, by their greatest rates; by none where no rate
 * is known beforehand, as that of callbacks asked for in a queue.
 */
function byQueue({ queues, demand }: Scenario, figure: (demand: Demand) => number): Float64Array {
  return Float64Array.from(queues, (_, queue) => {
    const own = demand.filter((each) => each.queue === queue);
    const mostOf = ({ profile }: Demand) => Math.max(...profile.perSecond);
    const rated = own.filter((each) => mostOf(each) > 0);
    const weightOf = rated.length > 0 ? mostOf : () => 1;
    const counted = rated.length > 0 ? rated : own;
    const total = counted.reduce((sum, each) => sum + weightOf(each), 0);
    const sum = counted.reduce((all, each) => all + weightOf(each) * figure(each), 0);
    return total === 0 ? 0 : sum / total;
  });
}

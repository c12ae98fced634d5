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
    this.patience = byQueue(scenario, ({ patience }) => 1 / patience.mean).map((rate) => 1 / rate);
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

const handlingUs = ({ ring, talk, afterCallWork }: Demand): number =>
  ring.mean + talk.mean + afterCallWork.mean;

/** By queue: the mean over its customers' demands of a figure, by their greatest rates. */
function byQueue({ queues, demand }: Scenario, figure: (demand: Demand) => number): Float64Array {
  return Float64Array.from(queues, (_, queue) => {
    const own = demand.filter((each) => each.origin === "customers" && each.queue === queue);
    const weightOf = ({ profile }: Demand) => Math.max(...profile.perSecond);
    const total = own.reduce((sum, each) => sum + weightOf(each), 0);
    const sum = own.reduce((all, each) => all + weightOf(each) * figure(each), 0);
    return total === 0 ? 0 : sum / total;
  });
}

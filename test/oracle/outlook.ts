import type { Outlook } from "../../src/model/predictors/types.ts";
import type { Demand } from "../../src/scenario/types.ts";
import type { Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";

const FIVE_MINUTES_US = 300e6;

/** Everything that has been seen of waits and handling times, and what it says of the next wait. */
export class Seen {
  private readonly oracle: Oracle;
  private readonly waits: { queue: number; waitUs: number }[] = [];
  private readonly handled: { queue: number; us: number; atUs: number }[] = [];

  constructor(oracle: Oracle) {
    this.oracle = oracle;
  }

  outlook(): Outlook {
    const { people, scenario, nowUs } = this.oracle;
    const own = (queue: number) => people.waiting.filter((call) => people.queueOf(call) === queue);
    const mean = (queue: number, figure: (demand: Demand) => number) => {
      const asking = scenario.demand.filter((each) => each.queue === queue);
      const most = ({ profile }: Demand) => Math.max(...profile.perSecond);
      const rated = asking.filter((each) => most(each) > 0);
      const weighed = (rated.length > 0 ? rated : asking).map((each) => ({
        weight: rated.length > 0 ? most(each) : 1,
        value: figure(each),
      }));
      const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
      return total === 0 ? 0 : weighed.reduce((sum, w) => sum + w.weight * w.value, 0) / total;
    };
    const waitsOf = (queue: number) =>
      this.waits.filter((each) => each.queue === queue).map(({ waitUs }) => waitUs);
    const average = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    return {
      waiting: (queue) => own(queue).length,
      agents: (queue) =>
        people.agents.filter(
          ({ state, group }) =>
            state !== "loggedOut" && scenario.queues[queue].groups.includes(group),
        ).length,
      handlingUs: (queue) => {
        const planned = mean(
          queue,
          ({ ring, talk, exchanges, afterCallWork }) =>
            ring.mean + talk.mean * (exchanges || 1) + afterCallWork.mean,
        );
        const done = this.handled.filter((each) => each.queue === queue);
        const weights = done.map(({ atUs }) => Math.exp((atUs - nowUs) / FIVE_MINUTES_US));
        const sum = done.reduce((all, { us }, i) => all + us * weights[i], 0);
        return (sum + planned) / (weights.reduce((all, weight) => all + weight, 0) + 1);
      },
      patienceUs: (queue) =>
        1 / mean(queue, (each) => (each.origin === "customers" ? 1 / each.patience.mean : 0)),
      lastWaitUs: (queue) => waitsOf(queue).at(-1) ?? 0,
      recentWaitUs: (queue) => average(waitsOf(queue).slice(-20)),
      headOfLineUs: (queue) =>
        Math.max(
          0,
          ...own(queue)
            .filter(({ inTreatment }) => !inTreatment)
            .map(({ queuedUs }) => nowUs - queuedUs!),
        ),
    };
  }

  waited(call: Call): void {
    const { scenario, people, nowUs } = this.oracle;
    if (scenario.demand[call.demand].origin === "customers")
      this.waits.push({ queue: people.queueOf(call), waitUs: nowUs - call.queuedUs! });
  }

  handledOne(call: Call): void {
    const { people, nowUs } = this.oracle;
    const queue = people.queueOf(call, 0);
    this.handled.push({ queue, us: nowUs - call.selectedUs!, atUs: nowUs });
  }
}

import { meanOf, ratioOfMeans, tallyQuantile } from "./estimators.ts";
import { counter, levelMax, levelMean, tallyCount, tallySum } from "./sources.ts";
import type { Metric } from "./types.ts";

const counted = (id: string, meaning: string): Metric => ({
  id,
  unit: "interactions",
  meaning: `${meaning}, in the measured time`,
  estimator: meanOf(counter(id)),
});

/** Chats and e-mails, which are no calls; only where there are any. */
export const digital: readonly Metric[] = [
  counted("digital.offered", "interactions that began"),
  counted("digital.served", "interactions that an agent marked done"),
  counted("digital.abandoned", "customers who left before an agent was free"),
  counted("digital.blocked", "interactions that found their queue full or closed"),
  counted("digital.failed", "interactions that signalling failed in"),
  counted("digital.lost", "interactions cut off by a failure"),
  {
    id: "digital.wait.mean",
    unit: "s",
    meaning: "mean time in the queue, of who got an agent and who left",
    estimator: ratioOfMeans(tallySum("digital.wait"), tallyCount("digital.wait")),
  },
  {
    id: "digital.wait.p95",
    unit: "s",
    meaning: "95 % of the interactions waited no longer in the queue",
    estimator: tallyQuantile("digital.wait", 0.95),
  },
  {
    id: "digital.inSystem",
    unit: "interactions",
    meaning: "interactions that wait or are worked on: time average",
    estimator: meanOf(levelMean("digital.inSystem")),
  },
  {
    id: "digital.inQueue",
    unit: "interactions",
    meaning: "interactions that wait for an agent: time average",
    estimator: meanOf(levelMean("digital.inQueue")),
  },
  {
    id: "digital.inQueue.max",
    unit: "interactions",
    meaning:
      "interactions that wait for an agent: mean over the replications of each one's greatest " +
      "number",
    estimator: meanOf(levelMax("digital.inQueue")),
  },
];

import { meanOf, ratioOfMeans, tallyQuantile } from "./estimators.ts";
import { cohort, difference, tallyCount, tallySum } from "./sources.ts";
import type { Metric } from "./types.ts";

const offered = cohort("queue.offered");
const wait = "from entering the queue until an agent is selected or the caller hangs up";

const waitQuantile = (id: string, probability: number): Metric => ({
  id,
  unit: "s",
  meaning: `${probability * 100} % of all calls offered to the queue waited no longer, ${wait}`,
  estimator: tallyQuantile("wait", probability),
});

/** What callers go through in the queue. */
export const waits: readonly Metric[] = [
  {
    id: "queue.offered",
    unit: "calls",
    meaning: "calls of the cohort that were offered to the queue",
    estimator: meanOf(offered),
  },
  {
    id: "wait.mean",
    unit: "s",
    meaning: `mean time ${wait}, over all calls offered to the queue`,
    estimator: ratioOfMeans(tallySum("wait"), tallyCount("wait")),
  },
  waitQuantile("wait.p50", 0.5),
  waitQuantile("wait.p90", 0.9),
  waitQuantile("wait.p95", 0.95),
  waitQuantile("wait.p99", 0.99),
  {
    id: "wait.answered.mean",
    unit: "s",
    meaning: "mean time from entering the queue until an agent is selected, answered calls only",
    estimator: ratioOfMeans(tallySum("wait.answered"), tallyCount("wait.answered")),
  },
  {
    id: "wait.delayed.ratio",
    unit: "ratio",
    meaning: "call basis: calls that waited at all over all calls offered to the queue",
    estimator: ratioOfMeans(cohort("queue.delayed"), offered),
  },
  {
    id: "asa",
    unit: "s",
    meaning: "speed of answer: mean time from entering the queue to the answer, ring included",
    estimator: ratioOfMeans(tallySum("answer"), tallyCount("answer")),
  },
  {
    id: "service.level",
    unit: "ratio",
    meaning:
      "call basis: calls answered within the threshold of entering the queue, ring included, " +
      "over all calls offered to the queue",
    estimator: ratioOfMeans(cohort("queue.answeredWithin"), offered),
  },
  {
    id: "service.level.exShortAbandons",
    unit: "ratio",
    meaning:
      "call basis: calls answered within the threshold over the calls offered to the queue less " +
      "those abandoned within it",
    estimator: ratioOfMeans(
      cohort("queue.answeredWithin"),
      difference(offered, cohort("queue.abandonedWithin")),
    ),
  },
  {
    id: "queue.cleared",
    unit: "calls",
    meaning: "calls that queued when their queue closed and had to leave it",
    estimator: meanOf(cohort("queue.cleared")),
  },
  {
    id: "abandon.ratio",
    unit: "ratio",
    meaning:
      "call basis: calls abandoned in the queue or while ringing over all calls offered to the " +
      "queue",
    estimator: ratioOfMeans(cohort("queue.abandoned"), offered),
  },
];

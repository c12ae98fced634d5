import { meanOf, ratioOfMeans, tallyQuantile } from "./estimators.ts";
import { cohort, levelMax, levelMean, tallyCount, tallySum } from "./sources.ts";
import type { Metric } from "./types.ts";

const requested = cohort("callback.requested");

const counted = (id: string, unit: string, meaning: string): Metric => ({
  id,
  unit,
  meaning,
  estimator: meanOf(cohort(id)),
});

const share = (id: string, above: string, below: string, meaning: string): Metric => ({
  id,
  unit: "ratio",
  meaning,
  estimator: ratioOfMeans(cohort(above), cohort(below)),
});

const WAIT = "from the request until an agent talks to the customer";
const LATE = "from the time that was agreed until an agent talks to the customer";

/**
 * Callbacks. A request has exactly one fate: completed, failed, expired or pending. Its calls are
 * not in `calls.offered`.
 */
export const callback: readonly Metric[] = [
  counted("callback.offered", "calls", "calls of the cohort that were offered a callback in queue"),
  share(
    "callback.accepted.ratio",
    "callback.accepted",
    "callback.offered",
    "call basis: calls whose caller took the callback over calls that were offered one",
  ),
  share(
    "callback.ratio",
    "calls.callback",
    "calls.offered",
    "call basis: calls whose caller took a callback over all calls offered",
  ),
  counted("callback.requested", "requests", "requests made in the measured time, however"),
  counted("callback.refused", "requests", "requests by web or app beyond what a customer may make"),
  counted("callback.attempts", "dials", "times that customers of these requests were dialled"),
  {
    id: "callback.attempts.mean",
    unit: "dials",
    meaning: "client basis: dials over requests",
    estimator: ratioOfMeans(cohort("callback.attempts"), requested),
  },
  counted("callback.connected", "requests", "requests whose customer talked to an agent"),
  counted(
    "callback.completed",
    "requests",
    "requests whose customer talked to an agent to the end",
  ),
  share(
    "callback.completed.ratio",
    "callback.completed",
    "callback.requested",
    "client basis: requests completed over requests",
  ),
  counted(
    "callback.expired",
    "requests",
    "requests that were kept for as long as they are, in vain",
  ),
  counted(
    "callback.failed",
    "requests",
    "requests whose customer was never reached, hung up, or was cut off",
  ),
  counted("callback.pendingAtEnd", "requests", "requests that were not over when the run stopped"),
  {
    id: "callback.wait.mean",
    unit: "s",
    meaning: `client basis: mean time ${WAIT}, over the requests connected`,
    estimator: ratioOfMeans(tallySum("callback.wait"), tallyCount("callback.wait")),
  },
  {
    id: "callback.wait.p90",
    unit: "s",
    meaning: `client basis: 90 % of the requests connected waited no longer, ${WAIT}`,
    estimator: tallyQuantile("callback.wait", 0.9),
  },
  {
    id: "callback.late.mean",
    unit: "s",
    meaning: `client basis: mean time ${LATE}, 0 before it; only where a time was named`,
    estimator: ratioOfMeans(tallySum("callback.late"), tallyCount("callback.late")),
  },
  {
    id: "callback.late.p90",
    unit: "s",
    meaning: `client basis: 90 % of the requests for a time waited no longer, ${LATE}`,
    estimator: tallyQuantile("callback.late", 0.9),
  },
  {
    id: "callback.waiting",
    unit: "requests",
    meaning: "requests that wait for an agent, for their time or to be tried again: time average",
    estimator: meanOf(levelMean("callback.waiting")),
  },
  {
    id: "callback.waiting.max",
    unit: "requests",
    meaning: "the same: mean over the replications of each one's greatest number",
    estimator: meanOf(levelMax("callback.waiting")),
  },
];

import { meanOf, ratioOfMeans, tallyQuantile } from "./estimators.ts";
import { cohort, tallyCount, tallySum } from "./sources.ts";
import type { Metric } from "./types.ts";

const offered = cohort("callers.offered");

const counted = (id: string, meaning: string): Metric => ({
  id,
  unit: "callers",
  meaning: `client basis: ${meaning}`,
  estimator: meanOf(cohort(id)),
});

/**
 * The client basis: who called, however often. They exist where some call again; elsewhere a
 * caller is a call. Each caller has exactly one outcome, so they sum to those offered.
 */
export const callers: readonly Metric[] = [
  counted("callers.offered", "callers whose first call arrived in the measured time"),
  counted("callers.contained", "callers whose last call ended in the IVR"),
  counted("callers.served", "callers who talked to an agent in the end"),
  counted("callers.abandoned", "callers who hung up and did not call again"),
  counted("callers.callback", "callers whose last call ended with the promise of a callback"),
  counted("callers.voicemail", "callers whose last call ended with a message left"),
  counted("callers.blocked", "callers who were turned away and did not call again"),
  counted("callers.failed", "callers whose last call signalling failed to set up"),
  counted("callers.lost", "callers whose last call a failure cut off"),
  counted("callers.openAtEnd", "callers who were calling or about to when the run stopped"),
  {
    id: "callers.attempts.mean",
    unit: "calls",
    meaning: "client basis: calls of these callers, redials included, over callers",
    estimator: ratioOfMeans(cohort("callers.calls"), offered),
  },
  {
    id: "callers.served.ratio",
    unit: "ratio",
    meaning: "client basis: callers who talked to an agent in the end over callers",
    estimator: ratioOfMeans(cohort("callers.served"), offered),
  },
  {
    id: "callers.answer.mean",
    unit: "s",
    meaning: "client basis: mean time from a caller's first call to the answer of an agent",
    estimator: ratioOfMeans(tallySum("callers.toAnswer"), tallyCount("callers.toAnswer")),
  },
  {
    id: "callers.answer.p90",
    unit: "s",
    meaning:
      "client basis: 90 % of the callers whom an agent answered were answered within this time " +
      "of their first call",
    estimator: tallyQuantile("callers.toAnswer", 0.9),
  },
];

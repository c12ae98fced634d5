import { meanOf } from "./estimators.ts";
import { cohort, levelMax, levelMean } from "./sources.ts";
import type { Metric } from "./types.ts";

/** Calls of the cohort by outcome: each call has exactly one, so they sum to those offered. */
const outcomes: Metric[] = [
  {
    id: "calls.contained",
    unit: "calls",
    meaning: "calls that ended in the IVR",
    estimator: meanOf(cohort("calls.contained")),
  },
  {
    id: "calls.served",
    unit: "calls",
    meaning: "calls that ended after talking to an agent",
    estimator: meanOf(cohort("calls.served")),
  },
  {
    id: "calls.abandoned",
    unit: "calls",
    meaning: "calls whose caller hung up in the IVR, in the queue or while an agent's phone rang",
    estimator: meanOf(cohort("calls.abandoned")),
  },
  {
    id: "calls.blocked",
    unit: "calls",
    meaning: "calls turned away because no trunk, port, link or place in the queue was free",
    estimator: meanOf(cohort("calls.blocked")),
  },
  {
    id: "calls.failed",
    unit: "calls",
    meaning: "calls that signalling failed to set up",
    estimator: meanOf(cohort("calls.failed")),
  },
  {
    id: "calls.lost",
    unit: "calls",
    meaning: "calls cut off by a failure after answer or in progress",
    estimator: meanOf(cohort("calls.lost")),
  },
  {
    id: "calls.inSystemAtEnd",
    unit: "calls",
    meaning: "calls still in progress when the run stopped",
    estimator: meanOf(cohort("calls.inSystemAtEnd")),
  },
];

const phases: readonly (readonly [id: string, meaning: string])[] = [
  ["calls.inSystem", "calls present, from the trunk's offer to the end"],
  ["calls.inQualification", "calls in the IVR"],
  ["calls.inQueue", "calls waiting for an agent to be selected"],
  ["calls.ringing", "calls at an agent whose phone rings"],
  ["calls.talking", "calls talking to an agent"],
];

/** Calls of the cohort, and calls present over time. */
export const calls: readonly Metric[] = [
  {
    id: "calls.offered",
    unit: "calls",
    meaning: "the cohort: calls that arrived after the warm-up and before the end of measured time",
    estimator: meanOf(cohort("calls.offered")),
  },
  ...outcomes,
  {
    id: "calls.answered",
    unit: "calls",
    meaning: "calls that an agent answered, however they ended",
    estimator: meanOf(cohort("calls.answered")),
  },
  ...phases.flatMap(([id, meaning]): Metric[] => [
    {
      id,
      unit: "calls",
      meaning: `${meaning}: time average`,
      estimator: meanOf(levelMean(id)),
    },
    {
      id: `${id}.max`,
      unit: "calls",
      meaning: `${meaning}: mean over the replications of each one's greatest number`,
      estimator: meanOf(levelMax(id)),
    },
  ]),
];

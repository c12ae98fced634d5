import { meanOf, ratioOfMeans } from "./estimators.ts";
import { cohort, levelMax, levelMean } from "./sources.ts";
import type { Metric } from "./types.ts";

type Named = readonly (readonly [id: string, meaning: string])[];

/** Each call of the cohort has exactly one outcome, so they sum to those offered. */
const outcomes: Named = [
  ["calls.contained", "calls that ended in the IVR"],
  ["calls.served", "calls that ended after talking to an agent"],
  [
    "calls.abandoned",
    "calls whose caller hung up in the IVR, in the queue, while an agent's phone rang, waiting " +
      "for a second agent or when asked to leave a message",
  ],
  ["calls.callback", "calls whose caller took the offer of a callback"],
  ["calls.voicemail", "calls that ended with a message left"],
  [
    "calls.blocked",
    "calls turned away because no trunk, port, link or place in the queue was free, or because " +
      "the queue was closed",
  ],
  ["calls.failed", "calls that signalling failed to set up"],
  ["calls.lost", "calls cut off by a failure after answer or in progress"],
  ["calls.inSystemAtEnd", "calls still in progress when the run stopped"],
];

const phases: Named = [
  ["calls.inSystem", "calls present, from the trunk's offer to the end"],
  ["calls.inQualification", "calls in the IVR"],
  ["calls.inQueue", "calls waiting for an agent to be selected"],
  ["calls.ringing", "calls at an agent whose phone rings"],
  ["calls.talking", "calls talking to an agent"],
  ["calls.inVoicemail", "calls in which a message is left, or listened to by an agent"],
];

const counted = ([id, meaning]: Named[number]): Metric => ({
  id,
  unit: "calls",
  meaning,
  estimator: meanOf(cohort(id)),
});

const share = (id: string, recorded: string, meaning: string): Metric => ({
  id,
  unit: "ratio",
  meaning: `call basis: ${meaning}`,
  estimator: ratioOfMeans(cohort(recorded), cohort("calls.offered")),
});

/** Calls of the cohort, and calls present over time. */
export const calls: readonly Metric[] = [
  counted([
    "calls.offered",
    "the cohort: calls that arrived after the warm-up and before the end of measured time",
  ]),
  ...outcomes.map(counted),
  counted(["calls.answered", "calls that an agent answered, however they ended"]),
  counted(["calls.redials", "calls offered by callers who had called before in vain"]),
  share("blocked.ratio", "calls.blocked", "calls turned away over calls offered"),
  share("redial.ratio", "calls.redials", "redials over calls offered"),
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

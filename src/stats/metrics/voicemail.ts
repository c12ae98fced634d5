import { meanOf, ratioOfMeans, tallyQuantile } from "./estimators.ts";
import { counter, levelMax, levelMean, scaled, tallyCount, tallySum } from "./sources.ts";
import type { Metric } from "./types.ts";

const counted = (id: string, unit: string, meaning: string): Metric => ({
  id,
  unit,
  meaning: `${meaning}, in the measured time`,
  estimator: meanOf(counter(id)),
});

const KB_PER_BYTE = 1e-3;

/** Messages that callers leave, and agents who fetch them; only where some demand has voicemail. */
export const voicemail: readonly Metric[] = [
  counted("voicemail.deposited", "messages", "messages left"),
  counted("voicemail.hangUps", "calls", "callers sent to voicemail who hung up without a message"),
  counted("voicemail.retrieved", "messages", "messages that an agent has listened to"),
  counted("voicemail.inVain", "calls", "calls of agents to voicemail that came to nothing"),
  {
    id: "voicemail.waiting",
    unit: "messages",
    meaning: "messages that no agent has listened to: time average",
    estimator: meanOf(levelMean("voicemail.waiting")),
  },
  {
    id: "voicemail.waiting.max",
    unit: "messages",
    meaning:
      "messages that no agent has listened to: mean over the replications of each one's greatest " +
      "number",
    estimator: meanOf(levelMax("voicemail.waiting")),
  },
  {
    id: "voicemail.storage",
    unit: "kB",
    meaning: "audio of the messages that wait: time average, one copy",
    estimator: meanOf(scaled(KB_PER_BYTE, levelMean("voicemail.bytes"))),
  },
  {
    id: "voicemail.storage.max",
    unit: "kB",
    meaning: "audio of the messages that wait: mean over the replications of each one's greatest",
    estimator: meanOf(scaled(KB_PER_BYTE, levelMax("voicemail.bytes"))),
  },
  {
    id: "voicemail.age.mean",
    unit: "s",
    meaning: "mean time from a message's deposit until an agent has listened to it",
    estimator: ratioOfMeans(tallySum("voicemail.age"), tallyCount("voicemail.age")),
  },
  {
    id: "voicemail.age.p95",
    unit: "s",
    meaning: "95 % of the messages listened to were no older by then",
    estimator: tallyQuantile("voicemail.age", 0.95),
  },
];

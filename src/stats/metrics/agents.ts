import { meanOf, ratioOfMeans } from "./estimators.ts";
import { difference, levelMean } from "./sources.ts";
import type { Metric } from "./types.ts";

const states: readonly (readonly [id: string, meaning: string])[] = [
  ["agents.loggedIn", "agents logged in"],
  ["agents.ready", "agents free for a call"],
  [
    "agents.busy",
    "agents reserved, previewing, ringing, talking, hearing messages, at a chat or e-mail, in " +
      "after-call work, engaged",
  ],
  ["agents.reserved", "agents selected for a call that has not reached their phone yet"],
  ["agents.previewing", "agents who look at a record of a campaign and have it dialled"],
  ["agents.ringing", "agents whose phone rings, or to whom a chat or e-mail is offered"],
  ["agents.talking", "agents talking, hold included"],
  ["agents.afterCallWork", "agents in after-call work"],
  ["agents.hold", "agents whose customer is on hold, or who are on hold themselves"],
  ["agents.consulting", "agents who ask or talk to a second agent, or are that agent"],
  ["agents.engaged", "agents whose phone is connected ahead for the next person (seizing)"],
  ["agents.voicemail", "agents listening to a message that a customer left"],
  ["agents.digital", "agents who write to customers: chats and e-mails"],
  ["agents.notReady", "agents logged in and not available"],
];

/** How agents spend their time. */
export const agents: readonly Metric[] = [
  {
    id: "agents.occupancy",
    unit: "ratio",
    meaning:
      "busy agents (see agents.busy) over agents logged in less those not ready, both as time " +
      "averages",
    estimator: ratioOfMeans(
      levelMean("agents.busy"),
      difference(levelMean("agents.loggedIn"), levelMean("agents.notReady")),
    ),
  },
  ...states.map(([id, meaning]) => ({
    id,
    unit: "agents",
    meaning: `${meaning}: time average`,
    estimator: meanOf(levelMean(id)),
  })),
];

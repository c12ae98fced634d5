import { meanOf, ratioOfMeans } from "./estimators.ts";
import { difference, levelMean } from "./sources.ts";
import type { Metric } from "./types.ts";

const states: readonly (readonly [id: string, meaning: string])[] = [
  ["agents.loggedIn", "agents logged in"],
  ["agents.ready", "agents free for a call"],
  ["agents.busy", "agents reserved, ringing, talking or in after-call work"],
  ["agents.reserved", "agents selected for a call that has not reached their phone yet"],
  ["agents.ringing", "agents whose phone rings"],
  ["agents.talking", "agents talking, hold included"],
  ["agents.afterCallWork", "agents in after-call work"],
  ["agents.notReady", "agents logged in and not available"],
];

/** How agents spend their time. */
export const agents: readonly Metric[] = [
  {
    id: "agents.occupancy",
    unit: "ratio",
    meaning:
      "agents reserved, ringing, talking or in after-call work over agents logged in less those " +
      "not ready, both as time averages",
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

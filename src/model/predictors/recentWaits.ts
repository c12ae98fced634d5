import type { Predictor } from "./types.ts";

/** The mean of what the last calls waited (see `WaitHistory`): the last wait with less noise. */
export const recentWaits: Predictor = {
  name: "recentWaits",
  meaning: "mean of what the last 20 calls that were given an agent had waited",
  estimateUs: (outlook, queue) => outlook.recentWaitUs(queue),
};

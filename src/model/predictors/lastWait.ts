import type { Predictor } from "./types.ts";

/**
 * As long as the call that an agent took last. Source: R. Ibrahim, W. Whitt, Manufacturing &
 * Service Operations Management 11 (2009) 397–415, "last to enter service".
 */
export const lastWait: Predictor = {
  name: "lastWait",
  meaning: "as long as the call that was given an agent last had waited",
  estimateUs: (outlook, queue) => outlook.lastWaitUs(queue),
};

import type { Predictor } from "./types.ts";

/**
 * (waiting + 1) × mean handling time / agents: as if all agents were busy and nobody hung up. The
 * mean handling time follows the last 5 minutes (see `WaitHistory`). The form and its smoothing
 * are assumed; strategies that read a statistic ExpectedWaitTime do much the same.
 */
export const handlingTime: Predictor = {
  name: "handlingTime",
  meaning: "calls waiting and one more, times the mean handling time, over the agents logged in",
  estimateUs: (outlook, queue) =>
    ((outlook.waiting(queue) + 1) * outlook.handlingUs(queue)) / outlook.agents(queue),
};

import type { Predictor } from "./types.ts";

/**
 * (waiting + 1) × mean handling time / agents: as if all agents were busy and nobody hung up. The
 * mean handling time follows the last 5 minutes (see `WaitHistory`). The form and its smoothing
 * are assumed; strategies that read a statistic ExpectedWaitTime do much the same.
 */
export const handlingTime: Predictor = {
  name: "handlingTime",
  meaning: "calls waiting and one more, times the mean handling time, over the agents logged in",
  estimateUs(outlook, queue) {
    const agents = outlook.agents(queue);
    if (agents === 0) return Number.POSITIVE_INFINITY;
    return ((outlook.waiting(queue) + 1) * outlook.handlingUs(queue)) / agents;
  },
};

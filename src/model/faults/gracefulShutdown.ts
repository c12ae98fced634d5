import { DRAINING, drainInstances, stopDrained } from "./drain.ts";
import type { FaultKind } from "./types.ts";

/** A machine, of a pair both members, is shut down for good: it takes nothing new, and drains. */
export const gracefulShutdown: FaultKind = {
  name: "gracefulShutdown",
  meaning: "One instance takes no new calls, lets those in progress end, and is shut down for good",
  strikes: "instance",
  isLasting: true,
  options: DRAINING,
  onset: (world, strike) => drainInstances(world, strike),
  phases: (strike) => [
    { afterUs: strike.options.drain as number, act: (world) => stopDrained(world, strike) },
  ],
  recovery: () => {},
};

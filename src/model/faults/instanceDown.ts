import { machinesDown } from "./machines.ts";

/**
 * One instance stops and comes back empty; of a hot-standby pair both members, at once. Messages
 * that reach it meanwhile, and the work inside it, are lost; their senders' RFC 3261 timers do the
 * rest, and those who wait for an HTTP answer their time-outs.
 */
export const instanceDown = machinesDown({
  name: "instanceDown",
  meaning: "One instance (a pair: both members) stops, with the calls that need it, and comes back",
  strikes: "instance",
  mayShareCause: true,
});

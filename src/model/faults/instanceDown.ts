import { stopInstance } from "./stop.ts";
import type { FaultKind } from "./types.ts";

/**
 * One instance of a component that keeps no call state stops and comes back empty. Messages that
 * reach it meanwhile, and the work inside it, are lost; their senders' RFC 3261 timers do the rest,
 * and those who wait for an HTTP answer their time-outs.
 */
export const instanceDown: FaultKind = {
  name: "instanceDown",
  meaning: "One instance stops; messages and work in it are lost until it is back",
  strikes: "instance",
  components: ["sipProxy", "gvpApp", "backend"],
  onset: stopInstance,
  detected: (world, instance) => world.platform.avoid(instance),
  recovery: (world, instance) => world.platform.start(instance),
};

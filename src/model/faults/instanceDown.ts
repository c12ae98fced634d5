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
  onset: (world, { instances }) => {
    for (const instance of instances) stopInstance(world, instance);
  },
  detected: (world, { instances }) => {
    for (const instance of instances) world.platform.avoid(instance);
  },
  recovery: (world, { instances }) => {
    for (const instance of instances) world.platform.start(instance);
  },
};

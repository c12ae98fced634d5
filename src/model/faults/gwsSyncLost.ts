import type { FaultKind } from "./types.ts";

/**
 * The node that GWS keeps its sessions in step by is gone: those that are there go on, but nobody
 * can log in at the GWS it strikes.
 */
export const gwsSyncLost: FaultKind = {
  name: "gwsSyncLost",
  meaning: "GWS takes no new log-ins, in the cluster or at a site; agents at work go on",
  strikes: "service",
  components: ["gws"],
  onset: (world, { instances }) => {
    for (const each of instances) world.sessions?.desktops.close(each, 1);
  },
  recovery: (world, { instances }) => {
    for (const each of instances) world.sessions?.desktops.close(each, -1);
  },
};

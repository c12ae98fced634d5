import { takeAllWaiting } from "../verbs/agents.ts";
import type { FaultKind } from "./types.ts";

/**
 * The mesh of T-Controllers is split: no T-event passes between a site and the others, while SIP
 * does. Calls in progress go on, across the split too; a call that wants an agent gets one of its
 * own side, as what is known of the others is stale. Once it is over all is known again at once.
 */
export const partition: FaultKind = {
  name: "partition",
  meaning: "T-events between a site and the others are lost; calls get agents of their own side",
  strikes: "site",
  onset: ({ routing }, { sites }) => {
    for (const site of sites) routing.sides.split(site, 1);
  },
  recovery: (world, { sites }) => {
    for (const site of sites) world.routing.sides.split(site, -1);
    takeAllWaiting(world);
  },
};

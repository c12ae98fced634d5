import { LINK } from "../hotTables.ts";
import type { World } from "../world.ts";
import type { FaultKind, Strike } from "./types.ts";

/** A detour: what a directed link is given arrives later; what is on its way is not touched. */
export const linkSlow: FaultKind = {
  name: "linkSlow",
  meaning: "A directed link takes longer: messages over it arrive later, none is lost",
  strikes: "link",
  options: {
    extra: {
      kind: "duration",
      meaning: "Time that the link takes besides its latency",
      min: "1us",
      max: "1min",
      source: { mark: "given", note: "the planner's own experiment" },
    },
  },
  onset: (world, strike) => delay(world, strike, 1),
  recovery: (world, strike) => delay(world, strike, -1),
};

/** The world has tables of its own where something may fail. */
function delay({ network, links, plan }: World, strike: Strike, times: 1 | -1): void {
  const { timeFactor } = plan.scenario.signalling;
  const extraUs = times * Math.round(Number(strike.options.extra) * timeFactor);
  for (const link of strike.links) {
    network.latencyUs[link] += extraUs;
    links[link * LINK.FIELDS + LINK.LATENCY_US] += extraUs;
  }
}

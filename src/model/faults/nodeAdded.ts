import type { World } from "../world.ts";
import { startInstances, stopInstances } from "./stop.ts";
import type { FaultKind } from "./types.ts";

/** A machine that is not there until then, and takes its share of new work from then on. */
export const nodeAdded: FaultKind = {
  name: "nodeAdded",
  meaning: "One instance is there from then on only",
  strikes: "instance",
  lastsUs: () => 0,
  before: (world, { instances }) => {
    stopInstances(world, instances);
    for (const instance of instances) {
      world.platform.avoid(instance);
      leaveSeats(world, instance);
    }
  },
  onset: (world, { instances }) => startInstances(world, instances),
  recovery: () => {},
};

/** Agents who would be behind it at the start are behind another one of its kind. */
function leaveSeats({ agents, topology, platform }: World, instance: number): void {
  const { first, count } =
    topology.atSite[platform.componentOf[instance]][platform.siteOf[instance]];
  const others = Array.from({ length: count }, (_, i) => first + i).filter(
    (each) => platform.up[each] !== 0,
  );
  if (others.length === 0) return;
  let turn = 0;
  for (const column of [agents.sbc, agents.owner, agents.desk])
    for (let agent = 0; agent < agents.count; agent++)
      if (column[agent] === instance) column[agent] = others[turn++ % others.length];
}

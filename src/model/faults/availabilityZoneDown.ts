import type { Distribution } from "../../engine/distributions/types.ts";
import { isPair } from "../pairs.ts";
import type { World } from "../world.ts";
import { failMembers, HOST_LOSS, mendMembers, promote, promotedAfterUs } from "./members.ts";
import { avoidInstances, startInstances, stopInstances } from "./stop.ts";
import type { FaultKind, Member, Strike } from "./types.ts";

const promotionUs = ({ options }: Strike, draw: number): number =>
  promotedAfterUs(options.afterHostLoss as Distribution, draw);

/**
 * Every machine in an availability zone of a site fails. A pair with both members there is gone;
 * one across zones (see `pairPlacement`) loses the member that stands there, and the other one
 * takes over if it was the active one. Calls whose media pass the zone are lost.
 */
export const availabilityZoneDown: FaultKind = {
  name: "availabilityZoneDown",
  meaning:
    "All machines in an availability zone stop; pairs across zones go on by the other member",
  strikes: "zone",
  options: HOST_LOSS,
  onset: (world, strike, draw) => {
    strike.members.push(...membersOf(world, strike));
    stopInstances(world, singlesOf(world, strike));
    failMembers(world, strike.members, promotionUs(strike, draw));
  },
  phases: (strike, draw) => [
    { afterUs: promotionUs(strike, draw), act: (world) => promote(world, strike.members) },
  ],
  detected: (world, strike) => avoidInstances(world, singlesOf(world, strike)),
  recovery: (world, strike) => {
    startInstances(world, singlesOf(world, strike));
    mendMembers(world, strike.members, strike.options.check as number);
  },
};

/** Machines that stand alone. */
const singlesOf = ({ topology }: World, { instances }: Strike): number[] =>
  instances.filter((instance) => !isPair(topology.instances[instance]));

/** Members in the zone: of pairs that begin there, and of those whose other zone it is. */
function membersOf({ topology, plan }: World, { zones }: Strike): Member[] {
  return zones.flatMap(({ site, zone }) => {
    const { zones: count, pairPlacement } = plan.scenario.sites[site];
    const step = pairPlacement === "acrossZones" ? 1 : 0;
    return topology.instances.flatMap((instance, pair): Member[] =>
      instance.site === site && isPair(instance)
        ? [0, 1].flatMap((member) =>
            (instance.zone + member * step) % count === zone ? [{ pair, member }] : [],
          )
        : [],
    );
  });
}

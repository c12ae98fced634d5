import { type Stream, streamOf } from "../../engine/streams.ts";
import type { Plan } from "../plan.ts";
import { componentIndex } from "../topology.ts";
import type { World } from "../world.ts";
import { drawFrom, summed } from "./draws.ts";

/** Whom an INVITE passes until a site has taken a call; whom a chat or an e-mail does. */
const CALLS = ["sbc", "sipProxy", "sipServer"].map(componentIndex);
const INTERACTIONS = ["interactionServer", "urs"].map(componentIndex);

/**
 * The sites at which calls of one demand enter while something has failed. Once the carrier leaves
 * all SBCs of a site alone (interactions: all Interaction Servers), calls that would enter there
 * enter at another one, drawn by the shares of those that are left.
 */
export class Entry {
  private readonly shares: readonly number[];
  private readonly draws: Stream;
  private readonly wayIn: readonly number[];

  constructor({ scenario }: Plan, demand: number, replication: number) {
    const { name, siteShares, origin } = scenario.demand[demand];
    this.shares = siteShares;
    this.wayIn = origin === "digital" ? INTERACTIONS : CALLS;
    this.draws = streamOf(scenario.run, replication, `traffic/${name}/rerouted`);
  }

  /** Where a call enters that would enter at `site`. */
  siteFor(world: World, site: number): number {
    const [first] = this.wayIn;
    const { carrierReroutes } = world.plan.scenario.signalling.options;
    if (!carrierReroutes || !isGivenUp(world, first, site)) return site;
    const open = this.shares.map((_, each) => Number(!isGivenUp(world, first, each)));
    const left = this.shares.map((share, each) => share * open[each]);
    const weights = left.some((share) => share > 0) ? left : open;
    const total = weights.reduce((sum, each) => sum + each, 0);
    if (total === 0) return site;
    world.recovery?.rerouted(world, site);
    return drawFrom(summed(weights.map((each) => each / total)), this.draws.next());
  }

  /**
   * At call fidelity, where signalling takes no time: whether a site takes new calls at all.
   * Machines of a kind, and members of a pair, stand in for each other without delay; a kind of
   * which none is left takes none.
   */
  takesCalls({ topology, platform }: World, site: number): boolean {
    return this.wayIn.every((component) => {
      const { first, count } = topology.atSite[component][site];
      for (let each = first; each < first + count; each++)
        if (platform.up[each] !== 0 || platform.pairs!.promotedUs[each] > 0) return true;
      return count === 0;
    });
  }
}

/** Whether those outside leave all instances of a component at a site alone. */
function isGivenUp({ topology, platform, nowUs }: World, component: number, site: number): boolean {
  const { first, count } = topology.atSite[component][site];
  const { place } = topology.instances[topology.carrier];
  for (let each = first; each < first + count; each++)
    if (!platform.isAvoided(each, place, nowUs)) return false;
  return count > 0;
}

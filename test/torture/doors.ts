import type { Platform } from "../../src/model/platform.ts";
import { Arrivals } from "../../src/model/traffic/arrivals.ts";
import type { Entry } from "../../src/model/traffic/entry.ts";
import type { World } from "../../src/model/world.ts";

/** What an outsider sees of where calls enter, and of when sites are parted. */
export class Doors {
  /** Calls that entered where they should not. */
  readonly wrong: string[] = [];
  /** When a site was last parted from the others, or joined to them. */
  partedUs = 0;

  constructor(world: World) {
    for (const actor of world.actors)
      if (actor instanceof Arrivals && actor["entry"] !== null) this.watch(actor["entry"]);
    const { sides } = world.routing;
    const split = sides.split.bind(sides);
    sides.split = (...given) => {
      this.partedUs = world.nowUs;
      split(...given);
    };
  }

  private watch(entry: Entry): void {
    const siteFor = entry.siteFor.bind(entry);
    const takesCalls = entry.takesCalls.bind(entry);
    entry.siteFor = (world, drawn) => {
      const site = siteFor(world, drawn);
      this.see(world, entry, drawn, site);
      return site;
    };
    entry.takesCalls = (world, site) => {
      const takes = takesCalls(world, site);
      const areUp = entry["wayIn"].every((component) => hasOne(world, component, site));
      if (takes !== areUp) this.wrong.push(`site ${site}: takes calls ${takes}, works ${areUp}`);
      return takes;
    };
  }

  /** Of sites that are not given up one with a share is taken, if there is any of them. */
  private see(world: World, entry: Entry, drawn: number, site: number): void {
    const shares = entry["shares"];
    const open = shares.map((_, each) => isOpen(world, entry["wayIn"][0], each));
    const isUsual = open[drawn] || !world.plan.scenario.signalling.options.carrierReroutes;
    if (isUsual || !open.includes(true)) {
      if (site !== drawn) this.wrong.push(`site ${site}, for ${drawn}, without a reason`);
      return;
    }
    const hasShares = shares.some((share, each) => open[each] && share > 0);
    if (!open[site] || (hasShares && shares[site] === 0))
      this.wrong.push(`site ${site}, for ${drawn}; shares ${shares}, open ${open}`);
  }
}

const instancesAt = ({ topology }: World, component: number, site: number): readonly number[] => {
  const { first, count } = topology.atSite[component][site];
  return Array.from({ length: count }, (_, each) => first + each);
};

/** Whether those outside know of an instance, or of none at all, that may take a call. */
function isOpen(world: World, component: number, site: number): boolean {
  const { topology, platform, nowUs } = world;
  const { place } = topology.instances[topology.carrier];
  const all = instancesAt(world, component, site);
  return all.length === 0 || all.some((each) => !platform.isAvoided(each, place, nowUs));
}

function hasOne(world: World, component: number, site: number): boolean {
  const all = instancesAt(world, component, site);
  return all.length === 0 || all.some((each) => works(world.platform, each));
}

const works = ({ up, pairs }: Platform, instance: number): boolean =>
  up[instance] !== 0 || pairs!.promotedUs[instance] > 0;

import { farmsOf, portsFor, SHARED_FARM, WHOLE_PORT } from "./farms.ts";
import { POOL_KINDS, PORTS } from "./holdings.ts";
import { loadOf } from "./load.ts";
import type { Plan } from "./plan.ts";
import { meanRate } from "./staffing.ts";

/** Ports of a site that requests of some uses compete for, and how many they ask for. */
export interface PortLoad {
  /** As its metrics have it: `pool:dc1/mcp.cpd`; `pool:dc1/mcp` where uses share. */
  readonly scope: string;
  readonly site: string;
  /** Ports of the one use; shared ones are counted as treatment ports. */
  readonly size: number;
  readonly uses: readonly UseLoad[];
  /** The MCPs that give them: pools with the same first one are on the same MCPs. */
  readonly first: number;
  readonly servers: number;
}

export interface UseLoad {
  /** The pool's name in the scope of a use: `mcp.cpd`. */
  readonly use: string;
  /** Requests a second × mean time that each holds its port, when none is refused. */
  readonly erlangs: number;
  /** What one of them takes, in thousandths of what `size` counts. */
  readonly weight: number;
}

/**
 * Every pool of media ports that calls ask for, site by site, from the flow tables and the scenario
 * alone. Nobody waits in queue beyond the queue treatment; all MCPs of a pool count as one.
 */
export function portLoads(plan: Plan): PortLoad[] {
  const { scenario, topology } = plan;
  const rates = scenario.demand.map((demand) => meanRate(plan, demand));
  const { held } = loadOf(plan, rates);
  const farms = farmsOf(scenario, topology);
  const kinds = POOL_KINDS.slice(POOL_KINDS.indexOf("mcp.treatment"));
  return scenario.sites.flatMap(({ name: site }, s) => {
    const asked = PORTS.flatMap((port, index) => {
      const erlangs = held[port][s];
      const use = kinds[index];
      return erlangs > 0 && plan.held.has(port) ? [{ use, erlangs, farm: farms[index][s] }] : [];
    });
    const shared = asked.filter(({ farm }) => farm.number === SHARED_FARM);
    const isShared = (each: (typeof asked)[number]) => shared.length > 1 && shared.includes(each);
    const alone = asked
      .filter((each) => !isShared(each))
      .map(({ use, erlangs, farm }) => ({
        ...{ scope: `pool:${site}/${use}`, site, size: portsFor(farm) },
        ...{ first: farm.first, servers: farm.servers },
        uses: [{ use, erlangs, weight: WHOLE_PORT }],
      }));
    if (shared.length < 2) return alone;
    const { first, servers, room } = shared[0].farm;
    const uses = shared.map(({ use, erlangs, farm: { weight } }) => ({ use, erlangs, weight }));
    const size = (servers * room) / WHOLE_PORT;
    return [...alone, { scope: `pool:${site}/mcp`, site, size, uses, first, servers }];
  });
}

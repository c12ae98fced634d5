import type { Scenario, Site } from "../scenario/types.ts";
import { PORT_USES, PORTS } from "./holdings.ts";
import { componentIndex, type Topology } from "./topology.ts";

/** Ports are weighed in thousandths of a treatment port, so that sums of them are exact. */
export const WHOLE_PORT = 1000;
const MCP = componentIndex("mcp");
const MRCP = componentIndex("mrcp");

/** Who gives the ports for a use at a site: some of its servers, and what each has room for. */
export interface Farm {
  /** Farms are numbered: the one that uses share is 0, that of a use alone 1 + its index. */
  readonly number: number;
  readonly first: number;
  readonly servers: number;
  /** Of each server, and what one port for the use takes of it; thousandths of a treatment port. */
  readonly room: number;
  readonly weight: number;
}

export const SHARED_FARM = 0;
export const FARMS = 1 + PORTS.length;

/**
 * By port (index into PORTS), then site. A use has MCPs of its own, the last ones of its site; or
 * ports of its own on those MCPs that others share; or it shares their ports, and each of its ports
 * takes as much of an MCP as it costs beside a treatment port.
 */
export function farmsOf(scenario: Scenario, { atSite }: Pick<Topology, "atSite">): Farm[][] {
  const farms = PORT_USES.map((_, use) =>
    scenario.sites.map((site, s) => {
      const { first, count } = atSite[MCP][s];
      const shared = count - sum(site.ownMcps);
      const weight = scenario.media.portWeights[use];
      const own = site.ownMcps[use];
      if (own > 0) {
        const firstOwn = first + shared + sum(site.ownMcps.slice(0, use));
        const room = WHOLE_PORT * portsOf(site, use, weight);
        return { number: 1 + use, first: firstOwn, servers: own, room, weight: WHOLE_PORT };
      }
      const among = { first, servers: shared };
      const ports = site.ownPorts[use];
      return ports === null
        ? { number: SHARED_FARM, ...among, room: WHOLE_PORT * site.portsPerMcp, weight }
        : { number: 1 + use, ...among, room: WHOLE_PORT * ports, weight: WHOLE_PORT };
    }),
  );
  const speech = scenario.sites.map(({ speechPorts }, s): Farm => {
    const { first, count } = atSite[MRCP][s];
    const room = WHOLE_PORT * speechPorts;
    return { number: FARMS - 1, first, servers: count, room, weight: WHOLE_PORT };
  });
  return [...farms, speech];
}

/** Ports for one use on an MCP that has no other. */
const portsOf = ({ ownPorts, portsPerMcp }: Site, use: number, weight: number): number =>
  ownPorts[use] ?? Math.floor((WHOLE_PORT * portsPerMcp) / weight);

/** Ports for a use at a site when no other use takes any. */
export const portsFor = ({ servers, room, weight }: Farm): number =>
  servers === 0 ? 0 : servers * Math.floor(room / weight);

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

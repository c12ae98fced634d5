import { components } from "./components/index.ts";
import { farmsOf, SHARED_FARM, WHOLE_PORT } from "./farms.ts";
import { heldOf, POOL_KINDS, PORTS } from "./holdings.ts";
import { type Load, loadOf, standingOf } from "./load.ts";
import type { Plan } from "./plan.ts";
import { isMixed } from "./poolMeters.ts";
import { poolSizes } from "./pools.ts";
import { areEven } from "./srv.ts";
import { meanPresent, meanRate } from "./staffing.ts";
import { isDigital } from "./traffic/digitalMeters.ts";

/**
 * What one resource can carry, from the flow tables and the scenario alone: nothing is run. The
 * binding resource is the one with the least headroom. Means only: chance needs room on top.
 */
export interface CapacityRow {
  readonly kind: "component" | "pool" | "agents" | "link";
  readonly scope: string;
  readonly name: string;
  /** What one offered call takes of it, at the site that is loaded most. */
  readonly perCall: number;
  /** What is taken of it without any call, in `unit` a second: pings, interactions. */
  readonly standing: number;
  readonly unit:
    | "server-seconds"
    | "trunk-seconds"
    | "port-seconds"
    | "agent-seconds"
    | "stream-seconds"
    | "bits";
  readonly size: number;
  /** Offered calls per second at which it is full; Infinity when nothing limits it. */
  readonly ceilingCaps: number;
  readonly offeredCaps: number;
  /** (standing + offered × per call) ÷ size. */
  readonly utilisation: number;
  /** ceiling ÷ offered − 1. */
  readonly headroom: number;
  readonly note: string;
}

/** The capacity table of a plan: components, pools, agents and links of limited capacity. */
export function capacityOf(plan: Plan): CapacityRow[] {
  const offered = plan.scenario.demand.map((each) => (isDigital(each) ? 0 : meanRate(plan, each)));
  const total = offered.reduce((sum, rate) => sum + rate, 0);
  const load = loadOf(
    plan,
    offered.map((rate) => (total === 0 ? 0 : rate / total)),
  );
  const standing = standingOf(plan);
  return [
    ...agentRows(plan, load, standing, total),
    ...poolRows(plan, load, total),
    ...componentRows(plan, load, standing, total),
    ...linkRows(plan, load, standing, total),
    ...roomRows(plan, load, total),
  ];
}

type Part = Omit<CapacityRow, "ceilingCaps" | "offeredCaps" | "utilisation" | "headroom">;

function row(part: Part, offeredCaps: number): CapacityRow {
  const { perCall, standing, size } = part;
  const ceilingCaps = ceilingOf(part);
  return {
    ...part,
    ceilingCaps,
    offeredCaps,
    utilisation:
      standing + offeredCaps * perCall === 0 ? 0 : (standing + offeredCaps * perCall) / size,
    headroom: ceilingCaps === 0 ? -1 : ceilingCaps / offeredCaps - 1,
  };
}

/** What a resource of one site takes. */
type Taken = Pick<CapacityRow, "perCall" | "standing" | "size">;

/** Calls per second for which there is room beside what is taken without any. */
const ceilingOf = ({ perCall, standing, size }: Taken): number =>
  perCall === 0 ? Number.POSITIVE_INFINITY : Math.max(0, size - standing) / perCall;

/** A row for all agents; where queues share no group, for the agents of each set that does. */
function agentRows(plan: Plan, load: Load, standing: Load, offered: number): CapacityRow[] {
  const { queues, groups, run } = plan.scenario;
  const teams = teamsOf(queues.map((queue) => queue.groups));
  return teams.map((team) => {
    const own = queues.flatMap((queue, index) => (team.has(queue.groups[0]) ? [index] : []));
    const staffing = groups.flatMap((group, index) => (team.has(index) ? group.staffing : []));
    const alone = teams.length === 1;
    const names = [...team].map((group) => groups[group].name).join(",");
    const part = {
      kind: "agents",
      scope: alone ? "cluster" : `group:${names}`,
      name: alone ? "agents" : `agents of ${own.map((queue) => queues[queue].name).join(", ")}`,
      unit: "agent-seconds",
      note: "mean staffing; ring, talk and after-call work",
    } as const;
    const ofOwn = ({ agents }: Load) => own.reduce((sum, queue) => sum + agents[queue], 0);
    const size = staffing.reduce((sum, each) => sum + meanPresent(run, each), 0);
    return row({ ...part, perCall: ofOwn(load), standing: ofOwn(standing), size }, offered);
  });
}

/** Groups that serve the same queue, or queues with a group in common, are one team. */
function teamsOf(groupsOfQueues: readonly (readonly number[])[]): Set<number>[] {
  return groupsOfQueues.reduce<Set<number>[]>((teams, groups) => {
    const met = teams.filter((team) => groups.some((group) => team.has(group)));
    const others = teams.filter((team) => !met.includes(team));
    return [...others, new Set([...met.flatMap((team) => [...team]), ...groups])];
  }, []);
}

function poolRows(plan: Plan, { held }: Load, offered: number): CapacityRow[] {
  const sites = plan.scenario.sites.length;
  const sizes = poolSizes(plan);
  const note = "no waiting in queue; mean use, so leave 3 times its square root for chance";
  return POOL_KINDS.flatMap((name, kind) => {
    const unit = name === "trunks" ? "trunk-seconds" : "port-seconds";
    const ofSites = sizes.slice(kind * (1 + sites) + 1);
    const perCallAt =
      name !== "mcp"
        ? held[heldOf(name)]
        : isMixed(plan.scenario, plan.held)
          ? shared(plan, held)
          : [];
    const worst = worstOf(
      perCallAt.map((perCall, site) => ({ perCall, standing: 0, size: ofSites[site] })),
    );
    const part = { kind: "pool", scope: `pool:${name}`, name, unit, note } as const;
    return worst === null ? [] : [row({ ...part, ...worst }, offered)];
  });
}

/** By site: seconds of treatment ports that one call takes of those that uses share. */
function shared({ scenario, topology }: Plan, held: Load["held"]): number[] {
  const farms = farmsOf(scenario, topology);
  return scenario.sites.map((_, site) =>
    PORTS.reduce((sum, port, use) => {
      const { number, weight } = farms[use][site];
      return number === SHARED_FARM ? sum + (held[port][site] * weight) / WHOLE_PORT : sum;
    }, 0),
  );
}

function componentRows(plan: Plan, load: Load, standing: Load, offered: number): CapacityRow[] {
  if (!plan.topology.hasPlatform) return [];
  return components.flatMap((component, c) =>
    component.modules.flatMap((module, m) => {
      const { servers } = plan.scenario.components[c].modules[m];
      const worst = worstOf(
        load.work[c][m].map((perCall, site) => ({
          perCall,
          standing: standing.work[c][m][site],
          size: servers * plan.topology.atSite[c][site].count,
        })),
      );
      if (worst === null) return [];
      const name =
        component.modules.length > 1 ? `${component.name}.${module.name}` : component.name;
      const isEven = areEven(plan.scenario, plan.topology, c);
      const busiest = isEven ? "" : "; as busy as the instance of greatest weight";
      const note = `${component.title}, ${component.highAvailability}${busiest}`;
      const unit = "server-seconds";
      const part = { kind: "component", scope: `component:${name}`, name, unit, note } as const;
      return [row({ ...part, ...worst }, offered)];
    }),
  );
}

function linkRows(plan: Plan, load: Load, standing: Load, offered: number): CapacityRow[] {
  if (!plan.topology.hasPlatform) return [];
  const { links, places } = plan.scenario;
  return links.flatMap(({ from, to, bitsPerSecond }, link) => {
    const taken = { perCall: load.bits[link], standing: standing.bits[link], size: bitsPerSecond };
    if (!Number.isFinite(bitsPerSecond) || taken.perCall + taken.standing === 0) return [];
    const name = `${places[from]}>${places[to]}`;
    const part = {
      kind: "link",
      scope: `link:${name}`,
      name,
      unit: "bits",
      note: "media and signalling",
    } as const;
    return [row({ ...part, ...taken }, offered)];
  });
}

/** What is left for media where calls are refused that find no room. */
function roomRows({ scenario, topology }: Plan, { streams }: Load, offered: number): CapacityRow[] {
  const { links, places } = scenario;
  return links.flatMap(({ from, to, streamsMax }, link) => {
    const perCall = streams[link];
    if (!topology.hasPlatform || !Number.isFinite(streamsMax) || perCall === 0) return [];
    const name = `${places[from]}>${places[to]} media`;
    const part = { kind: "link", scope: `link:${name}`, name, unit: "stream-seconds" } as const;
    const note = "streams that are admitted; mean use, so leave 3 times its square root for chance";
    return [row({ ...part, note, perCall, standing: 0, size: streamsMax }, offered)];
  });
}

/** The site that is full first; of those that no call loads, the one with most use. */
function worstOf(sites: readonly Taken[]): Taken | null {
  const loaded = sites.filter(({ perCall, standing }) => perCall + standing > 0);
  const useOf = ({ standing, size }: Taken) => standing / size;
  return loaded.reduce<Taken | null>((worst, each) => {
    if (worst === null) return each;
    const further = ceilingOf(each) - ceilingOf(worst);
    return further < 0 || (!(further > 0) && useOf(each) > useOf(worst)) ? each : worst;
  }, null);
}

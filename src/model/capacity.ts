import type { Demand } from "../scenario/types.ts";
import { components } from "./components/index.ts";
import { type Load, loadOf } from "./load.ts";
import { HELD_OF, POOL_KINDS } from "./meters.ts";
import type { Plan } from "./plan.ts";
import { poolSizes } from "./pools.ts";
import { meanOf } from "./staffing.ts";

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
  readonly unit: "server-seconds" | "trunk-seconds" | "port-seconds" | "agent-seconds" | "bits";
  readonly size: number;
  /** Offered calls per second at which it is full; Infinity when nothing limits it. */
  readonly ceilingCaps: number;
  readonly offeredCaps: number;
  readonly utilisation: number;
  /** ceiling ÷ offered − 1. */
  readonly headroom: number;
  readonly note: string;
}

/** The capacity table of a plan: components, pools, agents and links of limited capacity. */
export function capacityOf(plan: Plan): CapacityRow[] {
  const offered = plan.scenario.demand.map((demand) => meanRate(plan, demand));
  const total = offered.reduce((sum, rate) => sum + rate, 0);
  const load = loadOf(
    plan,
    offered.map((rate) => (total === 0 ? 0 : rate / total)),
  );
  return [
    ...agentRows(plan, load, total),
    ...poolRows(plan, load, total),
    ...componentRows(plan, load, total),
    ...linkRows(plan, load, total),
  ];
}

/** Mean calls per second of a demand over the measured window. */
export function meanRate(plan: Plan, { profile }: Demand): number {
  return meanOf(plan.scenario.run, profile.startUs, profile.perSecond);
}

function row(
  part: Pick<CapacityRow, "kind" | "scope" | "name" | "perCall" | "unit" | "size" | "note">,
  offeredCaps: number,
): CapacityRow {
  const ceilingCaps = part.perCall === 0 ? Number.POSITIVE_INFINITY : part.size / part.perCall;
  return {
    ...part,
    ceilingCaps,
    offeredCaps,
    utilisation: offeredCaps / ceilingCaps,
    headroom: ceilingCaps / offeredCaps - 1,
  };
}

/** A row for all agents; where queues share no group, for the agents of each set that does. */
function agentRows(plan: Plan, { agents }: Load, offered: number): CapacityRow[] {
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
    const perCall = own.reduce((sum, queue) => sum + agents[queue], 0);
    const size = staffing.reduce((sum, each) => sum + meanOf(run, each.startUs, each.count), 0);
    return row({ ...part, perCall, size }, offered);
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

const UNITS = { trunks: "trunk-seconds", "mcp.treatment": "port-seconds" } as const;

function poolRows(plan: Plan, { held }: Load, offered: number): CapacityRow[] {
  const sites = plan.scenario.sites.length;
  const sizes = poolSizes(plan);
  const note = "no waiting in queue; mean use, so leave 3 times its square root for chance";
  return POOL_KINDS.flatMap((name, kind) => {
    const unit = UNITS[name];
    const ofSites = sizes.slice(kind * (1 + sites) + 1);
    const worst = worstOf(
      held[HELD_OF[name]].map((perCall, site) => ({ perCall, size: ofSites[site] })),
    );
    const part = { kind: "pool", scope: `pool:${name}`, name, unit, note } as const;
    return worst === null ? [] : [row({ ...part, ...worst }, offered)];
  });
}

function componentRows(plan: Plan, load: Load, offered: number): CapacityRow[] {
  if (!plan.topology.hasPlatform) return [];
  return components.flatMap((component, c) =>
    component.modules.flatMap((module, m) => {
      const { servers } = plan.scenario.components[c].modules[m];
      const worst = worstOf(
        load.work[c][m].map((perCall, site) => ({
          perCall,
          size: servers * plan.topology.atSite[c][site].count,
        })),
      );
      if (worst === null) return [];
      const name =
        component.modules.length > 1 ? `${component.name}.${module.name}` : component.name;
      const note = `${component.title}, ${component.highAvailability}`;
      const unit = "server-seconds";
      const part = { kind: "component", scope: `component:${name}`, name, unit, note } as const;
      return [row({ ...part, ...worst }, offered)];
    }),
  );
}

function linkRows(plan: Plan, load: Load, offered: number): CapacityRow[] {
  if (!plan.topology.hasPlatform) return [];
  const { links, places } = plan.scenario;
  return links.flatMap(({ from, to, bitsPerSecond }, link) => {
    if (!Number.isFinite(bitsPerSecond) || load.bits[link] === 0) return [];
    const name = `${places[from]}>${places[to]}`;
    const part = {
      kind: "link",
      scope: `link:${name}`,
      name,
      unit: "bits",
      note: "media and signalling",
    } as const;
    return [row({ ...part, perCall: load.bits[link], size: bitsPerSecond }, offered)];
  });
}

/** The site whose share is used up first. */
function worstOf(
  sites: readonly { perCall: number; size: number }[],
): { perCall: number; size: number } | null {
  const loaded = sites.filter(({ perCall }) => perCall > 0);
  if (loaded.length === 0) return null;
  return loaded.reduce((worst, each) =>
    each.perCall / each.size > worst.perCall / worst.size ? each : worst,
  );
}

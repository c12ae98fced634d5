import type { Demand } from "../scenario/types.ts";
import { copiesOf, type Posting, placeOf, postingsFor } from "./accounts.ts";
import type { ATTRIBUTES } from "./actions.ts";
import { components } from "./components/index.ts";
import type { Flow } from "./flow.ts";
import { flows as shippedFlows } from "./flows/index.ts";
import { MESSAGE_KINDS } from "./messages.ts";
import { type Path, pathsOf } from "./paths.ts";
import type { Plan } from "./plan.ts";
import { poolSizes } from "./pools.ts";
import { moduleFor } from "./topology.ts";

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

/** Load of one offered call per second, mixed over the demands: server-seconds by station group. */
interface Load {
  /** [component][module][site], server-seconds per offered call. */
  readonly work: number[][][];
  /** By link, bits per offered call. */
  readonly bits: number[];
  /** By site: seconds of trunk, treatment port and agent per offered call. */
  readonly trunk: number[];
  readonly port: number[];
  readonly agent: number[];
}

/** The capacity table of a plan: components, pools, agents and links of limited capacity. */
export function capacityOf(plan: Plan, flows: readonly Flow[] = shippedFlows): CapacityRow[] {
  const offered = plan.scenario.demand.map((demand) => meanRate(plan, demand));
  const total = offered.reduce((sum, rate) => sum + rate, 0);
  const load = emptyLoad(plan);
  plan.scenario.demand.forEach((demand, d) => {
    const flow = flows.find(({ name }) => name === demand.flow)!;
    addDemand(plan, load, flow, d, total === 0 ? 0 : offered[d] / total);
  });
  return [
    ...agentRow(plan, load, total),
    ...poolRows(plan, load, total),
    ...componentRows(plan, load, total),
    ...linkRows(plan, load, total),
  ];
}

/** Mean calls per second of a demand over the measured window. */
export function meanRate(plan: Plan, demand: Demand): number {
  const { warmUpUs, measureUs } = plan.scenario.run;
  const { startUs, perSecond } = demand.profile;
  let calls = 0;
  perSecond.forEach((rate, i) => {
    const from = Math.max(startUs[i], warmUpUs);
    const to = Math.min(startUs[i + 1] ?? Number.POSITIVE_INFINITY, warmUpUs + measureUs);
    if (to > from) calls += rate * (to - from);
  });
  return calls / measureUs;
}

function emptyLoad(plan: Plan): Load {
  const sites = plan.scenario.sites.map(() => 0);
  return {
    work: components.map(({ modules }) => modules.map(() => [...sites])),
    bits: plan.scenario.links.map(() => 0),
    trunk: [...sites],
    port: [...sites],
    agent: [...sites],
  };
}

function addDemand(plan: Plan, load: Load, flow: Flow, index: number, weight: number): void {
  const demand = plan.scenario.demand[index];
  const paths = pathsOf(flow);
  const ways = [
    { path: paths.find(({ name }) => name === "main"), share: 1 - demand.containment },
    { path: paths.find(({ name }) => name === "contained"), share: demand.containment },
  ];
  for (const { path, share } of ways) {
    if (path === undefined || share === 0) continue;
    demand.siteShares.forEach((siteShare, site) => {
      addPath(plan, load, path, index, site, weight * share * siteShare);
    });
  }
}

/** One path of calls that enter at a site and, if they reach an agent, find one there. */
function addPath(
  plan: Plan,
  load: Load,
  path: Path,
  index: number,
  site: number,
  weight: number,
): void {
  const demand = plan.scenario.demand[index];
  const flow = plan.flowOf[index];
  for (const { action } of path.actions) {
    for (const each of postingsFor(plan, flow, action)) addPosting(plan, load, each, site, weight);
  }
  const seconds = secondsOf(path, demand);
  load.trunk[site] += weight * (seconds.qualification + seconds.ring + seconds.talk);
  load.port[site] += weight * seconds.qualification;
  load.agent[site] += weight * (seconds.ring + seconds.talk + seconds.afterCallWork);
  addMedia(plan, load, site, weight, seconds);
}

function addPosting(plan: Plan, load: Load, each: Posting, site: number, weight: number): void {
  const to = placeOf(plan, each.to, site, site);
  const from = placeOf(plan, each.from, site, site);
  const count = weight * copiesOf(plan, each, from, to);
  const link = plan.network.linkOf[from * plan.network.places + to];
  if (link >= 0) load.bits[link] += 8 * count * plan.signalling.bytesOf[each.kind];
  if (each.receiver < 0) return;
  const module = moduleFor(each.receiver, MESSAGE_KINDS[each.kind]);
  const serviceUs = plan.signalling.service[each.receiver][module][each.kind];
  load.work[each.receiver][module][to] += ((count / each.connections) * serviceUs) / 1e6;
}

type Seconds = Record<"qualification" | "ring" | "talk" | "afterCallWork", number>;

/** Mean seconds a path spends in each stage. */
function secondsOf(path: Path, demand: Demand): Seconds {
  const means = {
    qualification: demand.ivrDuration.mean,
    ring: demand.ring.mean,
    talk: demand.talk.mean,
    afterCallWork: demand.afterCallWork.mean,
  };
  const spent = (name: (typeof ATTRIBUTES)[number]) =>
    path.actions.some(({ action }) => action.verb === "spend" && action.attribute === name);
  const seconds = { qualification: 0, ring: 0, talk: 0, afterCallWork: 0 };
  for (const name of ["qualification", "ring", "talk", "afterCallWork"] as const)
    if (spent(name)) seconds[name] = means[name] / 1e6;
  return seconds;
}

/** Streams of treatment and conversation, one each way. */
function addMedia(plan: Plan, load: Load, site: number, weight: number, seconds: Seconds): void {
  const sites = plan.scenario.sites.length;
  const bits = weight * plan.scenario.media.streamBitsPerSecond;
  const add = (a: number, b: number, duration: number) => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ]) {
      const link = plan.network.linkOf[from * plan.network.places + to];
      if (link >= 0) load.bits[link] += bits * duration;
    }
  };
  add(sites, site, seconds.qualification + seconds.talk);
  add(sites + 1 + site, site, seconds.talk);
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

function agentRow(plan: Plan, load: Load, offered: number): CapacityRow[] {
  const size = plan.scenario.groups
    .flatMap(({ staffing }) => staffing)
    .reduce((sum, { startUs, count }) => sum + meanCount(plan, startUs, count), 0);
  const perCall = load.agent.reduce((sum, seconds) => sum + seconds, 0);
  return [
    row(
      {
        kind: "agents",
        scope: "cluster",
        name: "agents",
        perCall,
        unit: "agent-seconds",
        size,
        note: "mean staffing; ring, talk and after-call work",
      },
      offered,
    ),
  ];
}

/** Mean number of agents over the measured window. */
function meanCount(plan: Plan, startUs: readonly number[], count: readonly number[]): number {
  const { warmUpUs, measureUs } = plan.scenario.run;
  let area = 0;
  count.forEach((agents, i) => {
    const from = Math.max(startUs[i], warmUpUs);
    const to = Math.min(startUs[i + 1] ?? Number.POSITIVE_INFINITY, warmUpUs + measureUs);
    if (to > from) area += agents * (to - from);
  });
  return area / measureUs;
}

function poolRows(plan: Plan, load: Load, offered: number): CapacityRow[] {
  const sites = plan.scenario.sites;
  const sizes = poolSizes(plan);
  const kinds = [
    { name: "trunks", seconds: load.trunk, unit: "trunk-seconds" as const, first: 1 },
    {
      name: "mcp.treatment",
      seconds: load.port,
      unit: "port-seconds" as const,
      first: 2 + sites.length,
    },
  ];
  return kinds.flatMap(({ name, seconds, unit, first }) => {
    const worst = worstOf(seconds.map((perCall, site) => ({ perCall, size: sizes[first + site] })));
    const note = "no waiting in queue; mean use, so leave 3 times its square root for chance";
    return worst === null
      ? []
      : [row({ kind: "pool", scope: `pool:${name}`, name, unit, note, ...worst }, offered)];
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
      return [
        row(
          {
            kind: "component",
            scope: `component:${name}`,
            name,
            unit: "server-seconds",
            note,
            ...worst,
          },
          offered,
        ),
      ];
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

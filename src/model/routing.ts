import { type Stream, streamOf } from "../engine/streams.ts";
import type { Queue, Stage } from "../scenario/types.ts";
import type { Plan } from "./plan.ts";
import { Sides } from "./sides.ts";
import type { World } from "./world.ts";

const NONE = -1;

/** Groups of one rank, with the weights of their idle times. */
interface Tier {
  readonly groups: Int32Array;
  readonly weights: Float64Array;
}

interface Route {
  readonly isLocalFirst: boolean;
  /** Null: who has been idle longest. */
  readonly draws: Stream | null;
  /** By stage: tiers, the least rank first. */
  readonly stages: readonly (readonly Tier[])[];
}

/**
 * Which agent a call gets: one of the least rank, of these one at its own site if the queue says
 * so, of these the one of most weight x idle time, or any. Costs the same for 20 and 60,000 agents.
 */
export class Routing {
  private readonly routes: readonly Route[];
  private readonly sites: number;
  /** Which calls may have which agents. */
  readonly sides: Sides;

  constructor({ scenario }: Plan, replication: number) {
    this.sites = scenario.sites.length;
    this.sides = new Sides(this.sites);
    this.routes = scenario.queues.map(({ name, agentChoice, location, stages }) => ({
      isLocalFirst: location === "localFirst",
      draws:
        agentChoice === "random"
          ? streamOf(scenario.run, replication, `routing/${name}/agent`)
          : null,
      stages: stages.map(tiersOf),
    }));
  }

  /** The ready agent for a call of a site at a stage of its queue, −1 when there is none. */
  choose(world: World, queue: number, stage: number, site: number): number {
    const route = this.routes[queue];
    const tiers = route.stages[stage];
    const near = this.sides.isLimited ? site : NONE;
    for (let i = 0; i < tiers.length; i++) {
      const local = route.isLocalFirst ? one(world, route, tiers[i], site, site + 1, near) : NONE;
      const agent = local !== NONE ? local : one(world, route, tiers[i], 0, this.sites, near);
      if (agent !== NONE) return agent;
    }
    return NONE;
  }

  /** Whether there is one who takes a new call at once. */
  hasReady({ agents }: World, queue: number): boolean {
    const tiers = this.routes[queue].stages[0];
    for (let i = 0; i < tiers.length; i++)
      for (let j = 0; j < tiers[i].groups.length; j++)
        for (let site = 0; site < this.sites; site++)
          if (agents.longestIdleAt(tiers[i].groups[j], site) !== NONE) return true;
    return false;
  }
}

/**
 * One of the ready agents of a tier at the sites `from` to `to` − 1, of these only whom calls of
 * `near` may have unless that is −1; −1 when there is none.
 */
function one(
  world: World,
  { draws }: Route,
  tier: Tier,
  from: number,
  to: number,
  near: number,
): number {
  return draws === null
    ? idlest(world, tier, from, to, near)
    : any(world, draws, tier, from, to, near);
}

/** Among equals the first of the groups, and of the sites, as the scenario lists them. */
function idlest(
  { agents, routing, nowUs }: World,
  { groups, weights }: Tier,
  from: number,
  to: number,
  near: number,
): number {
  let best = NONE;
  let most = -1;
  for (let i = 0; i < groups.length; i++)
    for (let site = from; site < to; site++) {
      const agent = agents.longestIdleAt(groups[i], site);
      if (agent === NONE || (near !== NONE && !routing.sides.mayHave(near, site))) continue;
      const idle = weights[i] * (nowUs - agents.readySinceUs[agent]);
      if (idle <= most) continue;
      best = agent;
      most = idle;
    }
  return best;
}

/** Ready agents of a group at a site, none where calls of `near` may not have them. */
function heard({ agents, routing }: World, group: number, site: number, near: number): number {
  return near !== NONE && !routing.sides.mayHave(near, site) ? 0 : agents.readyAt(group, site);
}

function any(
  world: World,
  draws: Stream,
  { groups }: Tier,
  from: number,
  to: number,
  near: number,
): number {
  let ready = 0;
  for (let i = 0; i < groups.length; i++)
    for (let site = from; site < to; site++) ready += heard(world, groups[i], site, near);
  if (ready === 0) return NONE;
  let nth = Math.floor(draws.next() * ready);
  for (let i = 0; ; i++)
    for (let site = from; site < to; site++) {
      const here = heard(world, groups[i], site, near);
      if (nth < here) return world.agents.nthReady(groups[i], site, nth);
      nth -= here;
    }
}

function tiersOf({ services }: Stage): readonly Tier[] {
  const ranks = [...new Set(services.map(({ rank }) => rank))].sort((a, b) => a - b);
  return ranks.map((rank) => {
    const alike = services.filter((service) => service.rank === rank);
    return {
      groups: Int32Array.from(alike, ({ group }) => group),
      weights: Float64Array.from(alike, ({ weight }) => weight),
    };
  });
}

/** Whether any queue draws its agents, so that those who are ready must be numbered. */
export const drawsAgents = (queues: readonly Queue[]): boolean =>
  queues.some(({ agentChoice }) => agentChoice === "random");

import { isReachable } from "../reachable.ts";
import { componentIndex } from "../topology.ts";
import type { World } from "../world.ts";

const [SBC, SIP_PROXY] = ["sbc", "sipProxy"].map(componentIndex);

/** Whether calls and refreshes find their way between an agent's phone and its access point. */
export function hasWay(world: World, agent: number): boolean {
  const { agents, topology } = world;
  const { phone, isDirect } = topology.seats[agents.seat[agent]];
  const { place } = topology.instances[phone];
  const sbc = agents.sbc[agent];
  if (!isDirect) return sbc < 0 || isReachable(world, place, sbc, "sip");
  const { first, count } = topology.atSite[SIP_PROXY][agents.site[agent]];
  for (let proxy = first; proxy < first + count; proxy++)
    if (isReachable(world, place, proxy, "sip")) return true;
  return count === 0;
}

/**
 * What a phone tries, in order: what it had, then by DNS at its home: sites, and within a site in
 * turn, from another one on for each phone. SBCs are named as the SIP Proxies of their site are.
 */
export function accessPointsOf(world: World, agent: number, home: number): number[] {
  const { agents, topology, dns, nowUs } = world;
  const { isDirect } = topology.seats[agents.seat[agent]];
  const client = topology.instances.length + agent;
  const { targets } = dns.answer(client, SIP_PROXY, home, nowUs);
  const sites = [...new Set(targets.map((proxy) => topology.instances[proxy].site))];
  const named = sites.flatMap((site) => {
    const { first, count } = topology.atSite[isDirect ? SIP_PROXY : SBC][site];
    return Array.from({ length: count }, (_, i) => first + ((agent + i) % count));
  });
  const had = isDirect || agents.sbc[agent] < 0 ? [] : [agents.sbc[agent]];
  return [...had, ...named.filter((each) => !had.includes(each))];
}

/** How often two instances have stopped; −1 stands for none. */
export const stopsOf = (stops: Int32Array, one: number, other: number): number =>
  (stops[one] ?? 0) + (stops[other] ?? 0);

/**
 * What an access point costs a phone that does not answer where nothing is sent, microseconds; 0:
 * it is tried. `serves`: a node is behind it.
 */
export function costUsOf(world: World, agent: number, target: number, serves: boolean): number {
  const { topology, agents, network, plan } = world;
  const { sessions, signalling } = plan.scenario;
  const { place } = topology.instances[topology.seats[agents.seat[agent]].phone];
  const link = network.linkOf[place * network.places + topology.instances[target].place];
  const isReliable = link >= 0 && network.isReliable[2 * link] === 1;
  if (plan.message && !isReliable) return link < 0 ? 64 * signalling.t1Us : 0;
  if (serves && isReachable(world, place, target, "sip")) return 0;
  if (!isReliable) return 64 * signalling.t1Us;
  return sessions.deadTarget === "refused"
    ? 1 + 2 * network.latencyUs[link]
    : sessions.connectTimeOutUs;
}

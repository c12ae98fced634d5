import { DONE, LOST } from "../signals.ts";
import type { ClientSet } from "../topology.ts";
import type { World } from "../world.ts";

/** Copies to every client of some nodes of one site, all within it: they arrive together. */
export function copyToClients(
  world: World,
  nodes: number,
  sets: readonly ClientSet[],
  kind: number,
): number {
  const { topology, platform, network, signalling, recorders, meters } = world;
  let copies = 0;
  for (let rest = nodes; rest !== 0; rest &= rest - 1)
    copies += sets[31 - Math.clz32(rest & -rest)].copies;
  const node = topology.nodes[31 - Math.clz32(nodes & -nodes)];
  const lan = network.linkBetween[node * network.instances + node];
  recorders.counters[meters.linkBytes[2 * lan + 1]] += copies * signalling.bytesOf[kind];
  if (platform.linkUp[lan] === 0) return LOST;
  world.atUs += network.latencyUs[lan];
  return DONE;
}

/**
 * Books one event at each client of a node now. True when `desk` is one of them: then `world.atUs`
 * is when it has done its part. Work that meets an idle server is only counted: its delay is known.
 */
export function workAtClients(
  world: World,
  set: ClientSet,
  serviceUs: Float64Array,
  prompt: Float64Array,
  desk: number,
): boolean {
  const { platform, recorders, meters, nowUs } = world;
  const { stations, components, instances } = set;
  let reached = false;
  let deskUs = 0;
  for (let i = 0; i < stations.length; i++) {
    if (platform.up[instances[i]] === 0) continue;
    const component = components[i];
    if (platform.book(world, stations[i], serviceUs[component])) prompt[component]++;
    else recorders.record(meters.componentDelay[component], world.atUs - nowUs);
    if (instances[i] !== desk) continue;
    deskUs = world.atUs;
    reached = true;
  }
  if (reached) world.atUs = deskUs;
  return reached;
}

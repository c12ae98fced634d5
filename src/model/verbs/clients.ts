import { STATION } from "../platform.ts";
import { DONE, LOST } from "../signals.ts";
import type { ClientSet } from "../topology.ts";
import type { World } from "../world.ts";

/** Copies to every client of a run of nodes of one site, all within it: they arrive together. */
export function copyToClients(
  world: World,
  first: number,
  count: number,
  sets: readonly ClientSet[],
  kind: number,
): number {
  const { topology, platform, network, signalling, recorders, meters } = world;
  let copies = 0;
  for (let node = first; node < first + count; node++) copies += sets[node].copies;
  const server = topology.nodes[first];
  const lan = network.linkBetween[server * network.instances + server];
  recorders.counters[meters.linkBytes[2 * lan + 1]] += copies * signalling.bytesOf[kind];
  if (platform.linkUp[lan] === 0) return LOST;
  world.atUs += network.latencyUs[lan];
  return DONE;
}

/**
 * One event at each client of a node now. True when `desk` is one of them: then `world.atUs` is
 * when it has done its part. The events of a node are counted once, for all its clients; what is
 * recorded here is only the work that met a busy server.
 */
export function workAtClients(
  world: World,
  set: ClientSet,
  serviceUs: Float64Array,
  prompt: Float64Array,
  desk: number,
): boolean {
  const { platform, nowUs } = world;
  const { stations } = platform;
  const { components, instances, fields } = set;
  let reached = false;
  let deskUs = 0;
  for (let i = 0; i < fields.length; i++) {
    const component = components[i];
    if (platform.up[instances[i]] === 0) {
      platform.addWork(set.stations[i], -1, -serviceUs[component]);
      prompt[component]--;
      continue;
    }
    const at = fields[i];
    if (stations[at + STATION.SERVERS] === 1 && stations[at] <= nowUs)
      stations[at] = nowUs + serviceUs[component];
    else if (!queueAt(world, set.stations[i], component, serviceUs[component])) prompt[component]--;
    if (instances[i] !== desk) continue;
    deskUs = stations[at + STATION.SERVERS] === 1 ? stations[at] : world.atUs;
    reached = true;
  }
  if (reached) world.atUs = deskUs;
  return reached;
}

/** A client that is busy, or has several servers. True when one of them was idle after all. */
function queueAt(world: World, station: number, component: number, serviceUs: number): boolean {
  const { platform, recorders, meters, nowUs } = world;
  const isIdle = platform.reserve(world, station, serviceUs);
  if (!isIdle) recorders.record(meters.componentDelay[component], world.atUs - nowUs);
  return isIdle;
}

/** Books what the clients of all nodes have worked on since the last time. */
export function settleClients(world: World): void {
  const { topology, plan } = world;
  topology.tClients.forEach((set, node) => {
    const events = world.nodeTEvents[node];
    world.nodeTEvents[node] = 0;
    addWork(world, set, events, plan.tEventUs, world.promptTEvents);
  });
  topology.callClients.forEach((set, node) => {
    const events = world.nodeCallEvents[node];
    world.nodeCallEvents[node] = 0;
    addWork(world, set, events, plan.callEventUs, world.promptCallEvents);
  });
}

function addWork(
  world: World,
  set: ClientSet,
  events: number,
  serviceUs: Float64Array,
  prompt: Float64Array,
): void {
  set.stations.forEach((station, i) => {
    world.platform.addWork(station, events, events * serviceUs[set.components[i]]);
    prompt[set.components[i]] += events;
  });
}

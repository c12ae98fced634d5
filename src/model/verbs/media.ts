import { AGENT_SLOTS, HELD, STREAM_COUNT } from "../calls.ts";
import { placeOfWhere, slotOfWhere } from "../flowTables.ts";
import type { World } from "../world.ts";

/** STREAM: media flow both ways along the path of row `pc`, on every link it crosses. */
export function startStream(world: World, call: number, stream: number, pc: number): void {
  world.calls.streamRow[STREAM_COUNT * call + stream] = pc;
  world.calls.held[call] |= HELD.STREAM << stream;
  world.calls.accepted[call] = 1;
  changeStreams(world, call, pc, 1);
}

/** END_STREAM, and whatever cuts media off. */
export function endStream(world: World, call: number, stream: number): void {
  world.calls.held[call] &= ~(HELD.STREAM << stream);
  changeStreams(world, call, world.calls.streamRow[STREAM_COUNT * call + stream], -1);
}

/** Whether any media of a call run over a link, either way. */
export function crossesLink(world: World, call: number, link: number): boolean {
  const { calls, network } = world;
  for (let stream = 0; stream < STREAM_COUNT; stream++) {
    if ((calls.held[call] & (HELD.STREAM << stream)) === 0) continue;
    const path = pathOf(world, call, calls.streamRow[STREAM_COUNT * call + stream]);
    for (let i = 0; i < path.length; i += 3) {
      const a = placeAt(world, call, path[i]);
      const b = placeAt(world, call, path[i + 1]);
      if (a === b && path[i + 2] === 1) continue;
      if (network.linkOf[a * network.places + b] === link) return true;
      if (network.linkOf[b * network.places + a] === link) return true;
    }
  }
  return false;
}

/** The hops of the media path that row `pc` opens, by the phone of the call's agent. */
function pathOf({ calls, agents, topology, plan }: World, call: number, pc: number): Int32Array {
  const agent = calls.agent[AGENT_SLOTS * call];
  const isDirect = agent >= 0 && topology.seats[agents.seat[agent]].isDirect;
  return (isDirect ? plan.directStreams : plan.streams)[pc]!;
}

function changeStreams(world: World, call: number, pc: number, by: number): void {
  const { network, recorders, meters, nowUs } = world;
  const path = pathOf(world, call, pc);
  for (let i = 0; i < path.length; i += 3) {
    const a = placeAt(world, call, path[i]);
    const b = placeAt(world, call, path[i + 1]);
    if (a === b && path[i + 2] === 1) continue;
    const there = network.linkOf[a * network.places + b];
    const back = network.linkOf[b * network.places + a];
    if (there < 0) continue;
    recorders.changeLevel(meters.linkStreams[there], nowUs, by);
    recorders.changeLevel(meters.linkStreams[back], nowUs, by);
  }
}

/** The place a role stands for: the carrier, the call's site, or that of one of its agents. */
function placeAt(world: World, call: number, where: number): number {
  const { calls, agents, topology } = world;
  const site = calls.site[call];
  const agent = calls.agent[AGENT_SLOTS * call + slotOfWhere(where)];
  return placeOfWhere(topology, where, site, agent < 0 ? site : agents.seat[agent]);
}

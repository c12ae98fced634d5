import { AGENT_SLOTS } from "../calls.ts";
import type { World } from "../world.ts";

/** ACCOUNT: call fidelity; one more pass through a segment, by the call's site and a seat. */
export function account(world: World, leg: number, pc: number): number {
  const { calls, legs, program, agents, topology } = world;
  const call = legs.call[leg];
  const sites = topology.nodesOf.length;
  const site = calls.site[call];
  const agent = calls.agent[AGENT_SLOTS * call + program.b[pc]];
  const seat = agent < 0 ? site : agents.seat[agent];
  const segment = program.flows[calls.flow[call]].firstSegment + program.a[pc];
  world.segmentCount[(segment * sites + site) * topology.seats.length + seat]++;
  return pc + 1;
}

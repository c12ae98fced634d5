import { AGENT_SLOTS, HELD } from "../calls.ts";
import type { World } from "../world.ts";

/** IF_DIRECT: where the agent's phone talks to the proxy itself, on to `target`. */
export function ifDirect(world: World, leg: number, pc: number): number {
  const { calls, legs, program, agents, topology } = world;
  const agent = calls.agent[AGENT_SLOTS * legs.call[leg] + program.a[pc]];
  const isDirect = agent >= 0 && topology.seats[agents.seat[agent]].isDirect;
  return isDirect ? program.target[pc] : pc + 1;
}

/** CONNECT: fills a role with the node whose T-events a desk server hears. */
export function connect(world: World, leg: number, pc: number): number {
  const { calls, legs, program, topology } = world;
  const base = legs.call[leg] * program.roleCount;
  const node = topology.nodeHeard[calls.pins[base + program.b[pc]]];
  calls.pins[base + program.a[pc]] = topology.nodes[node];
  return pc + 1;
}

/** The leg to an agent on a public number takes a trunk of the agent's site; others need none. */
export function holdAgentTrunk(world: World, call: number, slot: number): boolean {
  const { calls, agents, topology, pools, nowUs } = world;
  const agent = calls.agent[AGENT_SLOTS * call + slot];
  if (!topology.seats[agents.seat[agent]].isPublicNumber) return true;
  if (!pools.takeTrunk(agents.site[agent], nowUs)) return false;
  calls.held[call] |= HELD.AGENT_TRUNK << slot;
  return true;
}

/** Gives back the trunk of the leg to the agent in a slot, if there is one. */
export function freeAgentTrunk(world: World, call: number, slot: number): void {
  const { calls, agents, pools, nowUs } = world;
  if ((calls.held[call] & (HELD.AGENT_TRUNK << slot)) === 0) return;
  calls.held[call] &= ~(HELD.AGENT_TRUNK << slot);
  pools.freeTrunk(agents.site[calls.agent[AGENT_SLOTS * call + slot]], nowUs);
}

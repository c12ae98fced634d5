import { AGENT_ENDS } from "../actions.ts";
import { AGENT_SLOTS } from "../calls.ts";
import type { World } from "../world.ts";

const DESKTOP = AGENT_ENDS.indexOf("desktop");

/** REACH: where an agent's desktop or phone turns to now; the row again once it may try another. */
export function reach(world: World, leg: number, pc: number): number {
  const { legs, calls, program } = world;
  const { desktops, phones } = world.sessions!;
  const agent = calls.agent[AGENT_SLOTS * legs.call[leg]];
  const end = program.a[pc] === DESKTOP ? desktops : phones;
  return end.reach(world, agent, leg, pc);
}

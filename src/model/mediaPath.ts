import { AGENT_SLOTS } from "./calls.ts";
import { AGENT_ROLE, AGENT_ROLES } from "./flowTables.ts";
import type { World } from "./world.ts";

/** Whether media along the path of a row pass a machine like that. */
export function mediaPass(
  world: World,
  call: number,
  row: number,
  isLike: (world: World, call: number, role: number) => boolean,
): boolean {
  const { program, calls } = world;
  const { action } = program.rows[row];
  if (action?.verb !== "stream") return false;
  const { roles } = program.flows[calls.flow[call]];
  return action.path.some((name) => {
    const role = roles.indexOf(name);
    return !isPassedBy(world, call, role) && isLike(world, call, role);
  });
}

/** Whether a role is the SBC of an agent whose phone does without. */
function isPassedBy({ calls, casts, agents, topology }: World, call: number, role: number) {
  for (let slot = 0; slot < AGENT_SLOTS; slot++) {
    const roles = (calls.flow[call] * AGENT_SLOTS + slot) * AGENT_ROLES;
    if (casts.agentRoles[roles + AGENT_ROLE.SBC] !== role) continue;
    const agent = calls.agent[AGENT_SLOTS * call + slot];
    return agent >= 0 && topology.seats[agents.seat[agent]].isDirect;
  }
  return false;
}

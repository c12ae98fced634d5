import { AGENT_SLOTS } from "./calls.ts";
import type { World } from "./world.ts";

/** An agent's log-in, or the life of a phone that is registered already, begins at `atUs`. */
export function startLogIn(world: World, agent: number, atUs: number, label = "1"): void {
  const call = startLife(world, agent, atUs, "login", label);
  world.sessions?.begins(world, agent, call, label, atUs);
}

/** A call row of an agent's desktop or phone begins at `atUs`. Returns it. */
export function startLife(
  world: World,
  agent: number,
  atUs: number,
  name: "login" | "disaster",
  label: string,
): number {
  const { calls, program, agents, topology } = world;
  const flow = program.flows.findIndex((each) => each.name === name);
  const call = calls.take(flow, 0, agents.site[agent], world.nowUs);
  calls.agent[AGENT_SLOTS * call] = agent;
  const { roles, labels } = program.flows[flow];
  const { phone, desktop } = topology.seats[agents.seat[agent]];
  const fill = (role: string, instance: number) => {
    calls.pins[call * program.roleCount + roles.indexOf(role)] = instance;
  };
  fill("phone", phone);
  fill("desktop", desktop);
  fill("sbc", agents.sbc[agent]);
  fill("gws", agents.desk[agent]);
  world.schedule(world.newMain(call, labels.get(label)!), atUs);
  return call;
}

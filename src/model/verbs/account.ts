import { AGENT_SLOTS } from "../calls.ts";
import type { World } from "../world.ts";

/** ACCOUNT: call fidelity; one more pass through a segment, by sites of the call and an agent. */
export function account(world: World, leg: number, pc: number): number {
  const { calls, legs, program, agents } = world;
  const call = legs.call[leg];
  const sites = world.plan.scenario.sites.length;
  const site = calls.site[call];
  const agent = calls.agent[AGENT_SLOTS * call + program.b[pc]];
  const agentSite = agent < 0 ? site : agents.site[agent];
  const segment = program.flows[calls.flow[call]].firstSegment + program.a[pc];
  world.segmentCount[(segment * sites + site) * sites + agentSite]++;
  return pc + 1;
}

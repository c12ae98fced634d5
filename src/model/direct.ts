import type { AgentRoles, Role, Send } from "./actions.ts";
import { agentsOf, type Flow } from "./flow.ts";

/*
 * Where phones register with the SIP Proxies themselves, the agent's SBC is not on the way: what a
 * flow sends to it or from it is sent to or from the proxy, and the hop between the two is none.
 */

/** The agents of a flow whose phones may do without. */
export const proxied = (flow: Flow): readonly AgentRoles[] =>
  agentsOf(flow).filter(({ proxy }) => proxy !== undefined);

/** Of a flow's agents the one whose SBC, which may be left out, sends or gets a message. */
export const behindSbc = (
  agents: readonly AgentRoles[],
  { from, to }: Send,
): AgentRoles | undefined => agents.find(({ sbc }) => sbc === from || sbc === to);

/** The same message without the SBC; null where that leaves no hop. */
export function directly(send: Send, { sbc, proxy }: AgentRoles): Send | null {
  const instead = (role: Role) => (role === sbc ? proxy! : role);
  const direct = { ...send, from: instead(send.from), to: instead(send.to) };
  return direct.from === direct.to ? null : direct;
}

/** A media path without the SBCs of those of `agents` whose slots are bits of `direct`. */
export function mediaDirectly(
  agents: readonly AgentRoles[],
  path: readonly Role[],
  direct: number,
): readonly Role[] {
  const isLeftOut = (role: Role) =>
    agents.some(({ slot, sbc }) => sbc === role && (direct & (1 << slot)) !== 0);
  return path.filter((role) => !isLeftOut(role));
}

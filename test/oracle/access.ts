import type { Role, Send } from "../../src/model/actions.ts";
import type { Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";

/** By slot: the agent's SBC and the proxy in its place, for agents whose phones have no SBC. */
function instead(oracle: Oracle, call: Call): Map<Role, Role> {
  const roles = oracle.agentRoles(call.flow).flatMap(({ sbc, proxy }, slot) => {
    const isDirect = call.agents[slot]?.seat.isDirect === true;
    return isDirect && proxy !== undefined ? [[sbc, proxy] as const] : [];
  });
  return new Map(roles);
}

/** A message as the phone of the call's agent has it; null when it is no hop at all. */
export function bySeat(oracle: Oracle, call: Call, send: Send): Send | null {
  const without = instead(oracle, call);
  const [from, to] = [send.from, send.to].map((role) => without.get(role) ?? role);
  if (from === to) return null;
  return from === send.from && to === send.to ? send : { ...send, from, to };
}

/** A media path as the phone of the call's agent has it. */
export const mediaBySeat = (oracle: Oracle, call: Call, path: readonly Role[]): readonly Role[] =>
  path.filter((role) => !instead(oracle, call).has(role));

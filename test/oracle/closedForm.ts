import { type Action, filledBy, type Role } from "../../src/model/actions.ts";
import type { MessageKind } from "../../src/model/messages.ts";
import { bySeat } from "./access.ts";
import type { Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";
import { clientsOf, desktopOf } from "./spread.ts";

/** Call fidelity: books what an action sends, by the places of its roles, taking no time. */
export function accountFor(oracle: Oracle, call: Call, action: Action): void {
  const book = (message: MessageKind, from: number, to: number, copies = 1) => {
    oracle.count(message, copies);
    oracle.machinery.countBytes(oracle.machinery.wire(from, to), message, copies);
  };
  const place = (role: Role) => placeOf(oracle, call, role);
  switch (action.verb) {
    case "send": {
      const sent = bySeat(oracle, call, action);
      if (sent) book(sent.message, place(sent.from), place(sent.to));
      return;
    }
    case "report": {
      const site = place(action.node);
      const [node] = oracle.machinery.instancesOf("sipServer", { site });
      const number = oracle.machinery.machines[node].instance.node;
      const icons = oracle.machinery.instancesOf("icon", { node: number });
      book("CALL_EVENT", site, site, icons.length);
      return;
    }
    case "replicate": {
      const from = place(action.from);
      oracle.scenario.sites.forEach((_, site) => {
        const proxies = oracle.machinery.instancesOf("sipProxy", { site }).length;
        book("REPLICATE", from, site, site === from ? proxies - 1 : proxies);
      });
      return;
    }
    case "tell":
      accountForTell(oracle, call, action, book);
  }
}

/** A T-event; nodes are taken in turn, so that one of a site's nodes is as likely as another. */
function accountForTell(
  oracle: Oracle,
  call: Call,
  action: Action & { verb: "tell" },
  book: (message: MessageKind, from: number, to: number, copies?: number) => void,
): void {
  const { machinery, tevents } = oracle;
  const owner = placeOf(oracle, call, action.agent.owner);
  const node = placeOf(oracle, call, action.node);
  const nodesAt = (site: number) => machinery.instancesOf("sipServer", { site });
  book("T_NOTIFY", node, owner, node === owner ? 1 - 1 / nodesAt(owner).length : 1);
  tevents.generated++;
  oracle.scenario.sites.forEach((_, site) => {
    const others = nodesAt(site).length - (site === owner ? 1 : 0);
    tevents.mesh += others;
    book("T_EVENT", owner, site, others);
    for (const each of nodesAt(site))
      for (const { connections } of clientsOf(oracle, each, -1)) {
        tevents.delivered += connections;
        book("T_EVENT", site, site, connections);
      }
  });
  const [one] = nodesAt(owner);
  for (const { connections, onlyOwn } of clientsOf(oracle, one, one)) {
    if (!onlyOwn) continue;
    tevents.delivered += connections;
    book("T_EVENT", owner, owner, connections);
  }
  for (const each of desktopOf({ call }, action.agent) ?? []) accountFor(oracle, call, each);
}

/** Where a role is: with the carrier, at the call's site, or with one of its agents. */
export function placeOf(oracle: Oracle, call: Call, role: Role): number {
  const { topology } = oracle.machinery;
  const placeOfInstance = (instance: number) => topology.instances[instance].place;
  const agentRoles = oracle.agentRoles(call.flow);
  const slot = agentRoles.findIndex((roles) => filledBy(roles).includes(role));
  const cast = call.flow.roles[role];
  if (slot < 0 && cast.by === "turn" && cast.near !== undefined)
    return placeOf(oracle, call, cast.near);
  if (cast.by === "turn" && oracle.machinery.isClusterWide(cast.component))
    return placeOfInstance(oracle.machinery.instancesOf(cast.component, {})[0]);
  if (slot < 0) return role === "carrier" ? placeOfInstance(topology.carrier) : call.site;
  const seat = call.agents[slot]?.seat ?? topology.seats[call.site];
  if (role === agentRoles[slot].phone) return placeOfInstance(seat.phone);
  return role === agentRoles[slot].desktop ? placeOfInstance(seat.desktop) : seat.site;
}

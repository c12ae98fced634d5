import type { Action, AgentRoles, Role } from "../../src/model/actions.ts";
import { components } from "../../src/model/components/index.ts";
import type { MessageKind } from "../../src/model/messages.ts";
import { RANK } from "./agenda.ts";
import type { Client, Leg, Script } from "./entities.ts";
import type { Oracle } from "./oracle.ts";
import { beside } from "./walk.ts";

type Tell = Action & { verb: "tell" };

/** Whom a T-event is about, at the moment the node tells of it, and where they were then. */
interface Told {
  readonly agent: AgentRoles;
  readonly node: number;
  readonly owner: number;
  readonly desk: number | undefined;
}

/** A T-event: to the DN's owner, from there to every other node, from each node to its clients. */
export function tellEvent(oracle: Oracle, parent: Leg, { agent, node: from }: Tell): void {
  const { roles } = parent.call;
  const [node, owner] = [from, agent.owner].map((role) => roles.get(role)!);
  const told = { agent, node, owner, desk: roles.get(agent.desk) };
  const leg = oracle.newLeg(parent.call, "posted", (own) => atNode(oracle, own, told));
  inherit(leg, parent);
  goAt(oracle, leg, parent.ownUs);
}

/** A call event: to the Interaction Proxy of the call's node, then to its ICONs. */
export function reportEvent(oracle: Oracle, parent: Leg, node: Role): void {
  const leg = oracle.newLeg(parent.call, "posted", (own) => atInteractionProxy(oracle, own, node));
  inherit(leg, parent);
  goAt(oracle, leg, parent.ownUs);
}

/** A registration is copied from one proxy to every other one. */
export function replicate(oracle: Oracle, parent: Leg, from: Role): void {
  const { machinery } = oracle;
  const proxy = parent.call.roles.get(from)!;
  for (const other of machinery.instancesOf("sipProxy", {})) {
    if (other === proxy) continue;
    const arriveUs = carry(oracle, "REPLICATE", proxy, other, parent.ownUs);
    if (arriveUs === null) continue;
    const leg = oracle.newLeg(parent.call, "posted", () => worked(oracle, other, "REPLICATE"));
    goAt(oracle, leg, arriveUs);
  }
}

function inherit(leg: Leg, parent: Leg): void {
  leg.workAt = parent.workAt;
  leg.workUntilUs = parent.ownUs;
}

function goAt(oracle: Oracle, leg: Leg, atUs: number): void {
  if (atUs > oracle.nowUs) oracle.wake(leg, atUs);
  else oracle.go(leg);
}

function* until(oracle: Oracle, atUs: number): Script {
  if (atUs > oracle.nowUs) yield atUs;
}

// biome-ignore lint/correctness/useYield: a script that never waits
function* worked(oracle: Oracle, at: number, message: MessageKind): Script {
  if (oracle.machinery.machines[at].up) oracle.machinery.work(at, message, oracle.nowUs);
}

/** Sends copies that never queue for a link; when they arrive, null when the link is down. */
function carry(
  oracle: Oracle,
  message: MessageKind,
  from: number,
  to: number,
  atUs: number,
  copies = 1,
): number | null {
  const wire = oracle.machinery.wireBetween(from, to);
  oracle.machinery.countBytes(wire, message, copies);
  return wire.up ? atUs + wire.latencyUs : null;
}

function* atNode(oracle: Oracle, leg: Leg, told: Told): Script {
  const { node, owner } = told;
  if (node !== owner) {
    const arriveUs = carry(oracle, "T_NOTIFY", node, owner, oracle.nowUs);
    if (arriveUs === null) return;
    yield* until(oracle, arriveUs);
  }
  atOwner(oracle, leg, told);
}

function atOwner(oracle: Oracle, leg: Leg, told: Told): void {
  const { machinery, tevents } = oracle;
  const { owner } = told;
  const doneUs = machinery.work(owner, "T_EVENT", oracle.nowUs);
  tevents.generated++;
  oracle.scenario.sites.forEach((_, site) => {
    const others = machinery.instancesOf("sipServer", { site }).filter((each) => each !== owner);
    if (others.length === 0) return;
    tevents.mesh += others.length;
    const arriveUs = carry(oracle, "T_EVENT", owner, others[0], doneUs, others.length);
    if (arriveUs === null) return;
    const branch = oracle.newLeg(leg.call, "posted", (own) => atOthers(oracle, own, told, others));
    oracle.wake(branch, arriveUs, RANK.tEvent);
  });
  toClients(oracle, leg, told, [owner], doneUs);
}

/** At the other nodes of a site; neighbours that finish at the same time go on as one. */
function* atOthers(oracle: Oracle, leg: Leg, told: Told, nodes: readonly number[]): Script {
  const { machinery } = oracle;
  const groups: { doneUs: number; nodes: number[] }[] = [];
  for (const node of nodes) {
    const doneUs = machinery.work(node, "T_EVENT", oracle.nowUs);
    const last = groups.at(-1);
    if (last?.doneUs === doneUs) last.nodes.push(node);
    else groups.push({ doneUs, nodes: [node] });
  }
  const last = groups.pop()!;
  for (const group of groups) {
    const arriveUs = copiesToClients(oracle, told.owner, group.nodes, group.doneUs);
    if (arriveUs === null) continue;
    const branch = oracle.newLeg(leg.call, "posted", (own) =>
      atClients(oracle, own, told, group.nodes),
    );
    oracle.wake(branch, arriveUs, RANK.tEvent);
  }
  toClients(oracle, leg, told, last.nodes, last.doneUs);
}

function toClients(
  oracle: Oracle,
  leg: Leg,
  told: Told,
  nodes: readonly number[],
  fromUs: number,
): void {
  const arriveUs = copiesToClients(oracle, told.owner, nodes, fromUs);
  if (arriveUs === null) return;
  const last = oracle.newLeg(leg.call, "posted", (own) => atClients(oracle, own, told, nodes));
  oracle.wake(last, arriveUs, RANK.tEvent);
}

function copiesToClients(
  oracle: Oracle,
  owner: number,
  nodes: readonly number[],
  fromUs: number,
): number | null {
  const copies = nodes.reduce((sum, node) => sum + connections(clientsOf(oracle, node, owner)), 0);
  return carry(oracle, "T_EVENT", nodes[0], nodes[0], fromUs, copies);
}

function* atClients(oracle: Oracle, leg: Leg, told: Told, nodes: readonly number[]): Script {
  const { machinery, tevents } = oracle;
  const { desk, owner } = told;
  let deskUs: number | null = null;
  for (const node of nodes) {
    const clients = clientsOf(oracle, node, owner);
    tevents.delivered += connections(clients);
    for (const { instance } of clients) {
      if (!machinery.machines[instance].up) continue;
      const doneUs = machinery.work(instance, "T_EVENT", oracle.nowUs);
      if (instance === desk) deskUs = doneUs;
    }
  }
  const desktop = desktopOf(leg, told.agent);
  if (deskUs === null || desktop === null) return;
  leg.ownUs = deskUs;
  leg.workAt = desk!;
  leg.workUntilUs = deskUs;
  yield* beside(oracle, leg, desktop);
}

/** What a desktop server does with each event of an agent, if the flow's table says so. */
export function desktopOf(
  { call }: Pick<Leg, "call">,
  { desk, desktop }: AgentRoles,
): readonly Action[] | null {
  for (const line of Object.values(call.flow.steps))
    for (const part of line.slice(1))
      for (const action of part as readonly Action[])
        if (action.verb === "desktop")
          return action.actions.map((each) =>
            each.verb === "send" ? { ...each, from: desk, to: desktop } : each,
          );
  return null;
}

function* atInteractionProxy(oracle: Oracle, leg: Leg, role: Role): Script {
  const { machinery } = oracle;
  const node = leg.call.roles.get(role)!;
  const doneUs = machinery.work(node, "CALL_EVENT", oracle.nowUs);
  const number = machinery.machines[node].instance.node;
  const icons = machinery.instancesOf("icon", { node: number });
  const arriveUs = carry(oracle, "CALL_EVENT", node, node, doneUs, icons.length);
  if (arriveUs === null) return;
  oracle.agenda.at(
    arriveUs,
    () => {
      for (const icon of icons)
        if (machinery.machines[icon].up) machinery.work(icon, "CALL_EVENT", oracle.nowUs);
    },
    RANK.callEvent,
  );
}

const connections = (clients: readonly Client[]): number =>
  clients.reduce((sum, client) => sum + client.connections, 0);

/** Who listens at a node: its own; its site's at the first there; the cluster's at node 0. */
export function clientsOf(oracle: Oracle, nodeInstance: number, owner: number): readonly Client[] {
  const all = listenersOf(oracle, nodeInstance);
  return nodeInstance === owner ? all : all.filter(({ onlyOwn }) => !onlyOwn);
}

function listenersOf(oracle: Oracle, nodeInstance: number): readonly Client[] {
  const known = oracle.clients.get(nodeInstance);
  if (known) return known;
  const { smartClients } = oracle.scenario.signalling;
  const { machines } = oracle.machinery;
  const { site, node } = machines[nodeInstance].instance;
  const firstOfSite = oracle.machinery.instancesOf("sipServer", { site })[0] === nodeInstance;
  const clients = machines.flatMap(({ instance }, number) => {
    const row = components[instance.component];
    if (row?.hearsTEvents === undefined) return [];
    const listens = {
      node: instance.node === node,
      site: firstOfSite && instance.site === site,
      cluster: node === 0,
    };
    const onlyOwn = smartClients && ["icon", "featureServer"].includes(row.name);
    return listens[row.per] ? [{ instance: number, connections: row.hearsTEvents, onlyOwn }] : [];
  });
  oracle.clients.set(nodeInstance, clients);
  return clients;
}

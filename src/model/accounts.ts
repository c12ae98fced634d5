import type { Action, Send } from "./actions.ts";
import { components } from "./components/index.ts";
import { behindSbc, directly } from "./direct.ts";
import { CAST, placeOfWhere, slotOfWhere } from "./flowTables.ts";
import { MESSAGE_KINDS, type MessageKind } from "./messages.ts";
import { TEVENT_COUNTS } from "./meters.ts";
import type { Plan } from "./plan.ts";
import {
  type Client,
  type ClientSet,
  componentIndex,
  type Instance,
  moduleFor,
  type Topology,
} from "./topology.ts";

/**
 * What a stretch of a flow sends, in closed form: it follows from the flow table alone. At call
 * fidelity `charges.ts` books it; `load.ts` adds it up for the capacity table.
 */
export interface Posting {
  /** Index of its message kind. */
  readonly kind: number;
  /** Catalogue rows, −1 for a place. */
  readonly sender: number;
  readonly receiver: number;
  /** Where it goes from and to: WHERE, or SITE_BASE + a site. */
  readonly from: number;
  readonly to: number;
  /** Messages, and T-events of their counter, each time the segment is passed. */
  readonly count: number;
  /** Where the count depends on the site it goes to; `count` is that of the first site then. */
  readonly bySite: readonly number[] | null;
  /** Messages to one receiver: both of a hot-standby pair hear each event, one of them works. */
  readonly connections: number;
  /** Index of the T-event counter, −1 for none. */
  readonly tevents: number;
  /** From one module of a process to another: nothing is on the wire. */
  readonly inside: boolean;
  /** To instances of the sender's own kind, of which the sender itself is none. */
  readonly toOthers: boolean;
  /** Sent whatever the agent's phone, only by way of its SBC, or only without one. */
  readonly way: "any" | "sbc" | "direct";
}

const SITE_BASE = 16;
const SIP_SERVER = componentIndex("sipServer");
const SIP_PROXY = componentIndex("sipProxy");
const [GENERATED, MESH, DELIVERED] = TEVENT_COUNTS.map((_, i) => i);

/** The parts of a plan that postings follow from. */
type Tables = Pick<Plan, "flows" | "program" | "casts" | "topology" | "proxied" | "desktops">;

/** What each segment of a plan sends, in the order of its segments. */
export function postingsOf(plan: Tables): Posting[][] {
  return plan.program.flows.flatMap((flow, f) =>
    flow.segments.map((actions) => actions.flatMap((action) => postingsFor(plan, f, action))),
  );
}

/** What one action of a flow sends. */
export function postingsFor(plan: Tables, flow: number, action: Action): Posting[] {
  const { casts, program } = plan;
  const { roles } = program.flows[flow];
  const cast = (role: string) => flow * program.roleCount + roles.indexOf(role);
  const whereIs = (role: string) => casts.where[cast(role)];
  switch (action.verb) {
    case "send": {
      const agent = behindSbc(plan.proxied[flow], action);
      if (agent === undefined) return sendPostings(plan, flow, action, "any");
      const direct = directly(action, agent);
      return [
        ...sendPostings(plan, flow, action, "sbc"),
        ...(direct === null ? [] : sendPostings(plan, flow, direct, "direct")),
      ];
    }
    case "tell":
      return [
        ...tellPostings(plan, whereIs(action.node), whereIs(action.agent.owner)),
        ...plan.desktops[flow][action.agent.slot].flatMap((each) => postingsFor(plan, flow, each)),
      ];
    case "report":
      return reportPostings(plan, whereIs(action.node));
    case "replicate":
      return replicaPostings(plan, whereIs(action.from));
    default:
      return [];
  }
}

/** A message by the way that phones have it; only those count it that do. */
function sendPostings(plan: Tables, flow: number, action: Send, way: Posting["way"]): Posting[] {
  const { casts, program } = plan;
  const { roles } = program.flows[flow];
  const [from, to] = [action.from, action.to].map(
    (role) => flow * program.roleCount + roles.indexOf(role),
  );
  const [sender, receiver] = [casts.component[from], casts.component[to]];
  return sitesOf(plan, from).flatMap((start) =>
    sitesOf(plan, to).map((end) => {
      const sent = { sender, receiver, way, count: start.share * end.share };
      return posting(action.message, start.where, end.where, sent);
    }),
  );
}

/** Where a role is: of a component that serves the whole cluster, wherever its instances are. */
export function sitesOf(
  { casts, topology }: Tables,
  cast: number,
): { where: number; share: number }[] {
  const component = casts.component[cast];
  if (casts.by[cast] !== CAST.CLUSTER) return [{ where: casts.where[cast], share: 1 }];
  const all = topology.cluster[component].count;
  return topology.atSite[component].flatMap(({ count }, site) =>
    count > 0 ? [{ where: SITE_BASE + site, share: count / all }] : [],
  );
}

/** One T-event: notice to the owner, copies to every other node, and on to all clients. */
function tellPostings({ topology }: Tables, node: number, owner: number): Posting[] {
  const ofNodes = { sender: SIP_SERVER, receiver: SIP_SERVER };
  const copies = topology.atSite[SIP_SERVER].map(({ count }, site) => {
    const all = { ...ofNodes, count, tevents: MESH, toOthers: true };
    return posting("T_EVENT", owner, SITE_BASE + site, all);
  });
  const clients = topology.tClients.flatMap((set, n) => {
    const site = SITE_BASE + topology.instances[topology.nodes[n]].site;
    return set.clients.map(({ instance, connections }) => {
      const receiver = topology.instances[instance].component;
      const sent = { sender: SIP_SERVER, receiver, count: connections, connections };
      return posting("T_EVENT", site, site, { ...sent, tevents: DELIVERED });
    });
  });
  const smart = perNode(topology, topology.ownClients).map(({ receiver, bySite }) =>
    posting("T_EVENT", owner, owner, {
      ...{ sender: SIP_SERVER, receiver, count: bySite[0], bySite, tevents: DELIVERED },
      connections: components[receiver].hearsTEvents ?? 1,
    }),
  );
  return [
    posting("T_NOTIFY", node, owner, { sender: SIP_SERVER, toOthers: true }),
    posting("T_EVENT", owner, owner, { receiver: SIP_SERVER, tevents: GENERATED, inside: true }),
    ...copies,
    ...clients,
    ...smart,
  ];
}

/** One call event: to the node's Interaction Proxy, and on to its clients. */
function reportPostings({ topology }: Tables, node: number): Posting[] {
  return [
    posting("CALL_EVENT", node, node, { receiver: SIP_SERVER, inside: true }),
    ...perNode(topology, topology.callClients).map(({ receiver, bySite }) =>
      posting("CALL_EVENT", node, node, { sender: SIP_SERVER, receiver, count: bySite[0], bySite }),
    ),
  ];
}

/** Copies that each component gets of an event of a node of each site, its nodes in turn. */
function perNode({ instances, nodes, nodesOf }: Topology, sets: readonly ClientSet[]) {
  const componentOf = ({ instance }: Client) => instances[instance].component;
  const receivers = new Set(sets.flatMap(({ clients }) => clients.map(componentOf)));
  return [...receivers].map((receiver) => {
    const bySite = nodesOf.map((_, site) => {
      const own = sets.filter((_, node) => instances[nodes[node]].site === site);
      const copies = own
        .flatMap(({ clients }) => clients)
        .filter((client) => componentOf(client) === receiver)
        .reduce((sum, { connections }) => sum + connections, 0);
      return copies / Math.max(1, own.length);
    });
    return { receiver, bySite };
  });
}

/** A registration, copied to every other proxy. */
function replicaPostings({ topology }: Tables, proxy: number): Posting[] {
  const ofProxies = { sender: SIP_PROXY, receiver: SIP_PROXY, toOthers: true };
  return topology.atSite[SIP_PROXY].map(({ count }, site) =>
    posting("REPLICATE", proxy, SITE_BASE + site, { ...ofProxies, count }),
  );
}

type Particulars = Partial<Omit<Posting, "kind" | "from" | "to">>;

function posting(message: MessageKind, from: number, to: number, more: Particulars): Posting {
  return {
    kind: MESSAGE_KINDS.indexOf(message),
    sender: -1,
    receiver: -1,
    from,
    to,
    count: 1,
    bySite: null,
    connections: 1,
    tevents: -1,
    inside: false,
    toOthers: false,
    way: "any",
    ...more,
  };
}

/** A message between instances of two places, so many times. */
export function postingBetween(
  message: MessageKind,
  { component: sender, place: from }: Pick<Instance, "component" | "place">,
  { component: receiver, place: to }: Pick<Instance, "component" | "place">,
  count: number,
): Posting {
  return posting(message, SITE_BASE + from, SITE_BASE + to, { sender, receiver, count });
}

/** The module of its receiver that works on a posting, and for how long. */
export function workOf(
  { signalling }: Pick<Plan, "signalling">,
  { kind, receiver }: Posting,
): { module: number; serviceUs: number } {
  const module = moduleFor(receiver, MESSAGE_KINDS[kind]);
  return { module, serviceUs: signalling.service[receiver][module][kind] };
}

/**
 * Whether weights say nothing of it, since all instances at the place get it, or one in turn that
 * serves the whole cluster; else one was chosen that DNS may have weighed.
 */
export const goesToAll = ({ to }: Posting): boolean => to >= SITE_BASE;

/** A posting once its places are known. */
export interface Placed {
  readonly from: number;
  readonly to: number;
  /** The directed link it takes, −1 for none. */
  readonly link: number;
  /** Messages each time; a mean where the sender, in turn, is sometimes the receiver. */
  readonly count: number;
}

/** A posting of a call that entered at a site, with an agent in a seat. */
export function placed(
  plan: Pick<Plan, "network" | "topology">,
  each: Posting,
  site: number,
  seat: number,
): Placed {
  const { network } = plan;
  const { seats } = plan.topology;
  const from = placeOf(plan, each.from, site, seat);
  const to = placeOf(plan, each.to, site, seat);
  const link = each.inside ? -1 : network.linkOf[from * network.places + to];
  const isMeant = each.way === "any" || (each.way === "direct") === seats[seat].isDirect;
  if (!isMeant) return { from, to, link, count: 0 };
  const count = each.bySite === null ? each.count : each.bySite[to];
  if (!each.toOthers || from !== to) return { from, to, link, count };
  const instances = plan.topology.atSite[each.sender][to].count;
  return { from, to, link, count: count - count / Math.max(1, instances) };
}

/** Slot of the agent whose seat a posting depends on. */
export const agentOf = ({ from, to }: Posting): 0 | 1 =>
  [from, to].some((where) => where < SITE_BASE && slotOfWhere(where) === 1) ? 1 : 0;

/** The place a posting starts or ends at, for a call of a site with an agent in a seat. */
export function placeOf(
  { topology }: Pick<Plan, "topology">,
  where: number,
  site: number,
  seat: number,
): number {
  if (where >= SITE_BASE) return where - SITE_BASE;
  return placeOfWhere(topology, where, site, seat);
}

import type { Action } from "./actions.ts";
import { bookMessages } from "./books.ts";
import { WHERE } from "./flowTables.ts";
import { MESSAGE_KINDS, MESSAGES, type MessageKind } from "./messages.ts";
import { TEVENT_COUNTS } from "./meters.ts";
import type { Plan } from "./plan.ts";
import { componentIndex, moduleFor } from "./topology.ts";
import type { World } from "./world.ts";

/**
 * Call fidelity: signalling in closed form. How often a segment was passed, times what it sends,
 * are its messages and bytes; instances of a component at a site share the work evenly, as they do
 * in turn. What a segment sends follows from the flow table alone.
 */
export interface Posting {
  readonly kind: number;
  /** Catalogue rows, −1 for a place. */
  readonly sender: number;
  readonly receiver: number;
  /** Where it goes from and to: WHERE, or SITE_BASE + a site. */
  readonly from: number;
  readonly to: number;
  /** Messages, and T-events of each counter, each time the segment is passed. */
  readonly count: number;
  /** Messages to one receiver: both of a hot-standby pair hear each event, one of them works. */
  readonly connections: number;
  readonly tevents: -1 | 0 | 1 | 2;
}

const SITE_BASE = 16;
const T_NOTIFY = MESSAGE_KINDS.indexOf("T_NOTIFY");
const SIP_SERVER = componentIndex("sipServer");
const SIP_PROXY = componentIndex("sipProxy");
const GENERATED = TEVENT_COUNTS.indexOf("generated") as 0;
const MESH = TEVENT_COUNTS.indexOf("mesh") as 1;
const DELIVERED = TEVENT_COUNTS.indexOf("delivered") as 2;

/** The parts of a plan that postings follow from. */
type Tables = Pick<Plan, "program" | "casts" | "topology" | "desktops">;

/** What each segment of a plan sends, in the order of its segments. */
export function postingsOf(plan: Tables): Posting[][] {
  return plan.program.flows.flatMap((flow, f) =>
    flow.segments.map((actions) => actions.flatMap((action) => postingsFor(plan, f, action))),
  );
}

/** What one action of a flow sends. */
export function postingsFor(plan: Tables, flow: number, action: Action): Posting[] {
  const { casts, program, topology } = plan;
  const { roles } = program.flows[flow];
  const cast = (role: string) => flow * program.roleCount + roles.indexOf(role);
  const sites = topology.nodeSets.map((_, site) => site);
  switch (action.verb) {
    case "send": {
      const from = cast(action.from);
      const to = cast(action.to);
      return [
        posting(
          action.message,
          casts.component[from],
          casts.component[to],
          casts.where[from],
          casts.where[to],
        ),
      ];
    }
    case "tell":
      return [
        ...tellPostings(
          plan,
          casts.where[cast(action.node)],
          casts.where[cast(action.agent.owner)],
        ),
        ...plan.desktops[flow].flatMap((each) => postingsFor(plan, flow, each)),
      ];
    case "report": {
      const where = casts.where[cast(action.node)];
      const row = topology.callClients[0]?.clients[0];
      const icon = row === undefined ? -1 : topology.instances[row.instance].component;
      return [
        posting("CALL_EVENT", -1, SIP_SERVER, where, where, 1),
        posting("CALL_EVENT", SIP_SERVER, icon, where, where, topology.callClients[0]?.copies ?? 0),
      ];
    }
    case "replicate": {
      const where = casts.where[cast(action.from)];
      return sites.map((site) => {
        const { count } = topology.atSite[SIP_PROXY][site];
        return posting("REPLICATE", SIP_PROXY, SIP_PROXY, where, SITE_BASE + site, count);
      });
    }
    default:
      return [];
  }
}

/** One T-event: notice to the owner, copies to every other node, and on to all clients. */
function tellPostings(plan: Pick<Plan, "topology">, node: number, owner: number): Posting[] {
  const { topology } = plan;
  const copies = topology.nodeSets.map((_, site) =>
    posting(
      "T_EVENT",
      SIP_SERVER,
      SIP_SERVER,
      owner,
      SITE_BASE + site,
      topology.atSite[SIP_SERVER][site].count,
      MESH,
    ),
  );
  const clients = topology.tClients.flatMap((set, n) => {
    const site = SITE_BASE + topology.instances[topology.nodes[n]].site;
    return set.clients.map(({ instance, connections }) => {
      const { component } = topology.instances[instance];
      const sent = posting("T_EVENT", SIP_SERVER, component, site, site, connections, DELIVERED);
      return { ...sent, connections };
    });
  });
  return [
    posting("T_NOTIFY", SIP_SERVER, -1, node, owner, 1),
    posting("T_EVENT", -1, SIP_SERVER, owner, owner, 1, GENERATED),
    ...copies,
    ...clients,
  ];
}

function posting(
  message: MessageKind,
  sender: number,
  receiver: number,
  from: number,
  to: number,
  count = 1,
  tevents: Posting["tevents"] = -1,
): Posting {
  const kind = MESSAGE_KINDS.indexOf(message);
  return { kind, sender, receiver, from, to, count, connections: 1, tevents };
}

/** Books what was sent since the last time. At message fidelity there is nothing to settle. */
export function settleAccounts(world: World): void {
  const { segmentCount, settledCount, plan } = world;
  const sites = plan.scenario.sites.length;
  if (plan.message || world.topology.nodes.length === 0) return;
  for (let i = 0; i < segmentCount.length; i++) {
    const passes = segmentCount[i] - settledCount[i];
    if (passes === 0) continue;
    settledCount[i] = segmentCount[i];
    const segment = Math.floor(i / (sites * sites));
    const site = Math.floor(i / sites) % sites;
    for (const each of plan.postings[segment]) post(world, each, passes, site, i % sites);
  }
}

function post(world: World, each: Posting, passes: number, site: number, agentSite: number): void {
  const { network, recorders, meters, plan } = world;
  const from = placeOf(plan, each.from, site, agentSite);
  const to = placeOf(plan, each.to, site, agentSite);
  const count = passes * copiesOf(plan, each, from, to);
  const link = network.linkOf[from * network.places + to];
  const kind = MESSAGE_KINDS[each.kind];
  const carried = each.sender >= 0 || each.receiver < 0 || each.from !== each.to;
  if (link >= 0 && carried) {
    const traffic = MESSAGES[kind].traffic === "tlib" ? 1 : 0;
    recorders.counters[meters.linkBytes[2 * link + traffic]] +=
      count * plan.signalling.bytesOf[each.kind];
  }
  bookMessages(world, kind, each.sender, each.receiver, each.to === WHERE.CARRIER, count);
  if (each.tevents >= 0) recorders.counters[meters.tevents[each.tevents]] += count;
  if (each.receiver >= 0) share(world, each, to, count / each.connections);
}

/**
 * Messages of a posting once places are known: a node or proxy sends no copy to itself, and tells
 * the owner of a DN nothing when that is itself, which nodes in turn are once in as many.
 */
export function copiesOf(
  plan: Pick<Plan, "topology">,
  each: Posting,
  from: number,
  to: number,
): number {
  if (from !== to) return each.count;
  if (each.kind === T_NOTIFY) return 1 - 1 / plan.topology.atSite[SIP_SERVER][to].count;
  return each.sender === each.receiver ? Math.max(0, each.count - 1) : each.count;
}

/** Spreads work evenly over the instances of the receiver at its site. */
function share(world: World, each: Posting, site: number, count: number): void {
  const { platform, topology, signalling } = world;
  const { first, count: instances } = topology.atSite[each.receiver][site];
  const module = moduleFor(each.receiver, MESSAGE_KINDS[each.kind]);
  const serviceUs = signalling.service[each.receiver][module][each.kind];
  for (let instance = first; instance < first + instances; instance++) {
    const station = platform.stationOf[instance] + module;
    platform.addWork(station, count / instances, serviceUs);
  }
}

/** The place a posting starts or ends at, for a call of a site with an agent of another. */
export function placeOf(plan: Plan, where: number, site: number, agentSite: number): number {
  const sites = plan.scenario.sites.length;
  if (where >= SITE_BASE) return where - SITE_BASE;
  if (where === WHERE.CARRIER) return sites;
  if (where === WHERE.SITE) return site;
  return (where - WHERE.AGENT_SITE) % 2 === 0 ? agentSite : sites + 1 + agentSite;
}

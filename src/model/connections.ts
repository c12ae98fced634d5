import { type Posting, placed, postingBetween, postingsFor } from "./accounts.ts";
import { hasConnections } from "./bytes.ts";
import { endsWithOutcome, everyAction } from "./flow.ts";
import { MESSAGE_KINDS, MESSAGES } from "./messages.ts";
import { watchesOf } from "./pings.ts";
import type { Plan } from "./plan.ts";
import type { Seat } from "./seats.ts";
import { componentIndex, type Range } from "./topology.ts";
import type { World } from "./world.ts";

const SIP_PROXY = componentIndex("sipProxy");

/** What connections of a plan follow from. */
type Tables = Pick<
  Plan,
  "scenario" | "topology" | "network" | "flows" | "program" | "casts" | "proxied" | "desktops"
>;

/**
 * SIP connections by TCP or TLS that each instance has while all is in service, those of phones
 * apart: one to each instance that the flows or pings have it exchange messages with, and one to
 * the carrier.
 */
export function peersOf(plan: Tables): Int32Array {
  const { topology } = plan;
  const hasPairs = hasConnections(plan.scenario);
  const pairs = hasPairs ? [...pairsOfFlows(plan), ...pairsOfPings(plan)] : [];
  const peers = topology.instances.map(() => new Set<number>());
  for (const [one, other] of pairs) {
    if (one === other) continue;
    peers[one].add(other);
    peers[other].add(one);
  }
  return Int32Array.from(peers, ({ size }) => size);
}

type Pair = readonly [number, number];

function pairsOfPings(plan: Tables): Pair[] {
  const { topology, network } = plan;
  return watchesOf(plan).flatMap(({ pinger, target }): Pair[] => {
    const [from, to] = [pinger, target].map((each) => topology.instances[each].place);
    return isConnected(network, network.linkOf[from * network.places + to])
      ? [[pinger, target]]
      : [];
  });
}

/** Calls may find agents anywhere; a log-in is of its agent's own site. */
function pairsOfFlows(plan: Tables): Pair[] {
  const { topology, scenario } = plan;
  const all = scenario.sites.map((_, site) => site);
  const seats = [...new Set(topology.seatOf)];
  return plan.flows.flatMap((flow, f) => {
    const sent = everyAction(flow)
      .flatMap((action) => (action.verb === "send" ? postingsFor(plan, f, action) : []))
      .filter(({ kind }) => MESSAGES[MESSAGE_KINDS[kind]].sip)
      .filter((each, i, all) => all.findIndex((other) => isAlike(each, other)) === i);
    return seats.flatMap((seat) => {
      const sites = endsWithOutcome(flow) ? all : [topology.seats[seat].site];
      return sites.flatMap((site) => sent.flatMap((each) => pairsAt(plan, each, site, seat)));
    });
  });
}

/** Messages that the same instances exchange. */
const isAlike = (one: Posting, other: Posting): boolean =>
  one.from === other.from &&
  one.to === other.to &&
  one.sender === other.sender &&
  one.receiver === other.receiver &&
  one.inside === other.inside &&
  one.way === other.way &&
  one.toOthers === other.toOthers &&
  one.bySite === null &&
  other.bySite === null &&
  one.count > 0 === other.count > 0;

/** The instances between which a message of a call of a site goes, with an agent in a seat. */
function pairsAt(plan: Tables, each: Posting, site: number, seat: number): Pair[] {
  const { from, to, link, count } = placed(plan, each, site, seat);
  if (count === 0 || !isConnected(plan.network, link)) return [];
  const senders = instancesAt(plan, each.sender, from);
  const receivers = instancesAt(plan, each.receiver, to);
  return senders.flatMap((one) => receivers.map((other): Pair => [one, other]));
}

/** Instances of a component at a site; the carrier is one, and phones are nobody here. */
function instancesAt({ topology }: Tables, component: number, place: number): number[] {
  const { carrier, instances, atSite } = topology;
  if (component < 0) return instances[carrier].place === place ? [carrier] : [];
  const { first, count } = atSite[component][place];
  return Array.from({ length: count }, (_, i) => first + i);
}

const isConnected = ({ isReliable }: Plan["network"], link: number): boolean =>
  link >= 0 && isReliable[2 * link] === 1;

/**
 * SIP connections of each instance once everybody is at work: its peers, and phones that register.
 * A phone keeps one to its SBC; without an SBC, one to each SIP Proxy of its site.
 */
export function connectionsOf({ plan, agents }: World): Int32Array {
  const connections = plan.peers.slice();
  for (let agent = 0; agent < agents.count; agent++) {
    const seat = plan.topology.seats[agents.seat[agent]];
    if (!keepsConnection(plan, seat)) continue;
    const { first, count } = seat.isDirect
      ? proxiesOf(plan, seat)
      : { first: agents.sbc[agent], count: 1 };
    for (let i = first; i < first + count; i++) connections[i]++;
  }
  return connections;
}

const proxiesOf = ({ topology }: Pick<Plan, "topology">, { site }: Seat): Range =>
  topology.atSite[SIP_PROXY][site];

/** Whether a phone registers, and by TCP or TLS. */
function keepsConnection(
  { topology, network }: Pick<Plan, "topology" | "network">,
  { site, phone, isPublicNumber }: Seat,
): boolean {
  const { place } = topology.instances[phone];
  const link = network.linkOf[site * network.places + place];
  return topology.hasPlatform && !isPublicNumber && isConnected(network, link);
}

/**
 * What phones send in a second to keep their connections, which stand from the start, and what
 * comes back (RFC 5626 4.4.1): a count is a mean. Its work is not counted.
 */
export function keepAlivePostings(
  plan: Pick<Plan, "scenario" | "topology" | "network">,
): Posting[] {
  const { scenario, topology } = plan;
  const { keepAliveUs } = scenario.signalling;
  if (keepAliveUs === 0) return [];
  return scenario.groups
    .flatMap(({ staffing }) => staffing)
    .flatMap((staffing, entry) => {
      const seat = topology.seats[topology.seatOf[entry]];
      if (!keepsConnection(plan, seat)) return [];
      const connections = seat.isDirect ? proxiesOf(plan, seat).count : 1;
      const phones = Math.max(0, ...staffing.count);
      const perSecond = (phones * connections * 1e6) / keepAliveUs;
      const phone = topology.instances[seat.phone];
      const accessPoint = { component: -1, place: seat.site };
      return [
        postingBetween("KEEP_ALIVE", phone, accessPoint, perSecond),
        postingBetween("KEPT_ALIVE", accessPoint, phone, perSecond),
      ];
    });
}

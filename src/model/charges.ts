import { goesToAll, type Posting, placed, postingsOf, workOf } from "./accounts.ts";
import { bookMessages } from "./books.ts";
import { bytesOn } from "./bytes.ts";
import { keepAlivePostings } from "./connections.ts";
import { WHERE } from "./flowTables.ts";
import { MESSAGE_KINDS, TRAFFIC_OF } from "./messages.ts";
import { pingPostings } from "./pings.ts";
import type { Plan } from "./plan.ts";
import type { World } from "./world.ts";

/**
 * Call fidelity: what one pass through a segment books, for a call of one site with an agent in
 * one seat. Everything signalling leaves behind is a sum of these, each times its passes: messages
 * and bytes exactly, work spread over the instances of a component at a site by their shares of
 * what is chosen: evenly when they serve in turn.
 */
export interface Charges {
  /** Counters, and what is added to each. */
  readonly counters: Int32Array;
  readonly amounts: Float64Array;
  /** Stations, the messages each works on, and for how long. */
  readonly stations: Int32Array;
  readonly messages: Float64Array;
  readonly busyUs: Float64Array;
}

/** What the charges of a plan follow from. */
type Tables = Omit<Plan, "charges" | "peers">;

/**
 * At call fidelity by segment, site of the call and seat of its agent. Last, what each second books
 * without a call: keep-alives, and at call fidelity pings.
 */
export function chargesOf(plan: Tables): Charges[] {
  const keepAlives = keepAlivePostings(plan);
  const draft = draftOf(plan);
  if (plan.message) return [chargesOfOne(plan, keepAlives, 0, 0, draft)];
  const sites = plan.scenario.sites.map((_, site) => site);
  const ofCalls = postingsOf(plan).flatMap((postings) =>
    sites.flatMap((site) =>
      plan.topology.seats.map((_, seat) => chargesOfOne(plan, postings, site, seat, draft)),
    ),
  );
  return [...ofCalls, chargesOfOne(plan, [...pingPostings(plan), ...keepAlives], 0, 0, draft)];
}

/** Columns that one pass is booked into, zeros before and afterwards. */
interface Draft {
  readonly counters: Float64Array;
  readonly messages: Float64Array;
  readonly busyUs: Float64Array;
}

const draftOf = ({ layout, topology }: Tables): Draft => ({
  counters: new Float64Array(layout.size("counter")),
  messages: new Float64Array(topology.stations.length),
  busyUs: new Float64Array(topology.stations.length),
});

function chargesOfOne(
  plan: Tables,
  postings: readonly Posting[],
  site: number,
  seat: number,
  draft: Draft,
): Charges {
  for (const each of postings) post(plan, each, site, seat, draft);
  const counters = occupied(draft.counters);
  const stations = occupied(draft.messages);
  return {
    counters,
    amounts: takeOut(draft.counters, counters),
    stations,
    messages: takeOut(draft.messages, stations),
    busyUs: takeOut(draft.busyUs, stations),
  };
}

function occupied(column: Float64Array): Int32Array {
  let used = 0;
  for (let i = 0; i < column.length; i++) if (column[i] !== 0) used++;
  const indexes = new Int32Array(used);
  for (let i = 0, next = 0; next < used; i++) if (column[i] !== 0) indexes[next++] = i;
  return indexes;
}

function takeOut(column: Float64Array, indexes: Int32Array): Float64Array {
  const values = new Float64Array(indexes.length);
  for (let i = 0; i < indexes.length; i++) {
    values[i] = column[indexes[i]];
    column[indexes[i]] = 0;
  }
  return values;
}

function post(plan: Tables, each: Posting, site: number, seat: number, draft: Draft): void {
  const { meters } = plan;
  const { to, link, count } = placed(plan, each, site, seat);
  const message = MESSAGE_KINDS[each.kind];
  if (link >= 0) {
    const counter = meters.linkBytes[2 * link + TRAFFIC_OF[each.kind]];
    draft.counters[counter] += count * bytesOn(plan, each.kind, link);
  }
  const { CARRIER } = WHERE;
  const way = each.from === CARRIER ? "in" : each.to === CARRIER ? "out" : "within";
  bookMessages(draft.counters, meters, message, each.sender, each.receiver, way, count);
  if (each.tevents >= 0) draft.counters[meters.tevents[each.tevents]] += count;
  if (each.receiver >= 0) share(plan, each, to, count / each.connections, draft);
}

/** Spreads work over the instances of the receiver at its site, by their shares of choices. */
function share(plan: Tables, each: Posting, site: number, count: number, draft: Draft): void {
  const { first, count: instances } = plan.topology.atSite[each.receiver][site];
  const { module, serviceUs } = workOf(plan, each);
  for (let instance = first; instance < first + instances; instance++) {
    const station = plan.topology.stationOf[instance] + module;
    const own = (count / instances) * (goesToAll(each) ? 1 : plan.skew[instance]);
    draft.messages[station] += own;
    draft.busyUs[station] += own * serviceUs;
  }
}

/**
 * Books what is booked only when somebody reads the accounts: at call fidelity the passes since the
 * last time, at message fidelity the events that clients have heard.
 */
export function settleAccounts(world: World): void {
  world.clients.settle(world);
  const { segmentCount, settledCount, recorders, platform } = world;
  const { charges } = world.plan;
  segmentCount[charges.length - 1] = world.nowUs / 1e6;
  for (let i = 0; i < charges.length; i++) {
    const passes = segmentCount[i] - settledCount[i];
    if (passes === 0) continue;
    settledCount[i] = segmentCount[i];
    const { counters, amounts, stations, messages, busyUs } = charges[i];
    for (let j = 0; j < counters.length; j++)
      recorders.counters[counters[j]] += passes * amounts[j];
    for (let j = 0; j < stations.length; j++)
      platform.addWork(stations[j], passes * messages[j], passes * busyUs[j]);
  }
}

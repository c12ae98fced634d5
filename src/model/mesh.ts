import { FutureEventList } from "../engine/futureEventList.ts";
import { bytesOn } from "./bytes.ts";
import { tControllersOf } from "./clientGroup.ts";
import { doubleColumns } from "./columns.ts";
import type { Feed } from "./feed.ts";
import { lateOn } from "./hops.ts";
import { CLASS } from "./linkFaults.ts";
import { MESSAGE_KINDS } from "./messages.ts";
import type { Plan } from "./plan.ts";
import { STATION } from "./platform.ts";
import { componentIndex } from "./topology.ts";
import type { World } from "./world.ts";

const T_EVENT = MESSAGE_KINDS.indexOf("T_EVENT");
const SIP_SERVER = componentIndex("sipServer");
const NONE = -1;
/** The desk's copy: not at its node yet, or lost. */
export const ON_ITS_WAY = -1;
export const GONE_ASTRAY = -2;

/** Copies between nodes, one row for all that go to one site. */
class Copies {
  owner = new Int32Array(64);
  site = new Int32Array(64);
  /** The leg that waits for one of them to reach its desk server, −1 for none. */
  leg = new Int32Array(64);
  nextFree = new Int32Array(64);
}

/**
 * The mesh of T-Controllers: the owner of a DN copies each event to every other node, and each
 * hands it to its clients. Copies are looked after only when somebody asks what has happened up to
 * a moment: they have a future event list of their own. A copy that arrives in the same microsecond
 * as something else arrives after it.
 */
export class Mesh {
  private readonly events = new FutureEventList();
  private readonly copies = new Copies();
  private used = 0;
  private free = NONE;
  /** When the event in hand leaves its T-Controller for the clients. */
  private doneUs = Number.NaN;
  /** Copies that reach their nodes before this time have done so. */
  private settledUs = Number.NaN;
  /** By node: station of its T-Controller, and the link within its site. */
  private readonly tControllers: Int32Array;
  private readonly lan: Int32Array;
  /** Bytes of an event on that link. */
  private readonly bytes: Float64Array;

  constructor(plan: Plan) {
    const { topology, network } = plan;
    this.tControllers = tControllersOf(plan);
    this.lan = Int32Array.from(topology.nodes, (instance) => {
      const { place } = topology.instances[instance];
      return network.linkOf[place * network.places + place];
    });
    this.bytes = Float64Array.from(this.lan, (link) => bytesOn(plan, T_EVENT, link));
  }

  /** Copies leave for the nodes of a site but their owner; they arrive together at `world.atUs`. */
  send(world: World, owner: number, site: number, leg: number): void {
    const { copies } = this;
    let copy = this.free;
    if (copy !== NONE) this.free = copies.nextFree[copy];
    else {
      copy = this.used++;
      if (copy === copies.owner.length) doubleColumns(copies);
    }
    copies.owner[copy] = owner;
    copies.site[copy] = site;
    copies.leg[copy] = leg;
    this.events.schedule(world.atUs, copy);
  }

  /** Everything between the nodes that happens before a time. */
  settle(world: World, beforeUs: number): void {
    const { events, copies } = this;
    while (events.take(beforeUs)) {
      const copy = events.entity;
      this.settledUs = events.timeUs;
      const { first, count } = world.topology.nodesOf[copies.site[copy]];
      for (let node = first; node < first + count; node++)
        if (node !== copies.owner[copy]) this.arrive(world, node, copy);
      copies.nextFree[copy] = this.free;
      this.free = copy;
    }
  }

  /** A copy reaches the T-Controller of a node. */
  private arrive(world: World, node: number, copy: number): void {
    const { platform, legs, plan } = world;
    const { timeUs } = this.events;
    const leg = this.copies.leg[copy];
    const isAwaited = leg !== NONE && legs.first[leg] === node;
    if (isAwaited) legs.copy[leg] = GONE_ASTRAY;
    if (platform.up[world.topology.nodes[node]] === 0) return;
    const station = this.tControllers[node];
    const at = station * STATION.FIELDS;
    const { stations } = platform;
    const freeUs = stations[at];
    const isIdle = freeUs <= timeUs;
    const doneUs = (isIdle ? timeUs : freeUs) + plan.tControllerUs;
    if (isIdle) world.promptTEvents[SIP_SERVER]++;
    else world.recorders.record(world.meters.componentDelay[SIP_SERVER], doneUs - timeUs);
    stations[at + STATION.BOOKED_US] += plan.tControllerUs;
    stations[at + STATION.MESSAGES]++;
    const hasOne = stations[at + STATION.SERVERS] === 1;
    stations[at] = hasOne ? doneUs : platform.takeServer(station, doneUs);
    this.doneUs = doneUs;
    if (this.toClients(world, node, world.topology.tClients[node].copies) && isAwaited)
      legs.copy[leg] = world.clients.feeds[node].tEvents.sent - 1;
  }

  /** The owner of a DN, now: the event goes to its clients at `world.atUs`; false: link down. */
  toClientsOfOwner(world: World, node: number): boolean {
    this.doneUs = world.atUs;
    this.settledUs = world.nowUs;
    const { tClients, ownClients } = world.topology;
    if (!this.toClients(world, node, tClients[node].copies + ownClients[node].copies)) return false;
    this.hand(world, node, world.clients.feeds[node].ownEvents);
    return true;
  }

  /** From a T-Controller to its clients; false when the link is down. */
  private toClients(world: World, node: number, copies: number): boolean {
    const { platform, recorders, meters, clients } = world;
    const link = this.lan[node];
    recorders.counters[meters.linkBytes[2 * link + 1]] += copies * this.bytes[node];
    if (platform.linkUp[link] === 0) {
      const lateUs = lateOn(world, link, CLASS.TLIB);
      if (lateUs === Number.POSITIVE_INFINITY) return false;
      this.doneUs += lateUs;
    }
    this.hand(world, node, clients.feeds[node].tEvents);
    return true;
  }

  private hand(world: World, node: number, feed: Feed): void {
    if (feed.room === 0) world.clients.makeRoom(world, node, feed, this.settledUs);
    feed.room--;
    const atUs = this.doneUs + world.network.latencyUs[this.lan[node]];
    feed.arrivalUs[feed.sent & feed.mask] = world.mayFail ? feed.inOrderUs(atUs) : atUs;
    feed.sent++;
  }
}

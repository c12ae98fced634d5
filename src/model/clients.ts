import {
  type ClientGroup,
  groupsOf,
  type NodeFeeds,
  tControllersOf,
  tStationsOf,
} from "./clientGroup.ts";
import { Feed } from "./feed.ts";
import { TEVENT_COUNTS } from "./meters.ts";
import type { Plan } from "./plan.ts";
import { STATION } from "./platform.ts";
import type { World } from "./world.ts";

const DELIVERED = TEVENT_COUNTS.indexOf("delivered");
/** Delays noted before they are recorded. */
const NOTED = 256;

/**
 * The clients of the T-Controllers and Interaction Proxies. Nothing comes back from what they hear,
 * except that a desk server tells its agent's desktop. So their queues are worked off in batches:
 * before anything else reaches the station, before a fault, and when somebody reads the accounts.
 * A client works on an ordinary message first, then on a call event, then on a T-event, when they
 * arrive in the same microsecond.
 */
export class Clients {
  /** By node. */
  readonly feeds: readonly NodeFeeds[];
  /** After `workOff`: when the last copy it took was worked on. */
  doneUs = Number.NaN;
  /** By station: 1 when it hears events, or is a T-Controller. */
  readonly hears: Uint8Array;
  /** By instance: the station where it would hear T-events. */
  private readonly tStationOf: Int32Array;
  private readonly groups: readonly (readonly ClientGroup[])[];
  private readonly groupOf: readonly (ClientGroup | null)[];
  private readonly delaysUs = new Float64Array(NOTED);

  constructor(plan: Plan) {
    const { nodes, stations } = plan.topology;
    const silent = new Feed();
    this.feeds = nodes.map(() => ({
      tEvents: new Feed(),
      ownEvents: new Feed(),
      callEvents: new Feed(),
    }));
    this.groups = nodes.map((_, node) => groupsOf(plan, node, this.feeds[node], silent));
    const groupOf = new Array<ClientGroup | null>(stations.length).fill(null);
    for (const group of this.groups.flat())
      for (const station of group.stations) groupOf[station] = group;
    this.groupOf = groupOf;
    this.hears = Uint8Array.from(groupOf, (group) => (group === null ? 0 : 1));
    for (const station of tControllersOf(plan)) this.hears[station] = 1;
    this.tStationOf = tStationsOf(plan);
  }

  /** Before something else happens at a station: what it has heard until now. */
  touch(world: World, station: number): void {
    world.mesh.settle(world, world.nowUs);
    const group = this.groupOf[station];
    if (group !== null) this.workOff(world, group, world.nowUs, group.tEvents.sent);
  }

  /** A client at its T-event number `copy`, which arrives now: moves `world.atUs` to its end. */
  hear(world: World, client: number, copy: number): void {
    this.workOff(world, this.groupOf[this.tStationOf[client]]!, world.nowUs + 1, copy + 1);
    world.atUs = this.doneUs;
  }

  /** Everything that was heard until now, for faults and for accounts. */
  settle(world: World): void {
    world.mesh.settle(world, world.nowUs);
    for (let node = 0; node < this.feeds.length; node++) this.settleNode(world, node, world.nowUs);
  }

  /** The clients of a node, all of whose copies before a time are known, up to that time. */
  private settleNode(world: World, node: number, beforeUs: number): void {
    const { recorders, meters, topology } = world;
    for (const group of this.groups[node]) this.workOff(world, group, beforeUs, group.tEvents.sent);
    const { tEvents, ownEvents } = this.feeds[node];
    recorders.counters[meters.tevents[DELIVERED]] +=
      tEvents.countUntil(beforeUs) * topology.tClients[node].copies +
      ownEvents.countUntil(beforeUs) * topology.ownClients[node].copies;
  }

  /** Call events reach the clients of a node at `world.atUs`. */
  hearCallEvent(world: World, node: number): void {
    const feed = this.feeds[node].callEvents;
    if (feed.room === 0) {
      world.mesh.settle(world, world.nowUs);
      this.makeRoom(world, node, feed, world.nowUs);
    }
    feed.room--;
    feed.arrivalUs[feed.sent & feed.mask] = world.mayFail ? feed.inOrderUs(world.atUs) : world.atUs;
    feed.sent++;
  }

  /** Room in a feed of a node. */
  makeRoom(world: World, node: number, feed: Feed, settledUs: number): void {
    this.settleNode(world, node, settledUs);
    let passed = feed === this.feeds[node].callEvents ? feed.sent : feed.counted;
    for (const group of this.groups[node]) {
      if (group.tEvents === feed) passed = Math.min(passed, group.tEventsRead);
      if (group.callEvents === feed) passed = Math.min(passed, group.callEventsRead);
    }
    feed.makeRoom(passed);
  }

  /**
   * The clients of a group work on what arrived before a time, of the T-events those before number
   * `end`: Lindley's recursion, or its like for several servers.
   */
  private workOff(world: World, group: ClientGroup, beforeUs: number, end: number): void {
    const { platform } = world;
    const { stations } = platform;
    const { tEvents, callEvents, tEventUs, callEventUs } = group;
    const station = group.stations[0];
    const at = station * STATION.FIELDS;
    const isUp = platform.up[world.topology.stations[station].instance] !== 0;
    const hasOne = stations[at + STATION.SERVERS] === 1;
    let [t, c] = [group.tEventsRead, group.callEventsRead];
    let [promptT, promptC, noted, doneUs, missed] = [0, 0, 0, 0, 0];
    let freeUs = stations[at];
    for (;;) {
      const tUs = t < end ? tEvents.arrivalUs[t & tEvents.mask] : Infinity;
      const cUs = c < callEvents.sent ? callEvents.arrivalUs[c & callEvents.mask] : Infinity;
      const isT = tUs < cUs;
      const arrivedUs = isT ? tUs : cUs;
      if (arrivedUs >= beforeUs) break;
      if (isT) t++;
      else c++;
      if (!isUp) {
        if (!isT) missed++;
        continue;
      }
      if (freeUs > arrivedUs) {
        doneUs = freeUs + (isT ? tEventUs : callEventUs);
        if (noted === NOTED) noted = this.record(world, group, noted);
        this.delaysUs[noted++] = doneUs - arrivedUs;
      } else if (isT) {
        doneUs = arrivedUs + tEventUs;
        promptT++;
      } else {
        doneUs = arrivedUs + callEventUs;
        promptC++;
      }
      freeUs = hasOne ? doneUs : platform.takeServer(station, doneUs);
    }
    stations[at] = freeUs;
    this.doneUs = doneUs;
    if (noted > 0) this.record(world, group, noted);
    if (missed > 0) world.recovery!.missed(world, missed);
    if (isUp) book(world, group, t - group.tEventsRead, c - group.callEventsRead);
    group.components.forEach((component, i) => {
      world.promptTEvents[component] += promptT * group.members[i];
      world.promptCallEvents[component] += promptC * group.members[i];
    });
    group.tEventsRead = t;
    group.callEventsRead = c;
  }

  /** Delays of all clients of a group; answers how many are still noted: none. */
  private record({ recorders, meters }: World, group: ClientGroup, noted: number): number {
    group.components.forEach((component, i) => {
      const tally = meters.componentDelay[component];
      recorders.recordAll(tally, this.delaysUs, noted, group.members[i]);
    });
    return 0;
  }
}

/** Work on so many events is booked at every client of a group, and all are as far as the first. */
function book({ platform }: World, group: ClientGroup, tEvents: number, callEvents: number): void {
  const busyUs = tEvents * group.tEventUs + callEvents * group.callEventUs;
  for (const station of group.stations) {
    platform.addWork(station, tEvents + callEvents, busyUs);
    platform.follow(station, group.stations[0]);
  }
}

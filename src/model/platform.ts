import { Awaited } from "./awaited.ts";
import { LinkFaults } from "./linkFaults.ts";
import { Pairs } from "./pairs.ts";
import type { Plan } from "./plan.ts";
import { NOBODY } from "./signals.ts";
import type { World } from "./world.ts";

/** What a station remembers, FREE_US first: when its first free server is free. */
export const STATION = {
  FREE_US: 0,
  BOOKED_US: 1,
  MESSAGES: 2,
  SERVERS: 3,
  FIELDS: 4,
} as const;

/**
 * The machinery of the sites: instances with their stations, and links. A station is arithmetic:
 * it remembers when each of its servers becomes free, which is exact for first come, first served.
 * It is touched only at the moment a message arrives, in the order of arrival.
 */
export class Platform {
  /** 0 down, 1 up, 2 up, but not for everybody: see `reach.ts`. */
  readonly up: Uint8Array;
  /** Senders leave an instance alone until then. */
  readonly avoidedUntilUs: Float64Array;
  /** By place and instance: senders of the place leave it alone, since it did not answer. */
  private readonly silentUntilUs: Float64Array;
  /** By place and instance: somebody there pings it, and will know when it answers again. */
  private readonly isWatched: Uint8Array;
  /** Faults of an instance whose senders learn of it at a stated time, not by their pings. */
  private readonly toldOf: Uint8Array;
  /** By instance: how many reasons it has to take nothing new. */
  readonly drains: Uint8Array;
  /** Of these, those for which it says 603. */
  readonly declines: Uint8Array;
  /** How often an instance has stopped. */
  readonly stops: Int32Array;
  readonly awaited = new Awaited();
  /** Null where nothing may fail. */
  readonly pairs: Pairs | null;
  readonly placeOf: Int32Array;
  readonly nodeOf: Int32Array;
  readonly siteOf: Int32Array;
  /** Row of the catalogue, −1 for a place. */
  readonly componentOf: Int32Array;
  readonly stationOf: Int32Array;
  readonly linkFaults: LinkFaults;
  /** 1: nothing is wrong with a link. Otherwise `linkFaults` knows. */
  readonly linkUp: Uint8Array;
  /** Faults that keep an instance down: the last one to end brings it back. */
  private readonly faultsOf: Uint8Array;
  /**
   * When a link of limited capacity has sent what it was given; fractions of a microsecond count.
   */
  readonly linkFreeUs: Float64Array;
  /** STATION fields of each station, side by side: one line of the cache. */
  readonly stations: Float64Array;
  readonly rejected: Float64Array;
  /** New dialogs that senders held back because this station asked them to. */
  readonly heldBack: Float64Array;
  /** When each server of a station with several becomes free, from its first one on. */
  private readonly firstServer: Int32Array;
  private readonly freeUs: Float64Array;
  private readonly turns: Int32Array;

  constructor(plan: Plan) {
    const { topology, scenario } = plan;
    const { instances, stations } = topology;
    this.up = new Uint8Array(instances.length).fill(1);
    this.avoidedUntilUs = new Float64Array(instances.length);
    this.silentUntilUs = new Float64Array(instances.length * scenario.places.length);
    this.isWatched = new Uint8Array(this.silentUntilUs.length);
    this.toldOf = new Uint8Array(instances.length);
    this.drains = new Uint8Array(instances.length);
    this.declines = new Uint8Array(instances.length);
    this.stops = new Int32Array(instances.length);
    this.pairs = scenario.faults.length > 0 ? new Pairs(plan) : null;
    this.placeOf = Int32Array.from(instances, ({ place }) => place);
    this.nodeOf = Int32Array.from(instances, ({ node }) => node);
    this.siteOf = Int32Array.from(instances, ({ site }) => site);
    this.componentOf = Int32Array.from(instances, ({ component }) => component);
    this.stationOf = topology.stationOf;
    this.linkFaults = new LinkFaults(plan);
    this.linkUp = this.linkFaults.isWell;
    this.faultsOf = new Uint8Array(instances.length);
    this.linkFreeUs = new Float64Array(scenario.links.length);
    this.stations = new Float64Array(stations.length * STATION.FIELDS);
    this.firstServer = new Int32Array(stations.length);
    let total = 0;
    stations.forEach(({ component, module }, station) => {
      const servers = component < 0 ? 1 : scenario.components[component].modules[module].servers;
      this.stations[station * STATION.FIELDS + STATION.SERVERS] = servers;
      this.firstServer[station] = total;
      total += servers;
    });
    this.freeUs = new Float64Array(total);
    this.rejected = new Float64Array(stations.length);
    this.turns = new Int32Array(2 * instances.length + 1);
    this.heldBack = new Float64Array(stations.length);
  }

  /**
   * Books work that arrives now and moves `world.atUs` to its end. True when it met an idle server:
   * then it takes just its service time.
   */
  book(world: World, station: number, serviceUs: number): boolean {
    const { stations } = this;
    const at = station * STATION.FIELDS;
    stations[at + STATION.BOOKED_US] += serviceUs;
    stations[at + STATION.MESSAGES]++;
    const free = stations[at];
    const isIdle = free <= world.nowUs;
    world.atUs = (isIdle ? world.nowUs : free) + serviceUs;
    const hasOne = stations[at + STATION.SERVERS] === 1;
    stations[at] = hasOne ? world.atUs : this.takeServer(station, world.atUs);
    return isIdle;
  }

  /** Of several servers, the one that is free first works until then; when the next one is free. */
  takeServer(station: number, untilUs: number): number {
    this.freeUs[this.earliest(station)] = untilUs;
    return this.freeUs[this.earliest(station)];
  }

  /** A station is as far with its work as another one. */
  follow(station: number, other: number): void {
    if (station === other) return;
    this.stations[station * STATION.FIELDS] = this.stations[other * STATION.FIELDS];
    const first = this.firstServer[other];
    const end = first + this.servers(other);
    this.freeUs.copyWithin(this.firstServer[station], first, end);
  }

  /**
   * Books work that is done at once, before all that waits, and moves `world.atUs` to its end. The
   * rest waits for it; what is being worked on is not held up. It is no message taken.
   */
  doFirst(world: World, station: number, serviceUs: number): void {
    this.work(world, station, serviceUs);
    world.atUs = world.nowUs + serviceUs;
  }

  /** Books work of a message that is counted elsewhere; moves `world.atUs` to its end. */
  work(world: World, station: number, serviceUs: number): void {
    this.book(world, station, serviceUs);
    this.stations[station * STATION.FIELDS + STATION.MESSAGES]--;
  }

  /** How long new work would wait. */
  backlogUs(station: number, nowUs: number): number {
    return Math.max(0, this.stations[station * STATION.FIELDS] - nowUs);
  }

  servers(station: number): number {
    return this.stations[station * STATION.FIELDS + STATION.SERVERS];
  }

  /** Messages worked on so far. */
  messages(station: number): number {
    return this.stations[station * STATION.FIELDS + STATION.MESSAGES];
  }

  /** Work it was given so far, in server-microseconds. */
  bookedUs(station: number): number {
    return this.stations[station * STATION.FIELDS + STATION.BOOKED_US];
  }

  /** Work that was counted elsewhere: so many messages that took so long. */
  addWork(station: number, messages: number, busyUs: number): void {
    this.stations[station * STATION.FIELDS + STATION.MESSAGES] += messages;
    this.stations[station * STATION.FIELDS + STATION.BOOKED_US] += busyUs;
  }

  private earliest(station: number): number {
    const first = this.firstServer[station];
    const end = first + this.servers(station);
    let best = first;
    for (let server = first + 1; server < end; server++)
      if (this.freeUs[server] < this.freeUs[best]) best = server;
    return best;
  }

  /**
   * The next of a run of instances in turn, passing over those that senders of a place avoid and
   * those tried already; NOBODY when none is left. `key` is where this turn is kept.
   */
  next(
    key: number,
    first: number,
    count: number,
    place: number,
    nowUs: number,
    tried: readonly number[],
  ): number {
    const start = this.turns[key];
    for (let i = 0; i < count; i++) {
      const offset = start + i < count ? start + i : start + i - count;
      if (this.isAvoided(first + offset, place, nowUs)) continue;
      if (tried.length > 0 && tried.includes(first + offset)) continue;
      this.turns[key] = offset + 1 < count ? offset + 1 : 0;
      return first + offset;
    }
    return NOBODY;
  }

  /** The one whose turn it is, whatever is known of it. */
  whoseTurn(key: number, first: number, count: number): number {
    const start = this.turns[key];
    this.turns[key] = start + 1 < count ? start + 1 : 0;
    return first + start;
  }

  /** Whether senders of a place leave an instance alone. */
  isAvoided(instance: number, place: number, nowUs: number): boolean {
    return (
      this.avoidedUntilUs[instance] > nowUs ||
      this.silentUntilUs[place * this.up.length + instance] > nowUs
    );
  }

  /** Microseconds of work done up to now: what is booked, less what lies ahead. */
  busyUs(station: number, nowUs: number): number {
    const at = station * STATION.FIELDS;
    const booked = this.stations[at + STATION.BOOKED_US];
    if (this.servers(station) === 1) return booked - Math.max(0, this.stations[at] - nowUs);
    const first = this.firstServer[station];
    let ahead = 0;
    for (let server = first; server < first + this.servers(station); server++)
      ahead += Math.max(0, this.freeUs[server] - nowUs);
    return booked - ahead;
  }

  /** An instance stops: its queues are empty and its accounts end here. */
  stop(instance: number, nowUs: number): void {
    this.faultsOf[instance]++;
    this.stops[instance]++;
    this.up[instance] = 0;
    const end = this.stationOf[instance + 1] ?? this.rejected.length;
    for (let station = this.stationOf[instance]; station < end; station++) {
      const at = station * STATION.FIELDS;
      this.stations[at + STATION.BOOKED_US] = this.busyUs(station, nowUs);
      this.stations[at] = Math.min(this.stations[at], nowUs);
      const first = this.firstServer[station];
      for (let server = first; server < first + this.servers(station); server++)
        this.freeUs[server] = Math.min(this.freeUs[server], nowUs);
    }
  }

  /** An instance is back. Whoever pings it hears of it by its answer, all others know at once. */
  start(instance: number): void {
    if (--this.faultsOf[instance] > 0) return;
    this.up[instance] = 1;
    this.avoidedUntilUs[instance] = 0;
    const instances = this.up.length;
    for (let at = instance; at < this.silentUntilUs.length; at += instances)
      if (this.isWatched[at] === 0) this.silentUntilUs[at] = 0;
  }

  /** Senders of a place have had no answer from an instance, and leave it alone until then. */
  noAnswer(instance: number, place: number, untilUs: number): void {
    const at = place * this.up.length + instance;
    this.silentUntilUs[at] = Math.max(this.silentUntilUs[at], untilUs);
  }

  /** An instance has answered somebody of a place: it may be chosen there. */
  answered(instance: number, place: number): void {
    this.silentUntilUs[place * this.up.length + instance] = 0;
  }

  /** Somebody of a place pings an instance. */
  watch(instance: number, place: number): void {
    this.isWatched[place * this.up.length + instance] = 1;
  }

  /** One fault more, or fewer, of which senders are told. */
  tellOf(instance: number, by: number): void {
    this.toldOf[instance] += by;
  }

  /** Whether senders are told of what is wrong with an instance. */
  isTold(instance: number): boolean {
    return this.toldOf[instance] > 0;
  }

  /** Senders know that an instance is down. */
  avoid(instance: number): void {
    this.avoidedUntilUs[instance] = Number.POSITIVE_INFINITY;
  }
}

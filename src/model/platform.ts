import type { Plan } from "./plan.ts";
import type { World } from "./world.ts";

/**
 * The machinery of the sites: instances with their stations, and links. A station is arithmetic:
 * it remembers when each of its servers becomes free, which is exact for first come, first served.
 * It is touched only at the moment a message arrives, in the order of arrival.
 */
export class Platform {
  readonly up: Uint8Array;
  /** Rises by one each time an instance stops: work of an earlier life is void. */
  readonly incarnation: Int32Array;
  /** Senders leave an instance alone until then. */
  readonly avoidedUntilUs: Float64Array;
  readonly placeOf: Int32Array;
  readonly nodeOf: Int32Array;
  readonly siteOf: Int32Array;
  /** Row of the catalogue, −1 for a place. */
  readonly componentOf: Int32Array;
  readonly stationOf: Int32Array;
  readonly linkUp: Uint8Array;
  /**
   * When a link of limited capacity has sent what it was given; fractions of a microsecond count.
   */
  readonly linkFreeUs: Float64Array;
  /** First server and number of servers of each station. */
  readonly firstServer: Int32Array;
  readonly servers: Int32Array;
  readonly freeUs: Float64Array;
  readonly bookedUs: Float64Array;
  readonly messages: Float64Array;
  readonly rejected: Float64Array;
  private readonly plan: Plan;
  private readonly turns: Int32Array;

  constructor(plan: Plan) {
    const { topology, scenario } = plan;
    const { instances, stations } = topology;
    this.plan = plan;
    this.up = new Uint8Array(instances.length).fill(1);
    this.incarnation = new Int32Array(instances.length);
    this.avoidedUntilUs = new Float64Array(instances.length);
    this.placeOf = Int32Array.from(instances, ({ place }) => place);
    this.nodeOf = Int32Array.from(instances, ({ node }) => node);
    this.siteOf = Int32Array.from(instances, ({ site }) => site);
    this.componentOf = Int32Array.from(instances, ({ component }) => component);
    this.stationOf = topology.stationOf;
    this.linkUp = new Uint8Array(scenario.links.length).fill(1);
    this.linkFreeUs = new Float64Array(scenario.links.length);
    this.servers = Int32Array.from(stations, ({ component, module }) =>
      component < 0 ? 1 : scenario.components[component].modules[module].servers,
    );
    this.firstServer = new Int32Array(stations.length);
    let total = 0;
    for (let station = 0; station < stations.length; station++) {
      this.firstServer[station] = total;
      total += this.servers[station];
    }
    this.freeUs = new Float64Array(total);
    this.bookedUs = new Float64Array(stations.length);
    this.messages = new Float64Array(stations.length);
    this.rejected = new Float64Array(stations.length);
    this.turns = new Int32Array(instances.length + 1);
  }

  /**
   * Books work that arrives now and moves `world.atUs` to its end. True when it met an idle server:
   * then it takes just its service time.
   */
  book(world: World, station: number, serviceUs: number): boolean {
    const server = this.servers[station] === 1 ? this.firstServer[station] : this.earliest(station);
    const free = this.freeUs[server];
    const isIdle = free <= world.nowUs;
    const done = (isIdle ? world.nowUs : free) + serviceUs;
    this.freeUs[server] = done;
    this.bookedUs[station] += serviceUs;
    this.messages[station]++;
    world.atUs = done;
    return isIdle;
  }

  /** How long new work would wait. */
  backlogUs(station: number, nowUs: number): number {
    return Math.max(0, this.freeUs[this.earliest(station)] - nowUs);
  }

  private earliest(station: number): number {
    const first = this.firstServer[station];
    let best = first;
    for (let server = first + 1; server < first + this.servers[station]; server++)
      if (this.freeUs[server] < this.freeUs[best]) best = server;
    return best;
  }

  /**
   * The next of a run of instances in turn, passing over those that senders avoid; when all are
   * avoided, the one whose turn it is.
   */
  next(first: number, count: number, nowUs: number): number {
    const start = this.turns[first];
    for (let i = 0; i < count; i++) {
      const offset = start + i < count ? start + i : start + i - count;
      if (this.avoidedUntilUs[first + offset] > nowUs) continue;
      this.turns[first] = offset + 1 < count ? offset + 1 : 0;
      return first + offset;
    }
    this.turns[first] = start + 1 < count ? start + 1 : 0;
    return first + start;
  }

  /** Microseconds of work done up to now: what is booked, less what lies ahead. */
  busyUs(station: number, nowUs: number): number {
    const first = this.firstServer[station];
    let ahead = 0;
    for (let server = first; server < first + this.servers[station]; server++)
      ahead += Math.max(0, this.freeUs[server] - nowUs);
    return this.bookedUs[station] - ahead;
  }

  /** An instance stops: its queues are empty and its accounts end here. */
  stop(instance: number, nowUs: number): void {
    this.up[instance] = 0;
    this.incarnation[instance]++;
    const first = this.stationOf[instance];
    const end = this.stationOf[instance + 1] ?? this.servers.length;
    for (let station = first; station < end; station++) {
      this.bookedUs[station] = this.busyUs(station, nowUs);
      const server = this.firstServer[station];
      for (let i = 0; i < this.servers[station]; i++)
        this.freeUs[server + i] = Math.min(this.freeUs[server + i], nowUs);
    }
  }

  start(instance: number): void {
    this.up[instance] = 1;
    this.avoidedUntilUs[instance] = 0;
  }

  /** Senders know that an instance is down. */
  avoid(instance: number): void {
    if (this.up[instance] === 0) this.avoidedUntilUs[instance] = Number.POSITIVE_INFINITY;
  }

  /** Instances of a component at a site. */
  atSite(component: number, site: number): { first: number; count: number } {
    return this.plan.topology.atSite[component][site];
  }
}

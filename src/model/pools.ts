import type { Recorders } from "../measure/recorders.ts";
import { FARMS, type Farm, farmsOf, portsFor, SHARED_FARM, WHOLE_PORT } from "./farms.ts";
import { POOL_KINDS, PORT_USES } from "./holdings.ts";
import type { Plan } from "./plan.ts";

const TRUNKS = POOL_KINDS.indexOf("trunks");
/** The pool of the first use of ports; those of the others follow in their order. */
const FIRST_USE = POOL_KINDS.indexOf("mcp.treatment");
const SHARED = POOL_KINDS.indexOf("mcp");

/**
 * Trunks and media ports of each site: finite pools from which a call takes one and to which it
 * gives it back. Ports belong to MCP instances, which are filled in turn; a Resource Manager
 * knows what is free, so a call is blocked only when no MCP of the farm has room. A use of ports
 * has a farm of its own where the site says so; the others share one.
 */
export class Pools {
  private readonly plan: Plan;
  private readonly recorders: Recorders;
  private readonly sites: number;
  /** By use, then site. */
  private readonly farms: readonly (readonly Farm[])[];
  private readonly trunksInUse: Int32Array;
  /** By farm, then instance: what is taken of its room. */
  private readonly taken: Float64Array;
  /** By farm, then site. */
  private readonly turn: Int32Array;
  /** By instance: 1 while nobody is given a port of it. */
  private readonly isClosed: Uint8Array;
  /** By site: what is taken of the room that uses share. */
  private readonly shared: Float64Array;

  constructor(plan: Plan, recorders: Recorders) {
    this.plan = plan;
    this.recorders = recorders;
    this.sites = plan.scenario.sites.length;
    this.farms = farmsOf(plan.scenario, plan.topology);
    this.trunksInUse = new Int32Array(this.sites);
    this.taken = new Float64Array(FARMS * plan.topology.instances.length);
    this.turn = new Int32Array(FARMS * this.sites);
    this.isClosed = new Uint8Array(plan.topology.instances.length);
    this.shared = new Float64Array(this.sites);
    this.recordSizes();
  }

  /** Sizes are levels that never change; an unlimited pool has none. */
  private recordSizes(): void {
    poolSizes(this.plan).forEach((size, pool) => {
      const level = this.plan.meters.poolSize[pool];
      if (Number.isFinite(size) && level >= 0) this.recorders.changeLevel(level, 0, size);
    });
  }

  /** Takes a trunk of a site; false when all are busy. */
  takeTrunk(site: number, nowUs: number): boolean {
    const free = this.trunksInUse[site] < this.plan.scenario.sites[site].trunks;
    this.count(TRUNKS, site, nowUs, free);
    if (free) this.trunksInUse[site]++;
    return free;
  }

  freeTrunk(site: number, nowUs: number): void {
    this.trunksInUse[site]--;
    this.change(TRUNKS, site, nowUs, -1);
  }

  /**
   * Takes a port (index into PORTS) of the next server in turn that has room for it; returns the
   * instance, −1 when none has.
   */
  takePort(use: number, site: number, nowUs: number): number {
    const { number, first, servers, room, weight } = this.farms[use][site];
    const turn = number * this.sites + site;
    let mcp = -1;
    for (let i = 0; i < servers && mcp < 0; i++) {
      const each = first + ((this.turn[turn] + i) % servers);
      if (this.isClosed[each] === 1) continue;
      if (this.taken[this.at(number, each)] + weight <= room) mcp = each;
    }
    this.count(FIRST_USE + use, site, nowUs, mcp >= 0);
    if (number === SHARED_FARM) this.countShared(site, mcp >= 0);
    if (mcp >= 0) {
      this.turn[turn] = mcp - first + 1;
      this.taken[this.at(number, mcp)] += weight;
      if (number === SHARED_FARM) this.changeShared(site, nowUs, weight);
    }
    return mcp;
  }

  /** A server gives no ports, as its Resource Managers know. */
  close(server: number): void {
    this.isClosed[server] = 1;
  }

  open(server: number): void {
    this.isClosed[server] = 0;
  }

  /** The server that has to refuse when no port is free. */
  anyMcp(use: number, site: number): number {
    const { number, first, servers } = this.farms[use][site];
    return first + (this.turn[number * this.sites + site] % Math.max(1, servers));
  }

  freePort(use: number, mcp: number, site: number, nowUs: number): void {
    const { number, weight } = this.farms[use][site];
    this.taken[this.at(number, mcp)] -= weight;
    this.change(FIRST_USE + use, site, nowUs, -1);
    if (number === SHARED_FARM) this.changeShared(site, nowUs, -weight);
  }

  /** Everything that is out, for the laws of the tests: trunks, and what ports take of MCPs. */
  get inUse(): number {
    const trunks = this.trunksInUse.reduce((total, value) => total + value, 0);
    return trunks + this.taken.reduce((total, value) => total + value, 0) / WHOLE_PORT;
  }

  private at(farm: number, mcp: number): number {
    return farm * this.plan.topology.instances.length + mcp;
  }

  private count(kind: number, site: number, nowUs: number, taken: boolean): void {
    this.countOne(kind, site, taken);
    if (taken) this.change(kind, site, nowUs, 1);
  }

  private countOne(kind: number, site: number, taken: boolean): void {
    const { poolOffered, poolBlocked } = this.plan.meters;
    const { counters } = this.recorders;
    const cluster = kind * (1 + this.sites);
    const own = cluster + 1 + site;
    counters[poolOffered[cluster]]++;
    if (poolOffered[own] >= 0) counters[poolOffered[own]]++;
    if (taken) return;
    counters[poolBlocked[cluster]]++;
    if (poolBlocked[own] >= 0) counters[poolBlocked[own]]++;
  }

  private change(kind: number, site: number, nowUs: number, by: number): void {
    const { poolInUse } = this.plan.meters;
    const cluster = kind * (1 + this.sites);
    this.recorders.changeLevel(poolInUse[cluster], nowUs, by);
    const own = poolInUse[cluster + 1 + site];
    if (own >= 0) this.recorders.changeLevel(own, nowUs, by);
  }

  private countShared(site: number, taken: boolean): void {
    if (this.plan.meters.poolOffered[SHARED * (1 + this.sites)] >= 0)
      this.countOne(SHARED, site, taken);
  }

  /** The level holds whole treatment ports, those of each site rounded. */
  private changeShared(site: number, nowUs: number, by: number): void {
    if (this.plan.meters.poolInUse[SHARED * (1 + this.sites)] < 0) return;
    const before = Math.round(this.shared[site] / WHOLE_PORT);
    this.shared[site] += by;
    const change = Math.round(this.shared[site] / WHOLE_PORT) - before;
    if (change !== 0) this.change(SHARED, site, nowUs, change);
  }
}

/**
 * Size of each pool, in the order of `poolNames`: for a use that shares its ports, how many there
 * are of them while nobody else takes any.
 */
export function poolSizes({ scenario, topology }: Plan): number[] {
  const farms = farmsOf(scenario, topology);
  const sizes = POOL_KINDS.map((kind, k) =>
    scenario.sites.map((site, s) => {
      if (kind === "trunks") return site.trunks;
      if (kind !== "mcp") return portsFor(farms[k - FIRST_USE][s]);
      const shared = PORT_USES.flatMap((_, use) =>
        farms[use][s].number === SHARED_FARM ? [farms[use][s]] : [],
      );
      const { servers, room } = shared[0] ?? { servers: 0, room: 0 };
      return servers === 0 ? 0 : (servers * room) / WHOLE_PORT;
    }),
  );
  return sizes.flatMap((each) => [each.reduce((sum, size) => sum + size, 0), ...each]);
}

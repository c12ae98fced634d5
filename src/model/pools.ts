import type { Recorders } from "../measure/recorders.ts";
import type { Site } from "../scenario/types.ts";
import { POOL_KINDS, PORT_USES } from "./holdings.ts";
import type { Plan } from "./plan.ts";
import type { Range } from "./topology.ts";
import { componentIndex } from "./topology.ts";

const TRUNKS = POOL_KINDS.indexOf("trunks");
/** The pool of the first use of ports; those of the others follow in their order. */
const FIRST_USE = POOL_KINDS.indexOf("mcp.treatment");
/** The farm of the uses that share ports; one with ports of its own has the farm 1 + its number. */
const SHARED = 0;
const MCP = componentIndex("mcp");

/**
 * Trunks and media ports of each site: finite pools from which a call takes one and to which it
 * gives it back. Ports belong to MCP instances, which are filled in turn; a Resource Manager
 * knows what is free, so a call is blocked only when the whole farm is full. A use of ports has a
 * farm of its own where the site says so; the others share one.
 */
export class Pools {
  private readonly plan: Plan;
  private readonly recorders: Recorders;
  private readonly sites: number;
  private readonly trunksInUse: Int32Array;
  /** By farm, then instance. */
  private readonly portsInUse: Int32Array;
  /** By farm, then site. */
  private readonly turn: Int32Array;

  constructor(plan: Plan, recorders: Recorders) {
    const farms = 1 + PORT_USES.length;
    this.plan = plan;
    this.recorders = recorders;
    this.sites = plan.scenario.sites.length;
    this.trunksInUse = new Int32Array(this.sites);
    this.portsInUse = new Int32Array(farms * plan.topology.instances.length);
    this.turn = new Int32Array(farms * this.sites);
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
   * Takes a port for a use (index into PORT_USES) of the next MCP in turn that has one; returns the
   * instance, −1 when none has.
   */
  takePort(use: number, site: number, nowUs: number): number {
    const farm = this.farmOf(use, site);
    const { first, count } = this.mcpsAt(site);
    const ports = portsOf(this.plan.scenario.sites[site], use);
    const turn = farm * this.sites + site;
    let mcp = -1;
    for (let i = 0; i < count && mcp < 0; i++) {
      const each = first + ((this.turn[turn] + i) % count);
      if (this.portsInUse[this.at(farm, each)] < ports) mcp = each;
    }
    this.count(FIRST_USE + use, site, nowUs, mcp >= 0);
    if (mcp >= 0) {
      this.turn[turn] = mcp - first + 1;
      this.portsInUse[this.at(farm, mcp)]++;
    }
    return mcp;
  }

  /** The MCP that has to refuse when no port is free. */
  anyMcp(use: number, site: number): number {
    const { first, count } = this.mcpsAt(site);
    const turn = this.turn[this.farmOf(use, site) * this.sites + site];
    return first + (turn % Math.max(1, count));
  }

  freePort(use: number, mcp: number, site: number, nowUs: number): void {
    this.portsInUse[this.at(this.farmOf(use, site), mcp)]--;
    this.change(FIRST_USE + use, site, nowUs, -1);
  }

  /** Everything that is out, for the laws of the tests. */
  get inUse(): number {
    const sum = (column: Int32Array) => column.reduce((total, value) => total + value, 0);
    return sum(this.trunksInUse) + sum(this.portsInUse);
  }

  private farmOf(use: number, site: number): number {
    return this.plan.scenario.sites[site].ownPorts[use] === null ? SHARED : 1 + use;
  }

  private at(farm: number, mcp: number): number {
    return farm * this.plan.topology.instances.length + mcp;
  }

  private mcpsAt(site: number): Range {
    return this.plan.topology.atSite[MCP][site];
  }

  private count(kind: number, site: number, nowUs: number, taken: boolean): void {
    const { poolOffered, poolBlocked } = this.plan.meters;
    const { counters } = this.recorders;
    const cluster = kind * (1 + this.sites);
    const own = cluster + 1 + site;
    counters[poolOffered[cluster]]++;
    if (poolOffered[own] >= 0) counters[poolOffered[own]]++;
    if (taken) this.change(kind, site, nowUs, 1);
    else {
      counters[poolBlocked[cluster]]++;
      if (poolBlocked[own] >= 0) counters[poolBlocked[own]]++;
    }
  }

  private change(kind: number, site: number, nowUs: number, by: number): void {
    const { poolInUse } = this.plan.meters;
    const cluster = kind * (1 + this.sites);
    this.recorders.changeLevel(poolInUse[cluster], nowUs, by);
    const own = poolInUse[cluster + 1 + site];
    if (own >= 0) this.recorders.changeLevel(own, nowUs, by);
  }
}

/** Ports for a use that each MCP of a site has: of its own, or those that uses share. */
const portsOf = ({ ownPorts, portsPerMcp }: Site, use: number): number =>
  ownPorts[use] ?? portsPerMcp;

/** Size of each pool, in the order of `poolNames`. What uses share is the size of each of them. */
export function poolSizes({ scenario }: Plan): number[] {
  const sizes = POOL_KINDS.map((kind) =>
    scenario.sites.map((site) => {
      if (kind === "trunks") return site.trunks;
      const ports = portsOf(site, POOL_KINDS.indexOf(kind) - FIRST_USE);
      return site.instances[MCP] === 0 ? 0 : ports * site.instances[MCP];
    }),
  );
  return sizes.flatMap((each) => [each.reduce((sum, size) => sum + size, 0), ...each]);
}

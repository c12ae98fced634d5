import type { Recorders } from "../measure/recorders.ts";
import { POOL_KINDS } from "./meters.ts";
import type { Plan } from "./plan.ts";
import { componentIndex } from "./topology.ts";

export const TRUNKS = 0;
export const TREATMENT = 1;

/**
 * Trunks and media ports of each site: finite pools from which a call takes one and to which it
 * gives it back. Ports belong to MCP instances, which are filled in turn; a Resource Manager
 * knows what is free, so a call is blocked only when the whole farm is full.
 */
export class Pools {
  private readonly plan: Plan;
  private readonly recorders: Recorders;
  private readonly sites: number;
  private readonly mcp: number;
  private readonly trunksInUse: Int32Array;
  private readonly portsInUse: Int32Array;
  private readonly turn: Int32Array;

  constructor(plan: Plan, recorders: Recorders) {
    this.plan = plan;
    this.recorders = recorders;
    this.sites = plan.scenario.sites.length;
    this.mcp = componentIndex("mcp");
    this.trunksInUse = new Int32Array(this.sites);
    this.portsInUse = new Int32Array(plan.topology.instances.length);
    this.turn = new Int32Array(this.sites);
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

  /** Takes a port of the next MCP in turn that has one; returns the instance, −1 when none has. */
  takePort(site: number, nowUs: number): number {
    const { first, count } = this.plan.topology.atSite[this.mcp][site];
    const ports = this.plan.scenario.sites[site].portsPerMcp;
    let mcp = -1;
    for (let i = 0; i < count && mcp < 0; i++) {
      const each = first + ((this.turn[site] + i) % count);
      if (this.portsInUse[each] < ports) mcp = each;
    }
    this.count(TREATMENT, site, nowUs, mcp >= 0);
    if (mcp >= 0) {
      this.turn[site] = mcp - first + 1;
      this.portsInUse[mcp]++;
    }
    return mcp;
  }

  /** The MCP that has to refuse when no port is free. */
  anyMcp(site: number): number {
    const { first, count } = this.plan.topology.atSite[this.mcp][site];
    return first + (this.turn[site] % Math.max(1, count));
  }

  freePort(mcp: number, site: number, nowUs: number): void {
    this.portsInUse[mcp]--;
    this.change(TREATMENT, site, nowUs, -1);
  }

  /** Everything that is out, for the laws of the tests. */
  get inUse(): number {
    const sum = (column: Int32Array) => column.reduce((total, value) => total + value, 0);
    return sum(this.trunksInUse) + sum(this.portsInUse);
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

/** Size of each pool, in the order of `poolNames`. */
export function poolSizes(plan: Plan): number[] {
  const mcp = componentIndex("mcp");
  const sizes = POOL_KINDS.map((kind) =>
    plan.scenario.sites.map(({ trunks, portsPerMcp, instances }) =>
      kind === "trunks" ? trunks : instances[mcp] === 0 ? 0 : portsPerMcp * instances[mcp],
    ),
  );
  return sizes.flatMap((each) => [each.reduce((sum, size) => sum + size, 0), ...each]);
}

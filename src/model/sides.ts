import { componentIndex, type Range } from "./topology.ts";
import type { World } from "./world.ts";

/** Without any of one of these at its site a call finds no agent: who decides, and who knows. */
const ROUTERS = ["urs", "statServer"].map(componentIndex);

/**
 * Which calls may have which agents. Sites whose T-Controllers hear nothing of the others' know
 * only stale things of those agents, so that calls get agents of their own side alone. Calls of a
 * site where no URS or no StatServer works get nobody: a strategy names an agent by what
 * StatServer says of who is ready (facts 1.1). They wait, for as long as they do or until their
 * overflow sends them on.
 */
export class Sides {
  /** Some site is apart from the others. */
  isSplit = false;
  /** Some call may not have some agent: what follows has to be looked at. */
  isLimited = false;
  /** By site: faults that keep it apart. */
  private readonly splits: Uint8Array;
  /** By site: 1 while nobody there routes. */
  private readonly blind: Uint8Array;

  constructor(sites: number) {
    this.splits = new Uint8Array(sites);
    this.blind = new Uint8Array(sites);
  }

  split(site: number, by: number): void {
    this.splits[site] += by;
    this.isSplit = this.splits.some((faults) => faults > 0);
    this.isLimited = this.isSplit || this.blind.includes(1);
  }

  /** Machines have stopped or are back. True: calls of some site find agents again. */
  look({ topology, platform }: World): boolean {
    const isServed = ({ first, count }: Range) =>
      count === 0 || platform.up.subarray(first, first + count).some((up) => up !== 0);
    const before = this.blind.slice();
    for (let site = 0; site < this.blind.length; site++)
      this.blind[site] = ROUTERS.every((each) => isServed(topology.atSite[each][site])) ? 0 : 1;
    this.isLimited = this.isSplit || this.blind.includes(1);
    return before.some((blind, site) => blind > this.blind[site]);
  }

  /** Whether events of one site reach another. */
  areTogether(one: number, other: number): boolean {
    return one === other || (this.splits[one] === 0 && this.splits[other] === 0);
  }

  /** Whether a call of one site may have an agent of another. */
  mayHave(site: number, agentSite: number): boolean {
    return this.blind[site] === 0 && this.areTogether(site, agentSite);
  }
}

/**
 * Sites whose T-Controllers hear nothing of the others': what they know of those agents is stale,
 * so that calls get agents of their own side alone.
 */
export class Sides {
  /** Some site is apart from the others. */
  isSplit = false;
  /** By site: faults that keep it apart. */
  private readonly splits: Uint8Array;

  constructor(sites: number) {
    this.splits = new Uint8Array(sites);
  }

  split(site: number, by: number): void {
    this.splits[site] += by;
    this.isSplit = this.splits.some((faults) => faults > 0);
  }

  /** Whether events of one site reach another. */
  areTogether(one: number, other: number): boolean {
    return one === other || (this.splits[one] === 0 && this.splits[other] === 0);
  }
}

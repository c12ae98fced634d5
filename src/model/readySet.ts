/**
 * Ready agents by line, in no order that means anything, so that any of them can be drawn at once:
 * who leaves gives the place to the last one.
 */
export class ReadySet {
  /** By line: where its members begin, and how many there are. */
  private readonly first: Int32Array;
  private readonly counts: Int32Array;
  private readonly members: Int32Array;
  /** By agent: its place in `members`. */
  private readonly places: Int32Array;

  /** `sizes`: the most members each line can have; who changes sites has room in several. */
  constructor(sizes: readonly number[], agents: number) {
    this.first = new Int32Array(sizes.length);
    for (let line = 1; line < sizes.length; line++)
      this.first[line] = this.first[line - 1] + sizes[line - 1];
    this.counts = new Int32Array(sizes.length);
    this.members = new Int32Array(sizes.reduce((sum, size) => sum + size, 0));
    this.places = new Int32Array(agents);
  }

  count(line: number): number {
    return this.counts[line];
  }

  /** @param nth from 0 up, below `count` */
  member(line: number, nth: number): number {
    return this.members[this.first[line] + nth];
  }

  join(line: number, agent: number): void {
    const place = this.first[line] + this.counts[line]++;
    this.members[place] = agent;
    this.places[agent] = place;
  }

  leave(line: number, agent: number): void {
    const place = this.places[agent];
    const last = this.members[this.first[line] + --this.counts[line]];
    this.members[place] = last;
    this.places[last] = place;
  }
}

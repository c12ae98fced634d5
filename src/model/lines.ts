import { doubleColumns } from "./columns.ts";

const NONE = -1;

/** Lines of members, first come first; whoever stands in one may leave it from anywhere. */
export class Lines {
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private readonly links: Links;

  /** Room at first for the members 0 to `members` - 1; it doubles when a higher one joins. */
  constructor(lines: number, members: number) {
    this.first = new Int32Array(lines).fill(NONE);
    this.last = new Int32Array(lines).fill(NONE);
    this.links = { next: new Int32Array(members), previous: new Int32Array(members) };
  }

  /** Who has stood in a line longest, −1 when it is empty. */
  head(line: number): number {
    return this.first[line];
  }

  /** A member who stands in no line goes to the end of one. */
  join(line: number, member: number): void {
    const { first, last, links } = this;
    while (member >= links.next.length) doubleColumns(links);
    const before = last[line];
    links.previous[member] = before;
    links.next[member] = NONE;
    last[line] = member;
    if (before === NONE) first[line] = member;
    else links.next[before] = member;
  }

  /** Who stands behind a member, −1 for nobody. */
  after(member: number): number {
    return this.links.next[member];
  }

  /** A member who stands in no line goes before one who stands in it. */
  joinBefore(line: number, member: number, behind: number): void {
    const { first, links } = this;
    while (member >= links.next.length) doubleColumns(links);
    const before = links.previous[behind];
    links.previous[member] = before;
    links.next[member] = behind;
    links.previous[behind] = member;
    if (before === NONE) first[line] = member;
    else links.next[before] = member;
  }

  /** A member leaves the line it stands in. */
  leave(line: number, member: number): void {
    const { first, last, links } = this;
    const before = links.previous[member];
    const after = links.next[member];
    if (before === NONE) first[line] = after;
    else links.next[before] = after;
    if (after === NONE) last[line] = before;
    else links.previous[after] = before;
  }
}

/** By member: who stands behind and before it. */
interface Links {
  readonly next: Int32Array;
  readonly previous: Int32Array;
}

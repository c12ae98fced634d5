import FastPriorityQueue from "fastpriorityqueue";
import type { Stream } from "../../engine/streams.ts";

/** A record's next attempt. */
export interface Attempt {
  /** Its place on the list, from 0. */
  readonly record: number;
  /** 1 for the first. */
  readonly attempt: number;
  /** Where all that is drawn for it comes from; null: the campaign's own streams. */
  readonly stream: Stream | null;
}

interface Due extends Attempt {
  readonly atUs: number;
  /** Rises with each that is planned: the order of those due at the same time. */
  readonly order: number;
}

/**
 * The numbers of a campaign: those not dialled yet, in their order, and those that are to be
 * dialled again, as soon as they are due. What is due again comes first.
 */
export class RecordList {
  /** A double, since a list may have more than 31 bits count. */
  private next = Number.NaN;
  private readonly size: number;
  private planned = 0;
  private readonly again = new FastPriorityQueue<Due>(
    (a, b) => a.atUs < b.atUs || (a.atUs === b.atUs && a.order < b.order),
  );

  /** @param size `Infinity`: never at its end */
  constructor(size: number) {
    this.size = size;
    this.next = 0;
  }

  get isDone(): boolean {
    return this.next >= this.size && this.again.isEmpty();
  }

  /** When there is something to dial, not before now; `Infinity` when nothing is planned. */
  dueUs(nowUs: number): number {
    if (this.next < this.size) return nowUs;
    return Math.max(nowUs, this.again.peek()?.atUs ?? Number.POSITIVE_INFINITY);
  }

  /** What to dial now; there is something. */
  take(nowUs: number): Attempt {
    const first = this.again.peek();
    if (first !== undefined && first.atUs <= nowUs) return this.again.poll()!;
    return { record: this.next++, attempt: 1, stream: null };
  }

  dialAgain(atUs: number, attempt: Attempt): void {
    this.again.add({ ...attempt, atUs, order: this.planned++ });
  }
}

import FastPriorityQueue from "fastpriorityqueue";
import type { Distribution } from "../../engine/distributions/types.ts";
import type { Stream } from "../../engine/streams.ts";

/** Absences that pass before time zero: then it is forgotten how they began. */
const BEFORE = 10;

/**
 * Positions of a roster, each of which is away now and then by itself: absences of a stated law,
 * exponential presences between them, so long that the stated share of the time is spent away.
 */
export class Absences {
  /** Positions present among the first `count` of them. */
  present = 0;
  private count = 0;
  private readonly isAway: Uint8Array;
  private readonly untilUs: Float64Array;
  private readonly changes: FastPriorityQueue<number>;
  private readonly law: Distribution;
  private readonly presenceUs: number;
  private readonly stream: Stream;

  /** @param shrinkage the share of the time that a position is away, above 0 and below 1 */
  constructor(size: number, shrinkage: number, law: Distribution, stream: Stream) {
    this.law = law;
    this.presenceUs = (law.mean * (1 - shrinkage)) / shrinkage;
    this.stream = stream;
    this.isAway = new Uint8Array(size);
    this.untilUs = new Float64Array(size);
    const { untilUs } = this;
    this.changes = new FastPriorityQueue(
      (a, b) => untilUs[a] < untilUs[b] || (untilUs[a] === untilUs[b] && a < b),
    );
    for (let position = 0; position < size; position++) {
      this.isAway[position] = Number(stream.next() < shrinkage);
      // At any phase: constant absences that begin together would go on together.
      this.untilUs[position] = -Math.round((BEFORE + stream.next()) * law.mean);
      while (this.untilUs[position] <= 0) this.goOn(position);
      this.changes.add(position);
    }
  }

  /** When a position comes or goes next. */
  get nextUs(): number {
    const first = this.changes.peek();
    return first === undefined ? Number.POSITIVE_INFINITY : this.untilUs[first];
  }

  /** The roster has so many positions from now on. */
  staff(count: number): void {
    this.count = count;
    this.present = 0;
    for (let position = 0; position < count; position++) this.present += 1 - this.isAway[position];
  }

  /** Comings and goings up to a time, that included. */
  passTo(nowUs: number): void {
    while (this.nextUs <= nowUs) {
      const position = this.changes.poll()!;
      if (position < this.count) this.present += this.isAway[position] === 1 ? 1 : -1;
      this.isAway[position] = 1 - this.isAway[position];
      this.untilUs[position] += this.lengthUs(position);
      this.changes.add(position);
    }
  }

  private goOn(position: number): void {
    this.untilUs[position] += this.lengthUs(position);
    if (this.untilUs[position] <= 0) this.isAway[position] = 1 - this.isAway[position];
  }

  /** Of the state a position is in; a microsecond at least, so that time goes on. */
  private lengthUs(position: number): number {
    const u = this.stream.next();
    const lengthUs =
      this.isAway[position] === 1 ? this.law.quantile(u) : -Math.log1p(-u) * this.presenceUs;
    return Math.max(1, Math.round(lengthUs));
  }
}

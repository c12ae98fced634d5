import { NOTHING } from "./histogram.ts";
import type { Sparse } from "./types.ts";

/** 2^52. Two whole numbers up to it add up exactly in a double. */
const LIMB = 4503599627370496;

/** What is kept of each level, side by side. */
const COLUMN = { MOMENT: 0, CARRIES: 1, MAX: 2, KEEPS_TIMES: 3 } as const;
const COLUMNS = 4;

/**
 * Whole numbers over time (busy agents, held ports). The area under a level since the restart is
 * value · now − moment; the moment is the sum of change · time, to which the restart itself counts
 * as a change from zero. So a change costs one product and no look at the change before it, and
 * the area can be read at any time without booking anything. The moment is an exact integer in two
 * limbs, `CARRIES` × 2^52 + `MOMENT`: 60,000 agents for 41 hours outgrow one double.
 */
export class Levels {
  /** The values now. */
  readonly values: Float64Array;
  private readonly columns: Float64Array;
  /** Microseconds spent at each value, for levels that keep them, up to `sinceUs`. */
  private readonly histograms: (Float64Array | null)[];
  private readonly sinceUs: Float64Array;

  constructor(hasHistogram: readonly boolean[]) {
    const levels = hasHistogram.length;
    this.values = new Float64Array(levels);
    this.columns = new Float64Array(levels * COLUMNS);
    this.histograms = hasHistogram.map((wanted) => (wanted ? new Float64Array(8) : null));
    this.sinceUs = new Float64Array(levels);
    hasHistogram.forEach((wanted, level) => {
      this.columns[level * COLUMNS + COLUMN.KEEPS_TIMES] = wanted ? 1 : 0;
    });
  }

  change(level: number, nowUs: number, by: number): void {
    const { values, columns } = this;
    const at = level * COLUMNS;
    if (columns[at + COLUMN.KEEPS_TIMES] !== 0) this.spend(level, nowUs);
    const value = values[level] + by;
    values[level] = value;
    if (value > columns[at + COLUMN.MAX]) columns[at + COLUMN.MAX] = value;
    const moment = columns[at] + by * nowUs;
    if (moment < LIMB && moment > -LIMB) columns[at] = moment;
    else this.carry(at, nowUs, by);
  }

  /** Forgets history and maxima, keeps the values. */
  restart(nowUs: number): void {
    this.values.forEach((value, level) => {
      const at = level * COLUMNS;
      this.columns[at + COLUMN.MOMENT] = 0;
      this.columns[at + COLUMN.CARRIES] = 0;
      this.columns[at + COLUMN.MAX] = value;
      this.carry(at, nowUs, value);
      this.histograms[level]?.fill(0);
    });
    this.sinceUs.fill(nowUs);
  }

  /** Area in value × microseconds from the restart until now, as a double. */
  areaUs(level: number, nowUs: number): number {
    const at = level * COLUMNS;
    const whole = this.values[level] * nowUs;
    if (this.columns[at + COLUMN.CARRIES] === 0 && whole < LIMB) return whole - this.columns[at];
    return Number(this.exactAreaUs(level, nowUs));
  }

  /** The same, exactly. */
  exactAreaUs(level: number, nowUs: number): bigint {
    const at = level * COLUMNS;
    const carried = BigInt(this.columns[at + COLUMN.CARRIES]) * BigInt(LIMB);
    return BigInt(this.values[level]) * BigInt(nowUs) - carried - BigInt(this.columns[at]);
  }

  /** The greatest values since the restart. */
  maxima(): Float64Array {
    return this.values.map((_, level) => this.columns[level * COLUMNS + COLUMN.MAX]);
  }

  /** Microseconds at each value that was taken until now; null for a level without them. */
  histogram(level: number, nowUs: number): Sparse | null {
    if (this.histograms[level] === null) return null;
    this.spend(level, nowUs);
    const times = this.histograms[level];
    const values = Int32Array.from(times.keys()).filter((value) => times[value] > 0);
    if (values.length === 0) return NOTHING;
    return { keys: values, weights: Float64Array.from(values, (value) => times[value]) };
  }

  /** A change whose product with the time, or the moment with it, may not fit the lower limb. */
  private carry(at: number, nowUs: number, by: number): void {
    const { columns } = this;
    const product = by * nowUs;
    if (Math.abs(product) >= LIMB) {
      const half = Math.floor(nowUs / 2);
      this.carry(at, half, by);
      this.carry(at, nowUs - half, by);
      return;
    }
    const moment = columns[at] + product;
    const carries = Math.trunc(moment / LIMB);
    columns[at] = moment - carries * LIMB;
    columns[at + COLUMN.CARRIES] += carries;
  }

  /** Books the time since the last change at the value that lasted. */
  private spend(level: number, nowUs: number): void {
    const value = this.values[level];
    const known = this.histograms[level]!;
    let times = known;
    if (value >= known.length) {
      times = new Float64Array(2 * value);
      times.set(known);
      this.histograms[level] = times;
    }
    times[value] += nowUs - this.sinceUs[level];
    this.sinceUs[level] = nowUs;
  }
}

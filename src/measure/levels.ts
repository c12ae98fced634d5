import type { Sparse } from "./types.ts";

/** 2^52. Two whole numbers up to it add up exactly in a double. */
const LIMB = 4503599627370496;

/**
 * Whole numbers over time (busy agents, held ports) in columns. The area under each is an exact
 * integer in two limbs, `high` × 2^52 + `low`: 60,000 agents for 41 hours outgrow one double.
 */
export class Levels {
  /** The values now. */
  readonly values: Float64Array;
  private readonly sinceUs: Float64Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly max: Float64Array;
  /** Microseconds spent at each value, for levels that keep them. */
  private readonly histograms: (Float64Array | null)[];

  constructor(hasHistogram: readonly boolean[]) {
    const levels = hasHistogram.length;
    this.values = new Float64Array(levels);
    this.sinceUs = new Float64Array(levels);
    this.low = new Float64Array(levels);
    this.high = new Float64Array(levels);
    this.max = new Float64Array(levels);
    this.histograms = hasHistogram.map((wanted) => (wanted ? new Float64Array(8) : null));
  }

  change(level: number, nowUs: number, by: number): void {
    this.settle(level, nowUs);
    const value = this.values[level] + by;
    this.values[level] = value;
    if (value > this.max[level]) this.max[level] = value;
  }

  /** Books the time since the last change. */
  settle(level: number, nowUs: number): void {
    const value = this.values[level];
    const spentUs = nowUs - this.sinceUs[level];
    this.sinceUs[level] = nowUs;
    const area = value * spentUs;
    const low = this.low[level] + area;
    if (area < LIMB && low < LIMB) this.low[level] = low;
    else this.carry(level, value, spentUs);
    const histogram = this.histograms[level];
    if (histogram !== null) this.spend(level, histogram, value, spentUs);
  }

  /** Forgets history and maxima, keeps the values. */
  restart(nowUs: number): void {
    this.sinceUs.fill(nowUs);
    this.low.fill(0);
    this.high.fill(0);
    this.max.set(this.values);
    for (const histogram of this.histograms) histogram?.fill(0);
  }

  /** Area in value × microseconds since the restart up to the last booking, as a double. */
  areaUs(level: number): number {
    return this.high[level] * LIMB + this.low[level];
  }

  /** The same, exactly. */
  exactAreaUs(level: number): bigint {
    return BigInt(this.high[level]) * BigInt(LIMB) + BigInt(this.low[level]);
  }

  /** The greatest values since the restart. */
  maxima(): Float64Array {
    return this.max.slice();
  }

  /** Microseconds at each value that was taken; null for a level that does not keep them. */
  histogram(level: number): Sparse | null {
    const histogram = this.histograms[level];
    if (histogram === null) return null;
    const taken = Array.from(histogram.keys()).filter((value) => histogram[value] > 0);
    return {
      keys: Int32Array.from(taken),
      weights: Float64Array.from(taken, (value) => histogram[value]),
    };
  }

  /** An area that may not fit the lower limb: halved until each part does. */
  private carry(level: number, value: number, spentUs: number): void {
    const area = value * spentUs;
    if (area >= LIMB) {
      const halfUs = Math.floor(spentUs / 2);
      this.carry(level, value, halfUs);
      this.carry(level, value, spentUs - halfUs);
      return;
    }
    const low = this.low[level] + area;
    this.low[level] = low < LIMB ? low : low - LIMB;
    if (low >= LIMB) this.high[level]++;
  }

  private spend(level: number, histogram: Float64Array, value: number, spentUs: number): void {
    if (value >= histogram.length) {
      const larger = new Float64Array(2 * value);
      larger.set(histogram);
      this.histograms[level] = larger;
      histogram = larger;
    }
    histogram[value] += spentUs;
  }
}

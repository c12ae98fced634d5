import { cellOf, NOTHING, totalWeight } from "./histogram.ts";
import { Pages } from "./pages.ts";
import type { Sample, Sparse } from "./types.ts";

/** The part of a sample that tallies fill. */
export type TallySample = Pick<Sample, "tallyCount" | "tallySum" | "tallyMax"> & {
  readonly tallyHistogram: Sparse[];
};

/**
 * Durations in columns: sum, maximum and log-linear histogram of each tally. The count is the
 * weight of the histogram.
 */
export class Tallies {
  private readonly sums: Float64Array;
  private readonly max: Float64Array;
  private readonly pages: Pages;

  constructor(tallies: number) {
    this.sums = new Float64Array(tallies);
    this.max = new Float64Array(tallies);
    this.pages = new Pages(tallies);
  }

  /** Adds one duration: whole microseconds, 0 … 2^53 − 1. */
  record(tally: number, valueUs: number): void {
    this.sums[tally] += valueUs;
    if (valueUs > this.max[tally]) this.max[tally] = valueUs;
    this.pages.count(tally, cellOf(valueUs), 1);
  }

  /** Adds the same duration `times` times, at least once. */
  recordMany(tally: number, valueUs: number, times: number): void {
    this.sums[tally] += valueUs * times;
    if (valueUs > this.max[tally]) this.max[tally] = valueUs;
    this.pages.count(tally, cellOf(valueUs), times);
  }

  /** Adds the first `count` of a column of durations, each of them `times` times. */
  recordAll(tally: number, valuesUs: Float64Array, count: number, times: number): void {
    for (let i = 0; i < count; i++) this.recordMany(tally, valuesUs[i], times);
  }

  clear(): void {
    this.sums.fill(0);
    this.max.fill(0);
    this.pages.clear();
  }

  /** A sample in which nothing was recorded. */
  emptySample(): TallySample {
    const tallies = this.sums.length;
    return {
      tallyCount: new Float64Array(tallies),
      tallySum: new Float64Array(tallies),
      tallyMax: new Float64Array(tallies),
      tallyHistogram: new Array<Sparse>(tallies).fill(NOTHING),
    };
  }

  /** Copies what was recorded so far in one tally. */
  copyTo(sample: TallySample, tally: number): void {
    const histogram = this.pages.sparse(tally);
    sample.tallyCount[tally] = totalWeight(histogram);
    sample.tallySum[tally] = this.sums[tally];
    sample.tallyMax[tally] = this.max[tally];
    sample.tallyHistogram[tally] = histogram;
  }
}

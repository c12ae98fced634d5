import { cellOf, totalWeight } from "./histogram.ts";
import { Pages } from "./pages.ts";
import type { Sample } from "./types.ts";

/** The part of a sample that tallies fill. */
export type TallySample = Pick<Sample, "tallyCount" | "tallySum" | "tallyMax" | "tallyHistogram">;

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

  clear(): void {
    this.sums.fill(0);
    this.max.fill(0);
    this.pages.clear();
  }

  /** A copy of what was recorded so far. */
  sample(): TallySample {
    const histograms = Array.from(this.sums, (_, tally) => this.pages.sparse(tally));
    return {
      tallyCount: Float64Array.from(histograms, totalWeight),
      tallySum: this.sums.slice(),
      tallyMax: this.max.slice(),
      tallyHistogram: histograms,
    };
  }
}

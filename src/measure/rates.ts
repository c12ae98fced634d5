import type { MinuteSource, RateSource } from "./layout.ts";
import type { Levels } from "./levels.ts";

/** Reads series of summed terms: how much each grew per second since it was last read. */
export class Rates {
  private readonly series: readonly (readonly MinuteSource[])[];
  private readonly counters: Float64Array;
  private readonly levels: Levels;
  /** The counter or area of each term at the last reading, by series. */
  private readonly before: readonly Float64Array[];

  constructor(
    series: readonly (readonly MinuteSource[])[],
    counters: Float64Array,
    levels: Levels,
  ) {
    this.series = series;
    this.counters = counters;
    this.levels = levels;
    this.before = series.map((terms) => new Float64Array(terms.length));
  }

  /** Counters and areas have just been set to zero. */
  restart(): void {
    for (const values of this.before) values.fill(0);
  }

  /**
   * The value of a series over the `seconds` that end now.
   * @param maxOfSecond greatest one-second value of each window within that time
   */
  read(series: number, nowUs: number, seconds: number, maxOfSecond: Float64Array): number {
    const terms = this.series[series];
    const before = this.before[series];
    let sum = 0;
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i];
      if ("maxOfSecond" in term) {
        sum += maxOfSecond[term.maxOfSecond];
        continue;
      }
      const total = this.total(term, nowUs);
      sum += ((term.factor ?? 1) * (total - before[i])) / seconds;
      before[i] = total;
    }
    return sum;
  }

  /** A counter, or the area under a level in value × seconds. */
  private total(term: RateSource, nowUs: number): number {
    if ("counter" in term) return this.counters[term.counter];
    this.levels.settle(term.level, nowUs);
    return this.levels.areaUs(term.level) / 1e6;
  }
}

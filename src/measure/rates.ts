import type { MinuteSource } from "./layout.ts";
import type { Levels } from "./levels.ts";

const COUNTER = 0;
const LEVEL = 1;
const MAX_OF_SECOND = 2;

/** Reads series of summed terms: how much each grew per second since it was last read. */
export class Rates {
  private readonly counters: Float64Array;
  private readonly levels: Levels;
  /** The first term of each series, and the end of the last. */
  private readonly first: Int32Array;
  /** Of each term: what it reads and where, its factor, and what it read last. */
  private readonly kind: Uint8Array;
  private readonly source: Int32Array;
  private readonly factor: Float64Array;
  private readonly before: Float64Array;

  constructor(
    series: readonly (readonly MinuteSource[])[],
    counters: Float64Array,
    levels: Levels,
  ) {
    this.counters = counters;
    this.levels = levels;
    const terms = series.flat();
    let end = 0;
    this.first = Int32Array.from([0, ...series.map(({ length }) => (end += length))]);
    this.kind = Uint8Array.from(terms, (term) =>
      "counter" in term ? COUNTER : "level" in term ? LEVEL : MAX_OF_SECOND,
    );
    this.source = Int32Array.from(terms, (term) =>
      "counter" in term ? term.counter : "level" in term ? term.level : term.maxOfSecond,
    );
    this.factor = Float64Array.from(terms, (term) =>
      "maxOfSecond" in term ? 1 : (term.factor ?? 1),
    );
    this.before = new Float64Array(terms.length);
  }

  /** Counters and areas have just been set to zero. */
  restart(): void {
    this.before.fill(0);
  }

  /**
   * The value of a series over the `seconds` that end now.
   * @param maxOfSecond greatest one-second value of each window within that time
   */
  read(series: number, nowUs: number, seconds: number, maxOfSecond: Float64Array): number {
    const { first, kind, source, factor, before } = this;
    let sum = 0;
    for (let term = first[series]; term < first[series + 1]; term++) {
      const from = source[term];
      if (kind[term] === MAX_OF_SECOND) {
        sum += maxOfSecond[from];
        continue;
      }
      // A counter, or the area under a level in value × seconds.
      const total =
        kind[term] === COUNTER ? this.counters[from] : this.levels.areaUs(from, nowUs) / 1e6;
      sum += (factor[term] * (total - before[term])) / seconds;
      before[term] = total;
    }
    return sum;
  }
}

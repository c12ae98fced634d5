import { apart, distinctOf } from "./kaplanMeier.ts";

/** Different durations with how often each was seen; ln x stands beside, since laws ask for it. */
export interface Weighted {
  readonly values: Float64Array;
  readonly logs: Float64Array;
  readonly weights: Float64Array;
  /** Sum of the weights, and of value times weight. */
  readonly count: number;
  readonly total: number;
}

/** Durations as a likelihood reads them, in seconds. */
export interface Durations {
  /** Width of the interval a written duration stands for; 0: exact. */
  readonly resolution: number;
  readonly events: Weighted;
  readonly censored: Weighted;
  /** Events written as exactly zero. */
  readonly zeros: number;
  readonly n: number;
  readonly eventCount: number;
}

/** More different values than this are gathered into cells. */
const DISTINCT_MAX = 20_000;

/**
 * Counts equal durations, so that a likelihood costs as much as there are different ones. Where
 * they are more than 20,000, those within a cell of ln x count as their mean: with a spread of 1e9
 * between least and greatest a cell is 0.1 % wide and moves no estimate by more than a millionth.
 * A duration of zero that was cut short says nothing and is only counted.
 * @throws RangeError for a duration that is negative or not finite, and where none ends by itself
 */
export function collapse(
  times: ArrayLike<number>,
  isEvent: ArrayLike<number> | undefined,
  resolution: number,
): Durations {
  if (!(resolution >= 0 && resolution < Infinity)) throw new RangeError("a resolution from 0 s up");
  const { events, censored } = apart(times, isEvent);
  const zeros = countZeros(events);
  const positive = weighted(events.subarray(zeros));
  if (positive.count === 0) throw new RangeError("a duration above 0 s that was not cut short");
  return {
    resolution,
    events: positive,
    censored: weighted(censored.subarray(countZeros(censored))),
    zeros,
    n: times.length,
    eventCount: events.length,
  };
}

function countZeros(sorted: Float64Array): number {
  const first = sorted.findIndex((value) => value > 0);
  return first < 0 ? sorted.length : first;
}

function weighted(sorted: Float64Array): Weighted {
  const values: number[] = [];
  const weights: number[] = [];
  const cell = cellWidth(sorted);
  let total = 0;
  for (let from = 0; from < sorted.length; ) {
    const end = cell === 0 ? sorted[from] : sorted[from] * (1 + cell);
    let sum = 0;
    let to = from;
    for (; to < sorted.length && sorted[to] <= end; to++) sum += sorted[to];
    values.push(cell === 0 ? end : sum / (to - from));
    weights.push(to - from);
    total += sum;
    from = to;
  }
  return {
    values: Float64Array.from(values),
    logs: Float64Array.from(values, Math.log),
    weights: Float64Array.from(weights),
    count: sorted.length,
    total,
  };
}

/** Relative width of the cells; 0 where every value can stand for itself. */
function cellWidth(sorted: Float64Array): number {
  if (distinctOf(sorted) <= DISTINCT_MAX) return 0;
  return Math.log(sorted[sorted.length - 1] / sorted[0]) / DISTINCT_MAX;
}

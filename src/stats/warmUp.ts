/** Observations averaged into one before the rule is applied. */
const BATCH = 5;

/** Where a series becomes steady. */
export interface Truncation {
  /** Observations to drop from the start: a multiple of five. */
  readonly observations: number;
  /** False when the best cut lies at half the series: it is too short, or has no steady part. */
  readonly isSteady: boolean;
}

/**
 * MSER-5 (White 1997; White, Cobb and Spratt 2000): the cut that leaves the mean of the rest with
 * the least squared error, Σ(y − ȳ)² / m² over the m batches of five that remain. Looked for
 * in the first half of the series. For stationary scenarios only. O(observations).
 * @param series one value per equal step from time zero, averaged over replications
 * @throws RangeError with fewer than ten observations
 */
export function mser5(series: ArrayLike<number>): Truncation {
  const batches = batchMeans(series);
  if (batches.length < 2) throw new RangeError("MSER-5 needs at least ten observations");
  const half = Math.floor(batches.length / 2);
  let best = half;
  let least = Number.POSITIVE_INFINITY;
  let mean = 0;
  let squares = 0;
  for (let first = batches.length - 1; first >= 0; first--) {
    const count = batches.length - first;
    const deviation = batches[first] - mean;
    mean += deviation / count;
    squares += deviation * (batches[first] - mean);
    const error = squares / (count * count);
    if (first > half || error > least) continue;
    least = error;
    best = first;
  }
  return { observations: best * BATCH, isSteady: best < half };
}

/** Whether dropping the first `warmUp` observations of a series drops all that MSER-5 would. */
export function isWarmUpLongEnough(series: ArrayLike<number>, warmUp: number): boolean {
  const { observations, isSteady } = mser5(series);
  return isSteady && observations <= warmUp;
}

function batchMeans(series: ArrayLike<number>): number[] {
  const means: number[] = [];
  for (let end = BATCH; end <= series.length; end += BATCH) {
    let sum = 0;
    for (let i = end - BATCH; i < end; i++) sum += series[i];
    means.push(sum / BATCH);
  }
  return means;
}

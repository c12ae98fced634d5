import type { Sparse } from "../measure/types.ts";

/** The histogram of the values of all replications together. */
export function pooled(histograms: readonly Sparse[]): Sparse {
  const weightOf = new Map<number, number>();
  for (const { keys, weights } of histograms)
    keys.forEach((key, i) => {
      weightOf.set(key, (weightOf.get(key) ?? 0) + weights[i]);
    });
  const keys = Int32Array.from(weightOf.keys()).sort();
  return { keys, weights: Float64Array.from(keys, (key) => weightOf.get(key)!) };
}

/**
 * A statistic of the pool without one replication, for each replication. Weights are whole
 * numbers, so taking them out and putting them back leaves the pool as it was.
 */
export function leavingEachOut(
  pool: Sparse,
  histograms: readonly Sparse[],
  statistic: (histogram: Sparse) => number,
): number[] {
  const rest = { keys: pool.keys, weights: pool.weights.slice() };
  const slotOf = new Map(Array.from(pool.keys, (key, slot) => [key, slot]));
  const add = ({ keys, weights }: Sparse, sign: number) => {
    keys.forEach((key, i) => {
      rest.weights[slotOf.get(key)!] += sign * weights[i];
    });
  };
  return histograms.map((histogram) => {
    add(histogram, -1);
    const value = statistic(rest);
    add(histogram, 1);
    return value;
  });
}

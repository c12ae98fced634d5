import { type QuantilePlace, totalWeight } from "../measure/histogram.ts";
import type { Sparse } from "../measure/types.ts";

/** The histogram of the values of all replications together. */
export function pooled(histograms: readonly Sparse[]): Sparse {
  let cells = 0;
  for (const { keys } of histograms)
    if (keys.length > 0) cells = Math.max(cells, keys[keys.length - 1] + 1);
  const sums = new Float64Array(cells);
  for (const { keys, weights } of histograms)
    for (let i = 0; i < keys.length; i++) sums[keys[i]] += weights[i];
  const keys = Int32Array.from(sums.keys()).filter((key) => sums[key] > 0);
  return { keys, weights: Float64Array.from(keys, (key) => sums[key]) };
}

/**
 * Where the quantile lies in the pool without one replication, for each replication in turn;
 * undefined where nothing is left. Such a quantile is sought from that of the whole pool on, which
 * is near. Weights are whole numbers, so that taking some out of a sum leaves the exact rest.
 * O(occupied cells of all replications).
 */
export function leavingEachOut(
  pool: Sparse,
  histograms: readonly Sparse[],
  probability: number,
): (QuantilePlace | undefined)[] {
  const below = new Float64Array(pool.keys.length + 1);
  for (let slot = 0; slot < pool.keys.length; slot++)
    below[slot + 1] = below[slot] + pool.weights[slot];
  const total = below[pool.keys.length];
  const near = below.findIndex((weight) => weight >= probability * total);
  const start = Math.min(Math.max(0, near - 1), pool.keys.length - 1);
  return histograms.map((histogram) => {
    const wanted = probability * (total - totalWeight(histogram));
    return placeWithout(histogram, { pool, below, start, wanted });
  });
}

/** A pool with the weight below each of its cells; the weight to reach, and a cell near there. */
interface Search {
  readonly pool: Sparse;
  readonly below: Float64Array;
  readonly start: number;
  readonly wanted: number;
}

/** The first cell at which what is left of the pool reaches the wanted weight. */
function placeWithout(
  { keys, weights }: Sparse,
  { pool, below, start, wanted }: Search,
): QuantilePlace | undefined {
  let slot = start;
  // The cells of the replication before `own`, which are those below `slot`, weigh `out`.
  let own = 0;
  let out = 0;
  for (; own < keys.length && keys[own] < pool.keys[slot]; own++) out += weights[own];
  while (slot > 0 && below[slot] - out >= wanted) {
    slot--;
    if (own > 0 && keys[own - 1] === pool.keys[slot]) out -= weights[--own];
  }
  for (; slot < pool.keys.length; slot++) {
    const taken = own < keys.length && keys[own] === pool.keys[slot] ? weights[own++] : 0;
    const weight = pool.weights[slot] - taken;
    const rest = below[slot] - out;
    if (weight > 0 && rest + weight >= wanted)
      return { cell: pool.keys[slot], share: (wanted - rest) / weight };
    out += taken;
  }
  return undefined;
}

/** Probabilities of neighbouring whole numbers; those of all others are negligible. */
export interface Masses {
  /** The number the first of the probabilities belongs to. */
  readonly from: number;
  readonly shares: Float64Array;
}

/** Relative to the largest: what is less cannot be seen in any figure. */
const NEGLIGIBLE = 1e-60;

const STATES_MAX = 1 << 24;

/**
 * A law on whole numbers from 0 to `last` that rises to a mode and falls after it, from the ratios
 * of neighbours. Walks from the mode outwards, so that nothing overflows and what is small is
 * exact. O(numbers whose probability is above 1e-60 of the largest).
 * @param mode where it is largest, or near
 * @param last the greatest number possible; may be Infinity
 * @param ratio probability of n + 1 over that of n
 * @throws RangeError when more than 2²⁴ numbers matter
 */
export function massesAround(mode: number, last: number, ratio: (n: number) => number): Masses {
  const below = walk(mode, 0, -1, (n) => 1 / ratio(n - 1));
  const above = walk(mode, last, 1, ratio);
  const shares = Float64Array.from([...below.reverse(), 1, ...above]);
  let sum = 0;
  for (const weight of shares) sum += weight;
  for (let i = 0; i < shares.length; i++) shares[i] /= sum;
  return { from: mode - below.length, shares };
}

/** The weights met on the way from the mode (weight 1, not among them) to `end`. */
function walk(mode: number, end: number, step: 1 | -1, factor: (n: number) => number): number[] {
  const weights: number[] = [];
  let weight = 1;
  for (let n = mode; n !== end && weight > NEGLIGIBLE; n += step) {
    weight *= factor(n);
    weights.push(weight);
    if (weights.length > STATES_MAX) throw new RangeError(`more than ${STATES_MAX} states matter`);
  }
  return weights;
}

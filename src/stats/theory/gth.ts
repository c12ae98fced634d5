/** More rates than this would take hundreds of megabytes, more multiplications several seconds. */
const MOST = { rates: 30_000_000, multiplications: 1e9 };
/** Beyond this chance of the last states, a truncated chain is computed with more of them. */
const LIGHT = 1e-14;
/** Weights above this are scaled down, that they do not overflow. */
const LARGE = 1e200;

/**
 * Stationary law of a Markov chain in continuous time, by the elimination of Grassmann, Taksar and
 * Heyman (1985): no subtractions, so that every chance is exact to rounding, however small.
 * O(states × band²).
 * @param states how many; from each a lower one can be reached
 * @param band no transition leads further than this many states
 * @param transitions calls `add(to, rate)` for each transition out of a state
 * @throws RangeError when that takes more than 30 million rates or 10⁹ multiplications
 */
export function chainLaw(
  states: number,
  band: number,
  transitions: (from: number, add: (to: number, rate: number) => void) => void,
): Float64Array {
  const width = 2 * band + 1;
  if (states * width > MOST.rates || states * band * band > MOST.multiplications)
    throw new RangeError(`states: ${states} with ${width} neighbours each are too many`);
  // The rate from i to j stands at i × width + j − i + band.
  const rates = new Float64Array(states * width);
  for (let from = 0; from < states; from++)
    transitions(from, (to, rate) => {
      if (to !== from) rates[from * width + to - from + band] += rate;
    });
  for (let k = states - 1; k > 0; k--) eliminate(rates, k, band);
  return balanced(rates, states, band);
}

/** Takes state k out: what led through it now leads directly from below to below. */
function eliminate(rates: Float64Array, k: number, band: number): void {
  const least = Math.max(0, k - band);
  const ofK = k * 2 * band + band;
  let out = 0;
  for (let j = least; j < k; j++) out += rates[ofK + j];
  for (let i = least; i < k; i++) {
    const ofI = i * 2 * band + band;
    if (rates[ofI + k] === 0) continue;
    rates[ofI + k] /= out;
    const share = rates[ofI + k];
    for (let j = least; j < k; j++) rates[ofI + j] += share * rates[ofK + j];
  }
}

/** Puts the states back one by one, each with what flows into it from below. */
function balanced(rates: Float64Array, states: number, band: number): Float64Array {
  const law = new Float64Array(states);
  law[0] = 1;
  let total = 1;
  for (let k = 1; k < states; k++) {
    for (let i = Math.max(0, k - band); i < k; i++)
      law[k] += law[i] * rates[i * 2 * band + band + k];
    total += law[k];
    if (total > LARGE) {
      for (let i = 0; i <= k; i++) law[i] /= LARGE;
      total /= LARGE;
    }
  }
  return law.map((weight) => weight / total);
}

/** A chain without end is solved up to some state: what that can have cost is returned with it. */
export interface Truncated {
  /** Chance of the last states computed. */
  readonly massAtEdge: number;
}

/** Solves with more and more states until the edge weighs less than 1e-14. */
export function untilEdgeIsLight<Result extends Truncated>(
  solve: (most: number) => Result,
): Result {
  for (let most = 32; ; most *= 2) {
    const result = solve(most);
    if (result.massAtEdge < LIGHT) return result;
  }
}

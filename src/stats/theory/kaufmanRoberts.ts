import { requireNotNegative, requirePositive } from "./checks.ts";

/** One sort of request for a pool: what each takes of it, and how many erlang are offered. */
export interface Class {
  /** Units that one request takes, whole, 1 or more. */
  readonly units: number;
  /** Arrival rate × mean holding time. */
  readonly load: number;
}

export interface SharedPool {
  /** By class: the share of its requests that find too few units free. */
  readonly blocking: readonly number[];
  /** Mean units in use. */
  readonly inUse: number;
}

/** Sums beyond it are scaled down, all alike. */
const LARGE = 1e250;

/**
 * A pool that several sorts of requests share, each taking some units of it at once; who finds too
 * few is lost. Poisson arrivals; any law of holding times, by its mean alone. One class of one unit
 * is Erlang's loss formula. O(capacity × classes).
 *
 * Source: n q(n) = Σ load × units × q(n − units), J. S. Kaufman, IEEE Transactions on
 * Communications 29 (1981) 1474–1481; J. W. Roberts (1981). Arrivals see time averages, so a class
 * is blocked as often as fewer units are free than it takes.
 * @param capacity units there are, whole
 * @throws RangeError naming the parameter out of range
 */
export function kaufmanRoberts(capacity: number, classes: readonly Class[]): SharedPool {
  requireNotNegative("capacity", capacity);
  for (const { units, load } of classes) {
    requirePositive("units", units);
    requireNotNegative("load", load);
  }
  const weight = statesOf(capacity, classes);
  const total = weight.reduce((sum, each) => sum + each, 0);
  const above = (free: number) =>
    weight.slice(Math.max(0, capacity - free + 1)).reduce((sum, each) => sum + each, 0) / total;
  return {
    blocking: classes.map(({ units }) => above(units)),
    inUse: weight.reduce((sum, each, n) => sum + n * each, 0) / total,
  };
}

/** How likely so many units are in use, up to a factor. */
function statesOf(capacity: number, classes: readonly Class[]): Float64Array {
  const states = new Float64Array(capacity + 1);
  states[0] = 1;
  for (let n = 1; n <= capacity; n++) {
    let sum = 0;
    for (const { units, load } of classes) if (units <= n) sum += load * units * states[n - units];
    states[n] = sum / n;
    if (states[n] > LARGE) for (let i = 0; i <= n; i++) states[i] /= LARGE;
  }
  return states;
}

/**
 * The least capacity at which no class is blocked more often than the target.
 * @param target between 0 and 1
 */
export function capacityFor(classes: readonly Class[], target: number): number {
  const isEnough = (capacity: number) =>
    kaufmanRoberts(capacity, classes).blocking.every((each) => each <= target);
  let high = 1;
  while (!isEnough(high)) high *= 2;
  let low = high >> 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

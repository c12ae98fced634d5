import { refuse, requirePositive, requireWhole } from "./checks.ts";
import { chainLaw, type Truncated, untilEdgeIsLight } from "./gth.ts";

/** M/M/c/K+M whose unlucky callers try again after an exponential time. Times in seconds. */
export interface RetrialQueue {
  readonly servers: number;
  /** Fresh calls/s. */
  readonly arrivalRate: number;
  readonly serviceTime: number;
  /** Mean time until a caller tries again. */
  readonly retryMean: number;
  /** Places in service and queue; as many as servers (the default): nobody waits. */
  readonly capacity?: number;
  /** Mean patience in queue; Infinity (the default): nobody abandons. */
  readonly patience?: number;
  /** Share of the blocked that try again (default 1). */
  readonly retryBlocked?: number;
  /** Share of those who abandoned that try again (default 0). */
  readonly retryAbandoned?: number;
}

export interface Retrial extends Truncated {
  readonly occupancy: number;
  /** Mean number of callers about to try again. */
  readonly meanOrbit: number;
  readonly pBlockFresh: number;
  readonly pBlockAnyAttempt: number;
  readonly attemptsPerFreshCall: number;
  readonly meanQueue: number;
  /** Share of the fresh calls that are served in the end. */
  readonly pServedOfFresh: number;
}

/**
 * The stationary chain of (in system, in orbit), cut off where it no longer weighs. Fit for some
 * hundred places: O(orbit × places³).
 * @throws RangeError naming the parameter out of range, arrivalRate or states when callers pile up
 */
export function retrial(queue: RetrialQueue): Retrial {
  const full = { capacity: queue.servers, patience: Infinity, retryBlocked: 1, ...queue };
  const complete = { retryAbandoned: 0, ...full };
  checkQueue(complete);
  return untilEdgeIsLight((most) => solved(complete, most));
}

function checkQueue(queue: Required<RetrialQueue>): void {
  const { servers, arrivalRate, serviceTime, capacity, patience } = queue;
  const { retryBlocked, retryAbandoned } = queue;
  requireWhole("servers", servers, 1);
  requireWhole("capacity", capacity, servers);
  requirePositive("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
  requirePositive("retryMean", queue.retryMean);
  if (patience !== Infinity) requirePositive("patience", patience);
  for (const [name, share] of Object.entries({ retryBlocked, retryAbandoned }))
    if (!(share >= 0 && share <= 1)) refuse(name, "a share from 0 to 1", share);
  const lost = ((capacity - servers) / patience) * (1 - retryAbandoned);
  if (retryBlocked === 1 && arrivalRate >= servers / serviceTime + lost)
    refuse("arrivalRate", "less than is served or gives up for good", arrivalRate);
}

function solved(queue: Required<RetrialQueue>, most: number): Retrial {
  const { servers, arrivalRate, serviceTime, retryMean, capacity, patience } = queue;
  const levels = capacity + 1;
  const law = chainLaw(levels * (most + 1), levels + 1, (from, add) => {
    const n = from % levels;
    const orbit = (from - n) / levels;
    const retries = orbit / retryMean;
    const abandons = Math.max(0, n - servers) / patience;
    const joinsOrbit = orbit < most ? levels : 0;
    if (n < capacity) {
      add(from + 1, arrivalRate);
      if (orbit > 0) add(from - levels + 1, retries);
    } else {
      add(from + joinsOrbit, arrivalRate * queue.retryBlocked);
      if (orbit > 0) add(from - levels, retries * (1 - queue.retryBlocked));
    }
    if (n === 0) return;
    add(from - 1, Math.min(n, servers) / serviceTime + abandons * (1 - queue.retryAbandoned));
    if (abandons > 0) add(from - 1 + joinsOrbit, abandons * queue.retryAbandoned);
  });
  const over = (value: (n: number, orbit: number) => number) =>
    law.reduce((sum, chance, i) => sum + chance * value(i % levels, Math.floor(i / levels)), 0);
  const meanOrbit = over((_, orbit) => orbit);
  const busy = over((n) => Math.min(n, servers));
  const attempts = arrivalRate + meanOrbit / retryMean;
  const blocked = over((n, orbit) => (n < capacity ? 0 : arrivalRate + orbit / retryMean));
  return {
    occupancy: busy / servers,
    meanOrbit,
    pBlockFresh: over((n) => (n < capacity ? 0 : 1)),
    pBlockAnyAttempt: blocked / attempts,
    attemptsPerFreshCall: attempts / arrivalRate,
    meanQueue: over((n) => Math.max(0, n - servers)),
    pServedOfFresh: busy / serviceTime / arrivalRate,
    massAtEdge: over((_, orbit) => (orbit < most ? 0 : 1)),
  };
}

import { refuse, requireNotNegative, requirePositive } from "./checks.ts";

/** One server, Poisson arrivals, any law of service, first come first served, all wait. */
export interface SingleServer {
  /** Share of time the server is busy. */
  readonly occupancy: number;
  /** Chance that a caller has to wait; the occupancy, for Poisson arrivals see time averages. */
  readonly pWait: number;
  /** Over all callers, those with no wait included; s. */
  readonly meanWait: number;
  /** Time average of those who wait. */
  readonly meanQueue: number;
}

/**
 * M/G/1: E W = λ E S² / (2 (1 − ρ)). Source: Pollaczek (1930) and Khinchine (1932); Kleinrock,
 * Queueing Systems I, 5.7.
 * @param arrivalRate calls/s, above 0
 * @param mean of the service time, s
 * @param secondMoment E S² of the service time, s²; at least mean²
 * @throws RangeError naming the parameter out of range, arrivalRate when the server cannot cope
 */
export function mg1(arrivalRate: number, mean: number, secondMoment: number): SingleServer {
  requirePositive("arrivalRate", arrivalRate);
  requireNotNegative("mean", mean);
  // A second moment computed from variance and mean may fall short of mean² by rounding.
  const possible = secondMoment >= mean * mean * (1 - 1e-12) && secondMoment < Infinity;
  if (!possible) refuse("secondMoment", "at least the square of the mean", secondMoment);
  const load = arrivalRate * mean;
  if (load >= 1) refuse("arrivalRate", "less than 1 / mean", arrivalRate);
  const meanWait = (arrivalRate * secondMoment) / (2 * (1 - load));
  return { occupancy: load, pWait: load, meanWait, meanQueue: arrivalRate * meanWait };
}

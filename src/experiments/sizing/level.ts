import { mean, sampleVariance } from "simple-statistics";
import { studentT } from "../../stats/studentT.ts";

/** A level that is known with some error. */
export interface Level {
  readonly value: number;
  /** Standard error. */
  readonly error: number;
  readonly freedom: number;
}

/** The mean of independent values; of fewer than two nothing is known. */
export function levelOf(values: readonly number[]): Level {
  const n = values.length;
  if (n < 2 || !values.every(Number.isFinite)) return { value: -Infinity, error: 0, freedom: 1 };
  return {
    value: mean([...values]),
    error: Math.sqrt(sampleVariance([...values]) / n),
    freedom: n - 1,
  };
}

/**
 * The level of a point of which few replications are known, with the help of another of which many
 * are, the anchor, on the same random numbers: the anchor's mean over all of its replications plus
 * the mean difference over those that both have. Its error is exact for the shared random numbers:
 * a replication of both counts with c/m − a (1/m − 1/n), one of the anchor alone with a/n.
 */
export function anchoredLevel(values: readonly number[], anchor: readonly number[]): Level {
  const [m, n] = [values.length, anchor.length];
  if (n <= m) return levelOf(values);
  if (m < 2 || ![...values, ...anchor].every(Number.isFinite)) return levelOf(values);
  const both = values.map((value, i) => value / m - anchor[i]! * (1 / m - 1 / n));
  const alone = anchor.map((value) => value / n);
  const value = both.reduce((sum, each) => sum + each, 0) + sumFrom(alone, m);
  const variance = m * sampleVariance(both) + (n - m) * sampleVariance(alone);
  return { value, error: Math.sqrt(variance), freedom: m - 1 };
}

const sumFrom = (values: readonly number[], from: number): number =>
  values.slice(from).reduce((sum, each) => sum + each, 0);

/** Half the width of a one-sided bound that is wrong with probability `alpha`. */
export const boundWidth = ({ error, freedom }: Level, alpha: number): number =>
  error === 0 ? 0 : studentT(1 - alpha, freedom) * error;

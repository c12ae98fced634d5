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
  const alone = anchor.slice(m).map((value) => value / n);
  const value = [...both, ...alone].reduce((sum, each) => sum + each, 0);
  const shared = m * sampleVariance(both);
  const own = alone.length < 2 ? 0 : alone.length * sampleVariance(alone);
  const error = Math.sqrt(shared + own);
  return { value, error, freedom: freedomOf([shared, m - 1], [own, alone.length - 1]) };
}

type Part = readonly [variance: number, freedom: number];

/** Of a sum of independent variances (Satterthwaite 1946), rounded down. */
function freedomOf([a, fa]: Part, [b, fb]: Part): number {
  if (a + b === 0 || b === 0) return fa;
  return Math.max(fa, Math.floor(((a + b) * (a + b)) / ((a * a) / fa + (b * b) / fb)));
}

/** Half the width of a one-sided bound that is wrong with probability `alpha`. */
export const boundWidth = ({ error, freedom }: Level, alpha: number): number =>
  error === 0 ? 0 : studentT(1 - alpha, freedom) * error;

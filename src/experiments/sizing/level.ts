import { sampleVariance } from "simple-statistics";
import { type Controls, controlled } from "../../stats/controlVariate.ts";
import { studentT } from "../../stats/studentT.ts";

/** A level that is known with some error. */
export interface Level {
  readonly value: number;
  /** Standard error. */
  readonly error: number;
  readonly freedom: number;
}

/**
 * The mean of independent values, corrected by controls where there are values enough for that; of
 * fewer than two nothing is known.
 */
export function levelOf(values: readonly number[], controls: readonly Controls[] = []): Level {
  if (!isKnown(values)) return NOTHING;
  return anchoredLevel(values, anchorOf(values, controls));
}

/** A point of which many replications are known, for others to lean on. */
export interface Anchor {
  readonly values: readonly number[];
  /** The same by controls, as each would be if as many had come as expected. */
  readonly corrected: readonly number[];
  /** What the regression adds to the error, and degrees of freedom that it takes. */
  readonly inflation: number;
  readonly lost: number;
}

export function anchorOf(values: readonly number[], controls: readonly Controls[]): Anchor {
  const isPlain = values.length < CONTROL_MIN + controls.length || !isKnown(values);
  if (isPlain || controls.length === 0) return { values, corrected: values, inflation: 1, lost: 0 };
  const { values: corrected, inflation } = controlled(values, controls);
  return { values, corrected, inflation, lost: controls.length };
}

/**
 * The level of a point of which few replications are known, with the help of the anchor's on the
 * same random numbers: the anchor's mean over all of its replications plus the mean difference over
 * those that both have. Its error is exact for the shared random numbers: a replication of both
 * counts with c/m − a (1/m − 1/n), one of the anchor alone with a/n. Controls correct both alike.
 */
export function anchoredLevel(values: readonly number[], anchor: Anchor): Level {
  const { corrected, inflation, lost } = anchor;
  const [m, n] = [Math.min(values.length, corrected.length), corrected.length];
  if (!isKnown(values)) return NOTHING;
  if (!isKnown(corrected)) return levelOf(values);
  const both = corrected.slice(0, m).map((known, i) => {
    const own = known + values[i]! - anchor.values[i]!;
    return own / m - known * (1 / m - 1 / n);
  });
  const alone = corrected.slice(m).map((value) => value / n);
  const value = [...both, ...alone].reduce((sum, each) => sum + each, 0);
  const shared = m * sampleVariance(both);
  const own = alone.length < 2 ? 0 : alone.length * sampleVariance(alone);
  const error = inflation * Math.sqrt(shared + own);
  const freedom = freedomOf([shared, m - 1], [own, alone.length - 1]) - lost;
  return { value, error, freedom: Math.max(1, freedom) };
}

const NOTHING: Level = { value: -Infinity, error: 0, freedom: 1 };

/** A regression on fewer, besides one for each control, says nothing. */
const CONTROL_MIN = 4;

const isKnown = (values: readonly number[]): boolean =>
  values.length >= 2 && values.every(Number.isFinite);

type Part = readonly [variance: number, freedom: number];

/** Of a sum of independent variances (Satterthwaite 1946), rounded down. */
function freedomOf([a, fa]: Part, [b, fb]: Part): number {
  if (a + b === 0 || b === 0) return fa;
  return Math.max(fa, Math.floor(((a + b) * (a + b)) / ((a * a) / fa + (b * b) / fb)));
}

/** Half the width of a one-sided bound that is wrong with probability `alpha`. */
export const boundWidth = ({ error, freedom }: Level, alpha: number): number =>
  error === 0 ? 0 : studentT(1 - alpha, freedom) * error;

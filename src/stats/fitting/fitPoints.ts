/** Points for pictures of how well a law fits. */
import { apart, type SurvivalCurve, survivalAt } from "./kaplanMeier.ts";

/** A quantile of the law and that of the data at the same probability, in seconds. */
export interface QqPoint {
  readonly probability: number;
  readonly fitted: number;
  readonly observed: number;
}

/**
 * Quantiles of complete durations against those of a law, at probabilities (i − ½)/count: on the
 * diagonal where the law holds (Wilk and Gnanadesikan, Biometrika 55 (1968) 1–17).
 */
export function qqPoints(
  values: ArrayLike<number>,
  law: { quantile(u: number): number },
  count = 200,
): readonly QqPoint[] {
  const { events } = apart(values);
  const points = Math.min(count, events.length);
  return Array.from({ length: points }, (_, i) => {
    const probability = (i + 0.5) / points;
    const observed = events[Math.floor(probability * events.length)];
    return { probability, fitted: law.quantile(probability), observed };
  });
}

/** The share that lasts longer than a time: measured and fitted. */
export interface SurvivalPoint {
  readonly time: number;
  readonly observed: number;
  readonly fitted: number;
}

/** Survival measured and by a law, at `count` times evenly up to the longest duration. */
export function survivalPoints(
  curve: SurvivalCurve,
  survival: (seconds: number) => number,
  count = 200,
): readonly SurvivalPoint[] {
  return Array.from({ length: count + 1 }, (_, i) => {
    const time = (curve.lastTime * i) / count;
    return { time, observed: survivalAt(curve, time), fitted: survival(time) };
  });
}

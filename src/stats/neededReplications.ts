import { studentT } from "./studentT.ts";

/** An estimate's standard error after some replications, and its degrees of freedom. */
export interface Spread {
  readonly error: number;
  /** The part of it that further replications do not reduce; none unless told. */
  readonly fixedError?: number;
  readonly freedom: number;
  readonly replications: number;
}

/** Beyond a million replications "more" says as much. */
const WORTH_SAYING = 1e6;
/** From there on Student's t differs from the normal law by less than a hundredth of a per cent. */
const FREEDOM_MAX = 1e4;

/**
 * About how many replications in all give an interval that ends before a limit: the least N with
 * t(1 − α/2) · error · √(n / N) < away, n being those of which the error is known (Law 2015,
 * section 9.4.1); a part of the error that is fixed is added as variances are. Takes the estimate
 * and the spread for what they seem to be, so that the interval of so many is as likely to hold
 * the limit as not.
 * @param away distance from the estimate to the limit
 * @param alpha error probability of the two-sided interval, 0..1
 * @returns more than there are; `null`: beyond a million, or nothing is known of the error
 */
export function replicationsToReach(spread: Spread, away: number, alpha: number): number | null {
  const { error, fixedError = 0, freedom, replications } = spread;
  const fixed = fixedError * fixedError;
  const free = error * error - fixed;
  if (!(freedom >= 1 && replications >= 2 && away > 0)) return null;
  const reaches = (count: number) => {
    const then = Math.floor((freedom * (count - 1)) / (replications - 1));
    const t = studentT(1 - alpha / 2, Math.min(then, FREEDOM_MAX));
    return t * Math.sqrt(fixed + (free * replications) / count) < away;
  };
  let few = replications;
  let enough = 2 * replications;
  while (!reaches(enough)) {
    if (enough > WORTH_SAYING) return null;
    few = enough;
    enough *= 2;
  }
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (reaches(middle)) enough = middle;
    else few = middle;
  }
  return enough > WORTH_SAYING ? null : enough;
}

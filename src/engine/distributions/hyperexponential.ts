import { mean as meanParameter, plainNumber } from "./parameters.ts";
import type { DistributionKind } from "./types.ts";

/**
 * A mixture of a short and a long exponential, for spreads wider than one exponential has. Of the
 * laws with this mean and cv it is the one with balanced means: both branches contribute half of
 * the mean. Source: branch probability (1 ± √((cv² − 1)/(cv² + 1)))/2, A. O. Allen, Probability,
 * Statistics and Queueing Theory, 2nd edition 1990.
 */
export const hyperexponential: DistributionKind = {
  name: "hyperexponential",
  parameters: { mean: meanParameter, cv: plainNumber("standard deviation over mean", 1, 100) },
  example: "hyperexponential(mean 180s, cv 2.0)",
  build({ mean, cv }: { mean: number; cv: number }, text) {
    const square = cv * cv;
    const longShare = 1 / (square + 1) / (1 + Math.sqrt((square - 1) / (square + 1)));
    return {
      text,
      mean,
      variance: square * mean * mean,
      constant: false,
      quantile: (u) => mean * unitQuantile(longShare, u),
    };
  },
};

/** A shorter step of Newton's, relative to the mean or to the value, is rounding. */
const LAST_STEP = 4 * Number.EPSILON;

/**
 * The quantile for mean 1: the root of ln S(x) = ln(1 − u), where S is the chance to exceed x.
 * ln S is convex and falls, so that Newton's steps from a point left of the root stay left of it
 * and rise to it. They end where rounding hides the rest: within some 1e-15 of the mean.
 */
function unitQuantile(longShare: number, u: number): number {
  const shortShare = 1 - longShare;
  const shortRate = 2 * shortShare;
  const longRate = 2 * longShare;
  const target = Math.log1p(-u);
  // S exceeds its long branch alone.
  let x = Math.max(0, (Math.log(longShare) - target) / longRate);
  for (;;) {
    const short = shortShare * Math.exp(-shortRate * x);
    const long = longShare * Math.exp(-longRate * x);
    const hazard = (shortRate * short + longRate * long) / (short + long);
    const step = (Math.log(short + long) - target) / hazard;
    if (step <= LAST_STEP * (1 + x)) return x;
    x += step;
  }
}

import { duration } from "./parameters.ts";
import type { DistributionKind } from "./types.ts";

/**
 * Measured values, each equally likely: the quantile is the inverse of the empirical distribution
 * function (a step function, nothing between the values), the variance that of the values
 * themselves (divided by n, not n − 1).
 */
export const empirical: DistributionKind = {
  name: "empirical",
  parameters: { values: duration("a measured value; repeat it to give it weight") },
  list: true,
  example: "empirical(10s, 12s, 35s)",
  build({ values }: { values: readonly number[] }, text) {
    const sorted = Float64Array.from(values).sort();
    const count = sorted.length;
    const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
    const variance =
      sorted.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / count;
    const quantile = (u: number) => sorted[Math.floor(u * count)];
    return { text, mean, variance, constant: sorted[0] === sorted[count - 1], quantile };
  },
};

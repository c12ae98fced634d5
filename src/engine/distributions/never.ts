import type { DistributionKind } from "./types.ts";

/**
 * What does not happen: a caller who never hangs up. Every draw is Infinity, and so is the mean;
 * the variance is 0, as for any law whose draws are all the same.
 */
export const never: DistributionKind = {
  name: "never",
  parameters: {},
  example: "never",
  build(_values, text) {
    return { text, mean: Infinity, variance: 0, constant: true, quantile: () => Infinity };
  },
};

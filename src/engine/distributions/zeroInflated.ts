import { exponential } from "./exponential.ts";
import { innerLaw, mean as meanParameter, share as shareParameter } from "./parameters.ts";
import type { Distribution, DistributionKind } from "./types.ts";

/** The greatest uniform a stream returns. */
const LAST_UNIFORM = 1 - Number.EPSILON / 2;

/**
 * Exactly zero with probability `share`, otherwise an inner law: callers of whom some hang up at
 * once. `mean` is short for an exponential inner law and is the mean of the others, not of all.
 */
export const zeroInflated: DistributionKind = {
  name: "zeroInflated",
  parameters: {
    share: shareParameter("probability of exactly zero"),
    mean: meanParameter,
    law: innerLaw("law of those that are not zero"),
  },
  oneOf: ["mean", "law"],
  example: "zeroInflated(share 0.02, mean 420s)",
  build(values: { share: number; mean?: number; law?: Distribution }, text) {
    const inner = values.law ?? exponential.build({ mean: values.mean as number }, text);
    const { share } = values;
    if (share === 0) return { ...inner, text };
    const others = 1 - share;
    return {
      text,
      mean: share === 1 ? 0 : others * inner.mean,
      variance: share === 1 ? 0 : others * (inner.variance + share * inner.mean * inner.mean),
      constant: share === 1,
      quantile: (u) =>
        // The quotient may round to 1, which is not a probability a law accepts.
        u < share ? 0 : inner.quantile(Math.min((u - share) / others, LAST_UNIFORM)),
    };
  },
};

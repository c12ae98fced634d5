import { mean as meanParameter } from "./parameters.ts";
import type { DistributionKind } from "./types.ts";

/** The memoryless law: −mean · ln(1 − u). */
export const exponential: DistributionKind = {
  name: "exponential",
  parameters: { mean: meanParameter },
  example: "exponential(mean 180s)",
  build({ mean }: { mean: number }, text) {
    const quantile = (u: number) => -mean * Math.log1p(-u);
    return { text, mean, variance: mean * mean, constant: false, quantile };
  },
};

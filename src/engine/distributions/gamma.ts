import { gammaQuantile } from "../special/gammaQuantile.ts";
import { mean as meanParameter, plainNumber } from "./parameters.ts";
import type { DistributionKind } from "./types.ts";

/** The gamma law by mean and coefficient of variation: shape 1/cv², scale mean · cv². */
export const gamma: DistributionKind = {
  name: "gamma",
  parameters: { mean: meanParameter, cv: plainNumber("standard deviation over mean", 0.01, 4) },
  example: "gamma(mean 180s, cv 0.8)",
  build({ mean, cv }: { mean: number; cv: number }, text) {
    const square = cv * cv;
    const unit = gammaQuantile(1 / square);
    const scale = mean * square;
    const quantile = (u: number) => scale * unit(u);
    return { text, mean, variance: scale * mean, constant: false, quantile };
  },
};

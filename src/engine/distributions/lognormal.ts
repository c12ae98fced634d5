import { inverseNormal } from "../special/inverseNormal.ts";
import { mean as meanParameter, plainNumber } from "./parameters.ts";
import type { DistributionKind } from "./types.ts";

/**
 * The usual law of talk times: its logarithm is normal. Given by mean and coefficient of variation
 * (standard deviation over mean) of the value itself, not of the logarithm.
 */
export const lognormal: DistributionKind = {
  name: "lognormal",
  parameters: {
    mean: meanParameter,
    cv: plainNumber("standard deviation over mean", 0.001, 100),
  },
  example: "lognormal(mean 180s, cv 1.0)",
  build({ mean, cv }: { mean: number; cv: number }, text) {
    const logVariance = Math.log1p(cv * cv);
    const logDeviation = Math.sqrt(logVariance);
    const logMean = Math.log(mean) - logVariance / 2;
    const quantile = (u: number) => Math.exp(logMean + logDeviation * inverseNormal(u));
    return { text, mean, variance: mean * cv * (mean * cv), constant: false, quantile };
  },
};

import { logGamma } from "../special/logGamma.ts";
import { mean as meanParameter, plainNumber } from "./parameters.ts";
import type { DistributionKind } from "./types.ts";

/**
 * A law of patience: with a shape below 1 those who have waited grow more patient, above 1 less.
 * Quantile: scale · (−ln(1 − u))^(1/shape), where mean = scale · Γ(1 + 1/shape).
 */
export const weibull: DistributionKind = {
  name: "weibull",
  parameters: {
    mean: meanParameter,
    shape: plainNumber("1: exponential; below: hazard falls; above: hazard rises", 0.1, 100),
  },
  example: "weibull(mean 120s, shape 0.7)",
  build({ mean, shape }: { mean: number; shape: number }, text) {
    const logFirst = logGamma(1 + 1 / shape);
    const logScale = Math.log(mean) - logFirst;
    const squaredCv = Math.exp(logGamma(1 + 2 / shape) - 2 * logFirst) - 1;
    const quantile = (u: number) => Math.exp(logScale + Math.log(-Math.log1p(-u)) / shape);
    return { text, mean, variance: mean * mean * squaredCv, constant: false, quantile };
  },
};

/**
 * Laws by the parameters a scenario gives them, in seconds: what a likelihood asks of them.
 * Densities and survival functions: Johnson, Kotz and Balakrishnan, Continuous Univariate
 * Distributions 1, 2nd edition 1994, chapters 14 (lognormal), 17 (gamma), 21 (Weibull).
 */

import { exponential as exponentialKind } from "../../engine/distributions/exponential.ts";
import { gamma as gammaKind } from "../../engine/distributions/gamma.ts";
import { lognormal as lognormalKind } from "../../engine/distributions/lognormal.ts";
import type { DistributionKind } from "../../engine/distributions/types.ts";
import { weibull as weibullKind } from "../../engine/distributions/weibull.ts";
import { lowerGamma, upperGamma } from "../../engine/special/incompleteGamma.ts";
import { logGamma } from "../../engine/special/logGamma.ts";
import { normalTail } from "../normal.ts";

/** A law with its parameters filled in; x > 0 in seconds. */
export interface LawAt {
  readonly deviation: number;
  logDensity(x: number, logX: number): number;
  /** f″(x) / f(x), for the mean density over an interval. */
  curvature(x: number, logX: number): number;
  cdf(x: number): number;
  survival(x: number): number;
  logSurvival(x: number): number;
}

export interface Family {
  readonly kind: DistributionKind;
  /** What is beside the mean; absent for the exponential law. */
  readonly second?: "cv" | "shape";
  /** The second parameter that comes nearest to a cv. */
  secondFor(cv: number): number;
  at(mean: number, second: number): LawAt;
}

const HALF_LOG_TWO_PI = 0.9189385332046727;

export const exponential: Family = {
  kind: exponentialKind,
  secondFor: () => 1,
  at: (mean) => ({
    deviation: mean,
    logDensity: (x) => -Math.log(mean) - x / mean,
    curvature: () => 1 / (mean * mean),
    cdf: (x) => -expm1(-x / mean),
    survival: (x) => Math.exp(-x / mean),
    logSurvival: (x) => -x / mean,
  }),
};

export const gamma: Family = {
  kind: gammaKind,
  second: "cv",
  secondFor: (cv) => cv,
  at(mean, cv) {
    const shape = 1 / (cv * cv);
    const rate = shape / mean;
    const norm = shape * Math.log(rate) - logGamma(shape);
    const logDensity = (x: number, logX: number) => norm + (shape - 1) * logX - rate * x;
    return {
      deviation: mean * cv,
      logDensity,
      curvature(x) {
        const slope = (shape - 1) / x - rate;
        return slope * slope - (shape - 1) / (x * x);
      },
      cdf: (x) => lowerGamma(shape, rate * x),
      survival: (x) => upperGamma(shape, rate * x),
      logSurvival(x) {
        const chance = upperGamma(shape, rate * x);
        // Far out the survival is the density over the rate, Abramowitz & Stegun 6.5.32.
        return chance > 0 ? Math.log(chance) : logDensity(x, Math.log(x)) - Math.log(rate);
      },
    };
  },
};

export const weibull: Family = {
  kind: weibullKind,
  second: "shape",
  // Within 10 % for cv 0.2 to 3.
  secondFor: (cv) => Math.exp(-1.086 * Math.log(cv)),
  at(mean, shape) {
    const logScale = Math.log(mean) - logGamma(1 + 1 / shape);
    const logShape = Math.log(shape);
    const power = (logX: number) => Math.exp(shape * (logX - logScale));
    return {
      deviation: mean / shape,
      logDensity: (_x, logX) => logShape + shape * (logX - logScale) - logX - power(logX),
      curvature(x, logX) {
        const bent = shape * power(logX);
        const slope = shape - 1 - bent;
        return (slope * slope - slope - shape * bent) / (x * x);
      },
      cdf: (x) => -expm1(-power(Math.log(x))),
      survival: (x) => Math.exp(-power(Math.log(x))),
      logSurvival: (x) => -power(Math.log(x)),
    };
  },
};

export const lognormal: Family = {
  kind: lognormalKind,
  second: "cv",
  secondFor: (cv) => cv,
  at(mean, cv) {
    const variance = Math.log1p(cv * cv);
    const sigma = Math.sqrt(variance);
    const centre = Math.log(mean) - variance / 2;
    const logSigma = Math.log(sigma);
    const scoreOf = (logX: number) => (logX - centre) / sigma;
    return {
      deviation: mean * cv,
      logDensity(_x, logX) {
        const score = scoreOf(logX);
        return -(score * score) / 2 - logX - logSigma - HALF_LOG_TWO_PI;
      },
      curvature(x, logX) {
        const slope = 1 + scoreOf(logX) / sigma;
        return (slope * slope + slope - 1 / variance) / (x * x);
      },
      cdf: (x) => normalTail(-scoreOf(Math.log(x))),
      survival: (x) => normalTail(scoreOf(Math.log(x))),
      logSurvival(x) {
        const score = scoreOf(Math.log(x));
        if (score < 30) return Math.log(normalTail(score));
        return -(score * score) / 2 - Math.log(score) - HALF_LOG_TWO_PI;
      },
    };
  },
};

/** e^x − 1 for x <= 0 without cancellation near 0, by functions that agree on every machine. */
function expm1(x: number): number {
  if (x < -0.5) return Math.exp(x) - 1;
  let term = x;
  let sum = x;
  for (let n = 2; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= x / n;
    sum += term;
  }
  return sum;
}

import { logGamma, stirlingCorrection } from "./logGamma.ts";

/** Stands for zero in the continued fraction, where a zero would be divided by. */
const TINY = 1e-300;

/** From this shape on the powers are taken relative to their peak, where they cancel least. */
const PEAKED_FROM = 10;

const TWO_PI = 6.283185307179586;

/** x · density of the gamma law of this shape and scale 1: xᵃ e⁻ˣ / Γ(a). */
export function scaledGammaDensity(shape: number, x: number): number {
  if (shape < PEAKED_FROM) return Math.exp(shape * Math.log(x) - x - logGamma(shape));
  const excess = (x - shape) / shape;
  const exponent = shape * (Math.log1p(excess) - excess) - stirlingCorrection(shape);
  return Math.sqrt(shape / TWO_PI) * Math.exp(exponent);
}

/**
 * P(a, x), the regularised lower incomplete gamma function: the chance that a gamma variable of
 * shape a > 0 and scale 1 is at most x >= 0. Relative error below 1e-12; O(√a) near x = a.
 */
export function lowerGamma(shape: number, x: number): number {
  return x < shape + 1 ? series(shape, x) : 1 - fraction(shape, x);
}

/** Q(a, x) = 1 − P(a, x), without cancellation where it is small. */
export function upperGamma(shape: number, x: number): number {
  return x < shape + 1 ? 1 - series(shape, x) : fraction(shape, x);
}

/** P by its power series. Source: Abramowitz & Stegun 6.5.29. */
function series(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; term > sum * Number.EPSILON; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return scaledGammaDensity(shape, x) * sum;
}

/** Q by its continued fraction (Abramowitz & Stegun 6.5.31), evaluated by Lentz's method. */
function fraction(shape: number, x: number): number {
  let denominator = x + 1 - shape;
  let numerator = 1 / TINY;
  let inverse = 1 / denominator;
  let product = inverse;
  for (let n = 1, factor = 0; Math.abs(factor - 1) > Number.EPSILON; n++) {
    const coefficient = n * (shape - n);
    denominator += 2;
    inverse = 1 / orTiny(coefficient * inverse + denominator);
    numerator = orTiny(denominator + coefficient / numerator);
    factor = inverse * numerator;
    product *= factor;
  }
  return scaledGammaDensity(shape, x) * product;
}

function orTiny(value: number): number {
  return value === 0 ? TINY : value;
}

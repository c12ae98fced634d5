import { lowerGamma, scaledGammaDensity, upperGamma } from "./incompleteGamma.ts";
import { inverseNormal } from "./inverseNormal.ts";

/** Normal scores of the least and the greatest uniform of 53 bits lie within ± this. */
const REACH = 8.25;

/** Intervals per unit of normal score: the interpolation error falls with the sixth power. */
const PER_UNIT = 32;

const INTERVALS = 2 * REACH * PER_UNIT;

/** Coefficients of a quintic. */
const WIDTH = 6;

/** Where the stated accuracy was measured. */
const LEAST_SHAPE = 1 / 16;
const GREATEST_SHAPE = 10_000;

const ROOT_TWO_PI = 2.5066282746310002;

/** Newton's error is squared by each step: after one this short nothing but rounding is left. */
const LAST_STEP = 1e-9;

/**
 * The quantile function of the gamma law of this shape and scale 1, as a closure over its table.
 *
 * The logarithm of the quantile is nearly a parabola in the normal score of the probability. It is
 * solved for at 529 scores and interpolated by quintics that meet value, slope and curvature there:
 * a draw costs an inverse normal, a polynomial and an exponential, and is monotone in u.
 * Relative error below 1e-11 for shapes 1/16 to 10,000 and probabilities of 53 bits (measured
 * against 50 digits: 1e-12 at 1/16, 1e-13 from 1/4 up). Building the table takes milliseconds.
 * Throws RangeError for any other shape.
 */
export function gammaQuantile(shape: number): (u: number) => number {
  if (!(shape >= LEAST_SHAPE && shape <= GREATEST_SHAPE)) {
    throw new RangeError(`a gamma shape from ${LEAST_SHAPE} to ${GREATEST_SHAPE}`);
  }
  const quintics = tabulate(shape);
  return (u) => {
    if (u === 0) return 0;
    const position = Math.max((inverseNormal(u) + REACH) * PER_UNIT, 0);
    const interval = Math.min(Math.floor(position), INTERVALS - 1);
    return Math.exp(evaluate(quintics, interval * WIDTH, position - interval));
  };
}

function evaluate(quintics: Float64Array, from: number, t: number): number {
  let value = quintics[from + 5];
  value = value * t + quintics[from + 4];
  value = value * t + quintics[from + 3];
  value = value * t + quintics[from + 2];
  value = value * t + quintics[from + 1];
  return value * t + quintics[from];
}

/** A point of the curve: logarithm of the quantile, and its derivatives per interval. */
interface Node {
  readonly value: number;
  readonly slope: number;
  readonly curvature: number;
}

function tabulate(shape: number): Float64Array {
  const quintics = new Float64Array(INTERVALS * WIDTH);
  const median = nodeAt(shape, 0, Math.log(shape));
  let upper = median;
  let lower = median;
  for (let step = 1; step <= INTERVALS / 2; step++) {
    const score = step / PER_UNIT;
    const above = nodeAt(shape, score, upper.value + upper.slope);
    const below = nodeAt(shape, -score, lower.value - lower.slope);
    quintics.set(quintic(upper, above), (INTERVALS / 2 + step - 1) * WIDTH);
    quintics.set(quintic(below, lower), (INTERVALS / 2 - step) * WIDTH);
    upper = above;
    lower = below;
  }
  return quintics;
}

/** The quintic in t = 0 … 1 that meets both nodes. */
function quintic(left: Node, right: Node): readonly number[] {
  const value = right.value - left.value - left.slope - left.curvature / 2;
  const slope = right.slope - left.slope - left.curvature;
  const curvature = right.curvature - left.curvature;
  return [
    left.value,
    left.slope,
    left.curvature / 2,
    10 * value - 4 * slope + curvature / 2,
    7 * slope - 15 * value - curvature,
    6 * value - 3 * slope + curvature / 2,
  ];
}

/** With x f(x) the scaled density, d ln x / dz = φ(z) / (x f(x)), and ln(x f) has slope a − x. */
function nodeAt(shape: number, score: number, guess: number): Node {
  const value = logQuantile(shape, score, guess);
  const x = Math.exp(value);
  const slope = Math.exp((-score * score) / 2) / ROOT_TWO_PI / scaledGammaDensity(shape, x);
  const curvature = slope * ((x - shape) * slope - score);
  return { value, slope: slope / PER_UNIT, curvature: curvature / (PER_UNIT * PER_UNIT) };
}

/**
 * Solves ln P = ln Φ(z) below the median, ln Q = ln Φ(−z) above it, for ln x by Newton's method:
 * both are concave in ln x, so that it converges from any guess.
 */
function logQuantile(shape: number, score: number, guess: number): number {
  const tail = score > 0 ? upperGamma : lowerGamma;
  const target = upperGamma(0.5, (score * score) / 2) / 2;
  let value = guess;
  for (;;) {
    const x = Math.exp(value);
    const chance = tail(shape, x);
    const step = (Math.log(chance / target) * chance) / scaledGammaDensity(shape, x);
    value += score > 0 ? step : -step;
    if (Math.abs(step) < LAST_STEP) return value;
  }
}

import { requireNotNegative } from "./checks.ts";

/** Offsets in half widths and weights of Lobatto's rule of five points, whose ends are nodes. */
const LOBATTO: readonly (readonly [offset: number, weight: number])[] = [
  [-1, 1 / 20],
  [-Math.sqrt(3 / 7), 49 / 180],
  [0, 16 / 45],
  [Math.sqrt(3 / 7), 49 / 180],
  [1, 1 / 20],
];

/** Of the result: what a stretch and its two halves may differ by. */
const TOLERANCE = 1e-14;
/** A stretch is halved at most this often: a uniform has 53 bits. */
const DEPTH = 52;
/** The greatest uniform a law accepts. */
const LAST_UNIFORM = 1 - Number.EPSILON / 2;

/**
 * E min(S, x) = ∫₀ˣ P(S > u) du of a duration given by its quantiles: what a holding time or a
 * patience amounts to when something cuts it off after x. The integral of min(quantile(u), x) over
 * u, by halving until the halves agree with the whole: jumps (a share of zeros, a list of values)
 * and steep ends cost some halvings more. A jump shows at the ends of its stretch, for quantiles
 * rise. Relative error about 1e-12. In the unit of the quantiles.
 * @param quantile as `Distribution.quantile`: rises in u, 0 <= u < 1
 * @param x from 0 up, finite
 */
export function meanUpTo(quantile: (u: number) => number, x: number): number {
  requireNotNegative("x", x);
  const cut = (u: number) => Math.min(quantile(Math.min(u, LAST_UNIFORM)), x);
  const coarse = lobatto(cut, 0, 1);
  return refined(cut, { from: 0, width: 1, coarse }, TOLERANCE * coarse, DEPTH);
}

interface Stretch {
  readonly from: number;
  readonly width: number;
  /** Its integral by one application of the rule. */
  readonly coarse: number;
}

function refined(
  f: (u: number) => number,
  { from, width, coarse }: Stretch,
  tolerance: number,
  depth: number,
): number {
  const half = width / 2;
  const left = { from, width: half, coarse: lobatto(f, from, half) };
  const right = { from: from + half, width: half, coarse: lobatto(f, from + half, half) };
  const finer = left.coarse + right.coarse;
  if (depth === 0 || Math.abs(finer - coarse) <= tolerance) return finer;
  return refined(f, left, tolerance, depth - 1) + refined(f, right, tolerance, depth - 1);
}

function lobatto(f: (u: number) => number, from: number, width: number): number {
  const half = width / 2;
  let total = 0;
  for (const [offset, weight] of LOBATTO) total += weight * f(from + half + offset * half);
  return total * width;
}

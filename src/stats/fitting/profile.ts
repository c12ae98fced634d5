/** Intervals by profile likelihood. */
import { Z95 } from "./kaplanMeier.ts";
import { crossing, moved, type Objective, type Peak, topOf } from "./maximise.ts";

/** A step over which a log-likelihood of logarithms of parameters is nearly a parabola. */
const SMALL = 0.01;
/** Intervals end within this distance, in logarithms: beyond a factor of 3,000 nothing is known. */
const REACH = 8;
/** Where the likelihood does not bend. */
const WIDE = 0.5;

/** The ends of an interval; null on a side where the likelihood does not fall far enough. */
export interface Ends {
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The values of one parameter for which the greatest likelihood over the other falls short of the
 * peak's value by less than χ²₁(0.95)/2 = 1.92. One parameter or two.
 * Source: D. J. Venzon and S. H. Moolgavkar, Applied Statistics 37 (1988) 87–94.
 */
export function profileEnds(f: Objective, peak: Peak, axis: number): Ends {
  const errors = peak.point.map((_, each) => errorAlong(f, peak, each));
  const step = 2 * errors[axis];
  const end = (direction: 1 | -1) =>
    crossing(shortfall(f, peak, axis, errors), {
      from: peak.point[axis],
      step: direction * step,
      limit: REACH,
    });
  return { low: end(-1), high: end(1) };
}

/** Standard errors below or above the peak minus 1.96, as the likelihood tells them. */
function shortfall(f: Objective, peak: Peak, axis: number, errors: readonly number[]) {
  const other = 1 - axis;
  let companion = peak.point[other];
  const profile = (x: number): number => {
    if (peak.point.length === 1) return f([x]);
    const along = (y: number) => f(axis === 0 ? [x, y] : [y, x]);
    const top = topOf(along, companion, errors[other]);
    companion = top.x;
    return top.value;
  };
  return (x: number) => Math.sqrt(Math.max(0, 2 * (peak.value - profile(x)))) - Z95;
}

/** The standard error of one parameter with the others held, from how the likelihood bends. */
function errorAlong(f: Objective, { point }: Peak, axis: number): number {
  const around = f(moved(point, axis, SMALL)) + f(moved(point, axis, -SMALL));
  const bend = (2 * f(point) - around) / (SMALL * SMALL);
  return bend > 0 ? Math.min(WIDE, 1 / Math.sqrt(bend)) : WIDE;
}

/**
 * The same for the share at zero, 0 to 1: `greatest` is the greatest likelihood over the law's
 * parameters with this share.
 */
export function shareEnds(greatest: (share: number) => number, share: number, peak: number): Ends {
  const f = (x: number) => Math.sqrt(Math.max(0, 2 * (peak - greatest(x)))) - Z95;
  const toLow = share - 1e-12;
  const low = toLow <= 0 || f(1e-12) < 0 ? 0 : between(f, 1e-12, share);
  return { low, high: between(f, 1 - 1e-12, share) };
}

/** The zero between an outer point, where f is positive, and an inner one: by halving. */
function between(f: (x: number) => number, outer: number, inner: number): number {
  for (let round = 0; round < 22; round++) {
    const middle = (outer + inner) / 2;
    if (f(middle) > 0) outer = middle;
    else inner = middle;
  }
  return (outer + inner) / 2;
}

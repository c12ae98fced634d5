import type { Dimension } from "./search.ts";

/** Margins about a point, as if they were planes. */
export interface Plane {
  readonly point: readonly number[];
  /** By target. */
  readonly margins: readonly number[];
  /** What one more of a number adds to each margin: [number][target]. */
  readonly slopes: readonly (readonly number[])[];
}

export interface Ground {
  readonly dimensions: readonly Dimension[];
  /** Indifference zone of each target, in the unit of its margin. */
  readonly deltas: readonly number[];
  /** By number: how far from the point the planes are believed. */
  readonly reach: readonly number[];
}

/** Of the help that the best number would be: with as much, one that comes later is raised. */
const ENOUGH = 0.5;

/**
 * The least numbers near a point that would meet all targets; as far as planes are believed, where
 * none there does. Numbers are given in the order of what they cost: a later one is raised
 * wherever it helps.
 */
export function leastOn(plane: Plane, ground: Ground): number[] {
  let point = [...plane.point];
  for (;;) {
    const scores = marginsOn(plane, point).map((margin, t) => margin / ground.deltas[t]!);
    const worst = scores.indexOf(Math.min(...scores));
    const higher = scores[worst]! >= 0 ? null : raised(plane, ground, point, worst);
    if (higher === null) break;
    point = higher;
  }
  for (let i = 0; i < point.length; ) {
    const lower = point.with(i, point[i]! - 1);
    if (isBelieved(plane, ground, lower, i) && marginsOn(plane, lower).every((each) => each >= 0))
      point = lower;
    else i++;
  }
  return point;
}

/** One more of what helps the worst target; null where nothing does. */
function raised(plane: Plane, ground: Ground, point: number[], worst: number): number[] | null {
  const gains = point.map((value, i) =>
    isBelieved(plane, ground, point.with(i, value + 1), i) ? plane.slopes[i]![worst]! : 0,
  );
  const best = Math.max(...gains);
  const i = gains.findLastIndex((gain) => gain >= ENOUGH * best);
  return best > 0 ? point.with(i, point[i]! + 1) : null;
}

const marginsOn = ({ point, margins, slopes }: Plane, at: readonly number[]): number[] =>
  margins.map((margin, t) =>
    at.reduce((sum, value, i) => sum + slopes[i]![t]! * (value - point[i]!), margin),
  );

function isBelieved({ point }: Plane, ground: Ground, at: readonly number[], i: number): boolean {
  const { least, most } = ground.dimensions[i]!;
  const value = at[i]!;
  return value >= least && value <= most && Math.abs(value - point[i]!) <= ground.reach[i]!;
}

/** So many steps to the square root of a number, which is about its spread. */
const STEPS_PER_SPREAD = 6;

/** Over which slopes are measured: wide enough to be seen, not so wide that they bend. */
export const stepOf = (value: number): number =>
  Math.max(1, Math.round(Math.sqrt(value) / STEPS_PER_SPREAD));

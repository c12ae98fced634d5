import { type Level, levelOf } from "./level.ts";
import type { Dimension, Laboratory, SearchOptions } from "./search.ts";

/** Replications of a point that is only explored. */
const EXPLORED = 6;
/** Of the steps while only one side is known. */
const GROWTH = 3;
/** What follows is given half as much again as its guess while others are sought. */
const AMPLE = 1.5;

/** Number by number, those that follow being ample, the least that seems to do. */
export async function explored(laboratory: Laboratory, options: SearchOptions): Promise<number[]> {
  const { dimensions } = options;
  const guesses = dimensions.map(({ guess, least, most }) =>
    Math.min(most, Math.max(least, guess)),
  );
  const point = guesses.map((value, i) =>
    i === 0 ? value : Math.min(dimensions[i]!.most, Math.ceil(AMPLE * value) + 2),
  );
  for (const [i, dimension] of dimensions.entries()) {
    const score = async (value: number) => {
      const margins = await laboratory.margins(point.with(i, value), EXPLORED);
      const controls = laboratory.controls(point.with(i, value), EXPLORED);
      return worstOf(
        margins.map((each) => levelOf(each, controls)),
        options.deltas,
      );
    };
    point[i] = await leastAlong({ ...dimension, guess: guesses[i]! }, score, options.stopped);
  }
  return point;
}

/** A target's margin over its indifference zone, and the standard error of that. */
interface Score {
  readonly value: number;
  readonly error: number;
}

function worstOf(levels: readonly Level[], deltas: readonly number[]): Score {
  const scores = levels.map(({ value, error }, t) => ({
    value: value / deltas[t]!,
    error: error / deltas[t]!,
  }));
  return scores.reduce((worst, each) => (each.value < worst.value ? each : worst));
}

/**
 * The least value whose score is not below 0, by steps that grow until both sides are known, then
 * by bisection; or the first of which one cannot tell.
 */
async function leastAlong(
  { least, most, guess }: Dimension,
  score: (value: number) => Promise<Score>,
  stopped: SearchOptions["stopped"],
): Promise<number> {
  let low = least - 1;
  let high = most;
  let step = Math.max(1, Math.round(guess / 100));
  for (let value = guess; high - low > 1 && !stopped?.(); ) {
    const found = await score(value);
    if (Math.abs(found.value) < found.error) return value;
    if (found.value >= 0) high = value;
    else low = value;
    const isOpenBelow = low < least;
    const isOpenAbove = high === most && found.value < 0;
    if (isOpenBelow) value = Math.max(least, high - step);
    else if (isOpenAbove) value = Math.min(most, low + step);
    else value = Math.floor((low + high) / 2);
    step *= GROWTH;
  }
  return high;
}

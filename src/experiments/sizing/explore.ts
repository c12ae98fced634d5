import { type Level, levelOf } from "./level.ts";
import { stepOf } from "./plane.ts";
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
  const scoresAt = async (at: readonly number[]): Promise<Score[]> => {
    const margins = await laboratory.margins(at, EXPLORED);
    const controls = laboratory.controls(at, EXPLORED);
    return margins.map((each, t) => scoreOf(levelOf(each, controls), options.deltas[t]!));
  };
  for (const [i, dimension] of dimensions.entries()) {
    // What is short although this number is ample is not for this number to mend.
    const ample = i === 0 ? null : await scoresAt(point);
    const score = async (value: number) => {
      const scores = await scoresAt(point.with(i, value));
      return worstOf(scores.map((each, t) => (ample === null ? each : beyond(each, ample[t]!))));
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

const scoreOf = ({ value, error }: Level, delta: number): Score => ({
  value: value / delta,
  error: error / delta,
});

/** Met where it is as good as with this number ample; else less what was short already there. */
const beyond = (score: Score, { value: ample }: Score): Score =>
  score.value >= ample ? MET : { ...score, value: score.value - Math.min(0, ample) };

const MET: Score = { value: Number.POSITIVE_INFINITY, error: 0 };

const worstOf = (scores: readonly Score[]): Score =>
  scores.reduce((worst, each) => (each.value < worst.value ? each : worst));

/** A bracket of so many steps is close enough for the pilot that follows. */
const CLOSE = 10;

/**
 * About the least value whose score is not below 0: by steps that grow until both sides are known,
 * by bisection until they are close, then where a line between them says; or the first of which one
 * cannot tell.
 */
async function leastAlong(
  { least, most, guess }: Dimension,
  score: (value: number) => Promise<Score>,
  stopped: SearchOptions["stopped"],
): Promise<number> {
  let low = { value: least - 1, score: Number.NEGATIVE_INFINITY };
  let high = { value: most, score: Number.POSITIVE_INFINITY };
  let step = Math.max(1, Math.round(guess / 100));
  for (let value = guess; high.value - low.value > 1 && !stopped?.(); ) {
    const found = await score(value);
    if (Math.abs(found.value) < found.error) return value;
    if (found.value >= 0) high = { value, score: found.value };
    else low = { value, score: found.value };
    const gap = high.value - low.value;
    if (gap <= CLOSE * stepOf(value) && Number.isFinite(high.score - low.score))
      return Math.ceil(low.value + (gap * -low.score) / (high.score - low.score));
    const isOpenBelow = low.value < least;
    const isOpenAbove = high.value === most && found.value < 0;
    if (isOpenBelow) value = Math.max(least, high.value - step);
    else if (isOpenAbove) value = Math.min(most, low.value + step);
    else value = Math.floor((low.value + high.value) / 2);
    step *= GROWTH;
  }
  return high.value;
}

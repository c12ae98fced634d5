import type { Crew } from "../../crew/crew.ts";
import { wholePrefix } from "../../crew/replications.ts";
import type { Sample } from "../../measure/types.ts";
import { metrics } from "../../stats/metrics/index.ts";
import { alphaAt, replicationsAt } from "../../stats/spending.ts";
import { Readings } from "../readings.ts";
import { type MeasuredSide, type Rows, rowsOf } from "./rows.ts";
import type { Side } from "./side.ts";
import type { Choice, ComparedFigure, OneSided } from "./wanted.ts";

/** Chance of a mistake of each kind among all metrics and looks together. */
export const COMPARISON_ALPHA = 0.05;

/** Fewer replications tell nothing of their error. */
export const REPLICATIONS_MIN = 2;

export interface CompareOptions {
  /** Replications are added until every metric is decided, this many at most. */
  readonly untilDecided?: { readonly most: number };
  readonly signal?: AbortSignal;
  readonly onFinished?: (finished: number, wanted: number) => void;
}

export interface Comparison extends Rows {
  readonly a: Side;
  readonly b: Side;
  /** Both sides had the same random numbers. */
  readonly isPaired: boolean;
  /** Of A and of B. */
  readonly replications: readonly [number, number];
  /** How often the results were looked at. */
  readonly looks: number;
  /** What only one side has. */
  readonly oneSided: readonly OneSided[];
}

/**
 * Compares two sides. Those with the same seed share their random numbers, so that their difference
 * is known far better than either of them; others are compared as independent (Welch). Each look at
 * the results spends its share of the error probability.
 */
export async function compareSides(
  a: Side,
  b: Side,
  { figures, oneSided }: Choice,
  crew: Crew,
  options: CompareOptions = {},
): Promise<Comparison> {
  const { untilDecided, signal } = options;
  const sides = [measured(a, figures), measured(b, figures)] as const;
  const counts = wantedOf(sides);
  const first = Math.max(REPLICATIONS_MIN, Math.min(...counts));
  const more = moreOf(crew, options);
  for (let look = 1; ; look++) {
    const upTo = untilDecided
      ? counts.map(() => Math.min(untilDecided.most, replicationsAt(first, look)))
      : counts;
    await more(sides, upTo);
    const alpha = untilDecided ? alphaAt(COMPARISON_ALPHA, look) : COMPARISON_ALPHA;
    const result = resultOf(sides, figures, { look, alpha });
    const isOpen = result.rows.some(({ judgement }) => judgement.verdict === "undecided");
    const mayGoOn = untilDecided !== undefined && upTo.some((each) => each < untilDecided.most);
    if (!isOpen || !mayGoOn || signal?.aborted) return { ...result, oneSided };
  }
}

type Sides = readonly [MeasuredSide, MeasuredSide];

function measured(side: Side, figures: readonly ComparedFigure[]): MeasuredSide {
  if (side.study === undefined) return { side };
  const found = figures.map(({ id, scope }) => ({
    metric: metrics.find((each) => each.id === id)!,
    scope,
  }));
  return { side, readings: new Readings(side.study, found) };
}

/** Replications of each side that is a study; of pairs no more than both are to have. */
function wantedOf(sides: Sides): number[] {
  const counts = sides.flatMap(({ side, readings }) => (readings ? [side.replications] : []));
  return isPaired(sides) ? counts.map(() => Math.min(...counts)) : counts;
}

const isPaired = ([a, b]: Sides): boolean => {
  if (a.side.seed !== b.side.seed) return false;
  if (a.readings !== undefined && b.readings !== undefined) return true;
  const isKept = [a, b].every(
    ({ side, readings }) => readings !== undefined || side.figures.some(({ values }) => values),
  );
  return isKept && a.side.replications === b.side.replications;
};

/** Replicates all studies at the same time, each up to a number; the first failure ends it. */
function moreOf(crew: Crew, { signal, onFinished }: CompareOptions) {
  signal?.addEventListener("abort", () => crew.dismiss(), { once: true });
  const failures: unknown[] = [];
  let finished = 0;
  const add = async (readings: Readings, upTo: number, wanted: number) => {
    const from = readings.replications;
    const samples = new Array<Sample | undefined>(Math.max(0, upTo - from)).fill(undefined);
    const runs = samples.map(async (_, i) => {
      samples[i] = await crew.replicate(readings.study, from + i);
      onFinished?.(++finished, wanted);
    });
    for (const run of runs)
      run.catch((error) => {
        failures.push(error);
        crew.dismiss();
      });
    await Promise.allSettled(runs);
    for (const sample of wholePrefix(samples)) readings.add(sample);
  };
  return async (sides: Sides, upTo: readonly number[]): Promise<void> => {
    const studies = sides.flatMap(({ readings }) => readings ?? []);
    const wanted = upTo.reduce((sum, each) => sum + each, 0);
    await Promise.all(studies.map((each, i) => add(each, upTo[i]!, wanted)));
    if (failures.length > 0 && !signal?.aborted) throw failures[0];
  };
}

function resultOf(
  sides: Sides,
  figures: readonly ComparedFigure[],
  { look, alpha }: { readonly look: number; readonly alpha: number },
): Omit<Comparison, "oneSided"> {
  const [{ side: a }, { side: b }] = sides;
  const paired = isPaired(sides);
  // What has been interrupted may have gone further on one side.
  const [left, right] = paired ? evened(sides) : sides;
  const count = ({ side, readings }: MeasuredSide) => readings?.replications ?? side.replications;
  const replications = [count(left), count(right)] as const;
  const rows = rowsOf(figures, [left, right], paired, alpha);
  return { a, b, isPaired: paired, replications, looks: look, ...rows };
}

function evened(sides: Sides): Sides {
  if (sides.some(({ readings }) => readings === undefined)) return sides;
  const least = Math.min(...sides.map(({ readings }) => readings!.replications));
  const [a, b] = sides.map((each) => ({ ...each, readings: each.readings!.upTo(least) }));
  return [a!, b!];
}

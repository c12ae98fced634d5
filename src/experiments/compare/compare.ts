import type { Crew } from "../../crew/crew.ts";
import {
  type Difference,
  type Measured,
  pairedDifference,
  welchDifference,
} from "../../stats/difference.ts";
import { type Judgement, judged } from "../../stats/judgement.ts";
import { metrics } from "../../stats/metrics/index.ts";
import { alphaAt, replicationsAt } from "../../stats/spending.ts";
import { Readings } from "../readings.ts";
import type { Side } from "./side.ts";
import type { ComparedFigure, Margin } from "./wanted.ts";

/** Chance of a mistake of each kind among all metrics and looks together. */
export const COMPARISON_ALPHA = 0.05;

export interface CompareOptions {
  /** Replications are added until every metric is decided, this many at most. */
  readonly untilDecided?: { readonly most: number };
  readonly signal?: AbortSignal;
  readonly onFinished?: (finished: number, wanted: number) => void;
}

export interface ComparedRow extends ComparedFigure {
  readonly a: number;
  readonly b: number;
  /** The margin in the metric's unit. */
  readonly marginSize: number;
  readonly difference: Difference;
  readonly judgement: Judgement;
}

export interface Comparison {
  readonly a: Side;
  readonly b: Side;
  /** Both sides had the same random numbers. */
  readonly isPaired: boolean;
  /** Of A and of B. */
  readonly replications: readonly [number, number];
  /** How often the results were looked at. */
  readonly looks: number;
  readonly rows: readonly ComparedRow[];
  /** What one side has no value of. */
  readonly undefinedFigures: readonly ComparedFigure[];
}

/** How a study is replicated further: undefined when that has ended early. */
type More = (readings: Readings, upTo: number) => Promise<void>;

/**
 * Compares two sides. Those with the same seed share their random numbers, so that their difference
 * is known far better than either of them; others are compared as independent (Welch).
 */
export async function compareSides(
  a: Side,
  b: Side,
  figures: readonly ComparedFigure[],
  crew: Crew,
  options: CompareOptions = {},
): Promise<Comparison> {
  const readings = [a, b].map((side) => side.study && new Readings(side.study, found(figures)));
  const more = moreOf([a, b], crew, options);
  const first = Math.min(...[a, b].flatMap((each) => (each.study ? [each.replications] : [])));
  const { untilDecided, signal } = options;
  for (let look = 1; ; look++) {
    const upTo = (side: Side) =>
      untilDecided ? Math.min(untilDecided.most, replicationsAt(first, look)) : side.replications;
    for (const [i, each] of readings.entries())
      if (each !== undefined) await more(each, upTo(i === 0 ? a : b));
    const alpha = untilDecided ? alphaAt(COMPARISON_ALPHA, look) : COMPARISON_ALPHA;
    const result = resultOf([a, b], readings, figures, { look, alpha });
    const isOpen = result.rows.some(({ judgement }) => judgement.verdict === "undecided");
    const mayGoOn = untilDecided !== undefined && upTo(a) < untilDecided.most;
    if (!isOpen || !mayGoOn || signal?.aborted) return result;
  }
}

const found = (figures: readonly ComparedFigure[]) =>
  figures.map(({ id, scope }) => ({ metric: metrics.find((each) => each.id === id)!, scope }));

function moreOf(sides: readonly Side[], crew: Crew, options: CompareOptions): More {
  const { signal, onFinished } = options;
  signal?.addEventListener("abort", () => crew.dismiss(), { once: true });
  let finished = 0;
  return async (readings, upTo) => {
    const from = readings.replications;
    const runs = Array.from({ length: Math.max(0, upTo - from) }, async (_, i) => {
      const sample = await crew.replicate(readings.study, from + i);
      finished++;
      onFinished?.(finished, sides.filter(({ study }) => study !== undefined).length * upTo);
      return sample;
    });
    const outcomes = await Promise.allSettled(runs);
    for (const outcome of outcomes) {
      if (outcome.status === "fulfilled") readings.add(outcome.value);
      else if (signal?.aborted) return;
      else throw outcome.reason;
    }
  };
}

interface Look {
  readonly look: number;
  readonly alpha: number;
}

function resultOf(
  [a, b]: readonly [Side, Side],
  [left, right]: readonly (Readings | undefined)[],
  figures: readonly ComparedFigure[],
  { look, alpha }: Look,
): Comparison {
  const isPaired = left !== undefined && right !== undefined && a.seed === b.seed;
  // What has been interrupted may have gone further on one side.
  const count = Math.min(left?.replications ?? Infinity, right?.replications ?? Infinity);
  const seen = [left, right].map((each) => each && prefixOf(each, isPaired ? count : undefined));
  const rows: Omit<ComparedRow, "judgement">[] = [];
  const undefinedFigures: ComparedFigure[] = [];
  figures.forEach((figure, i) => {
    const [before, after] = [
      measuredOf(a, seen[0]?.[i], figure),
      measuredOf(b, seen[1]?.[i], figure),
    ];
    if (before === null || after === null) {
      undefinedFigures.push(figure);
      return;
    }
    const difference = isPaired
      ? pairedDifference(seen[0]![i]!.values, seen[1]![i]!.values)
      : welchDifference(before, after);
    const value = after.estimate - before.estimate;
    const marginSize = sizeOf(figure.margin, before.estimate);
    const row = { ...figure, a: before.estimate, b: after.estimate, marginSize };
    rows.push({ ...row, difference: { ...difference, value } });
  });
  const of = (readings: Readings | undefined, side: Side) =>
    readings === undefined ? side.replications : isPaired ? count : readings.replications;
  const replications = [of(left, a), of(right, b)] as const;
  const judgements = judged(
    rows.map(({ difference, marginSize }) => ({
      difference,
      margin: marginSize,
      replications: Math.max(...replications),
    })),
    alpha,
  );
  return {
    ...{ a, b, isPaired, replications, looks: look, undefinedFigures },
    rows: rows.map((row, i) => ({ ...row, judgement: judgements[i]! })),
  };
}

const sizeOf = ({ kind, value }: Margin, a: number): number =>
  kind === "share" ? value * Math.abs(a) : value;

interface Seen {
  readonly estimate: number | null;
  readonly values: readonly number[];
}

/** What is known of each figure after so many replications. */
function prefixOf(readings: Readings, count = readings.replications): Seen[] {
  const shorter = readings.upTo(count);
  const values = shorter.pseudoValues();
  return shorter.estimates().map(({ estimate }, i) => ({ estimate, values: values[i]! }));
}

/** Null where a side says nothing of a figure, or nothing of its error. */
function measuredOf(side: Side, seen: Seen | undefined, figure: ComparedFigure): Measured | null {
  if (seen === undefined)
    return (
      side.figures.find(({ id, scope }) => id === figure.id && scope === figure.scope)?.measured ??
      null
    );
  const { estimate, values } = seen;
  if (estimate === null || values.length < 2 || !values.every(Number.isFinite)) return null;
  const { error, freedom } = pairedDifference(
    values.map(() => 0),
    values,
  );
  return { estimate, error, freedom };
}

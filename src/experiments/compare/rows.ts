import {
  type Difference,
  type Measured,
  pairedDifference,
  welchDifference,
} from "../../stats/difference.ts";
import { type Judgement, judged } from "../../stats/judgement.ts";
import type { Readings } from "../readings.ts";
import type { Side } from "./side.ts";
import type { ComparedFigure, Margin } from "./wanted.ts";

export interface ComparedRow extends ComparedFigure {
  readonly a: number;
  readonly b: number;
  /** The margin in the metric's unit. */
  readonly marginSize: number;
  readonly difference: Difference;
  readonly judgement: Judgement;
}

/** One side and what has been measured of it; without readings, its summary says all. */
export interface MeasuredSide {
  readonly side: Side;
  readonly readings?: Readings;
}

export interface Rows {
  readonly rows: readonly ComparedRow[];
  /** What one side has no value of, or none of its error. */
  readonly undefinedFigures: readonly ComparedFigure[];
}

/** What can be said of each figure at an error probability of all together. */
export function rowsOf(
  figures: readonly ComparedFigure[],
  [a, b]: readonly [MeasuredSide, MeasuredSide],
  isPaired: boolean,
  alpha: number,
): Rows {
  const [before, after] = [seenOf(figures, a), seenOf(figures, b)];
  const known: Omit<ComparedRow, "judgement">[] = [];
  const undefinedFigures: ComparedFigure[] = [];
  figures.forEach((figure, i) => {
    const [left, right] = [before[i]!, after[i]!];
    if (left.measured === null || right.measured === null) {
      undefinedFigures.push(figure);
      return;
    }
    const values = { a: left.measured.estimate, b: right.measured.estimate };
    const marginSize = sizeOf(figure.margin, values.a);
    const difference = isPaired ? ofPairs(left, right) : ofIndependent(left, right);
    const value = values.b - values.a;
    known.push({ ...figure, ...values, marginSize, difference: { ...difference, value } });
  });
  const judgements = judged(
    known.map(({ difference, marginSize }) => ({ difference, margin: marginSize })),
    alpha,
  );
  const rows = known.map((row, i) => ({ ...row, judgement: judgements[i]! }));
  return { rows, undefinedFigures };
}

const sizeOf = ({ kind, value }: Margin, a: number): number =>
  kind === "share" ? value * Math.abs(a) : value;

/** What is known of a figure of one side. */
interface Seen {
  readonly measured: Measured | null;
  /** One for each replication; none of a summary. */
  readonly values: readonly number[];
}

function seenOf(figures: readonly ComparedFigure[], { side, readings }: MeasuredSide): Seen[] {
  if (readings === undefined) {
    const same = (figure: ComparedFigure) =>
      side.figures.find(({ id, scope }) => id === figure.id && scope === figure.scope);
    return figures.map((figure) => {
      const { measured = null, values = [] } = same(figure) ?? {};
      return { measured, values };
    });
  }
  const pseudoValues = readings.pseudoValues();
  return readings.estimates().map(({ estimate, min, max }, i) => {
    const values = pseudoValues[i]!;
    if (estimate === null || values.length < 2 || !values.every(Number.isFinite))
      return { measured: null, values };
    const fromZero = values.map(() => 0);
    const { error, freedom } = pairedDifference(fromZero, values);
    const isCoarse = error === 0 && min !== max;
    return { measured: { estimate, error, freedom, isCoarse }, values };
  });
}

function ofPairs(a: Seen, b: Seen): Difference {
  const difference = pairedDifference(a.values, b.values);
  const isCoarse = a.measured!.isCoarse || b.measured!.isCoarse;
  return isCoarse ? { ...difference, kind: "coarse" } : difference;
}

/** A summary beside a study stays as it is, whatever is added to the study. */
function ofIndependent(a: Seen, b: Seen): Difference {
  const difference = welchDifference(a.measured!, b.measured!);
  const [fixed, growing] = a.values.length === 0 ? [a, b] : [b, a];
  const isPartlyFixed = fixed.values.length === 0 && growing.values.length > 0;
  if (!isPartlyFixed) return difference;
  const { error } = fixed.measured!;
  return { ...difference, fixedError: error, replications: growing.values.length };
}

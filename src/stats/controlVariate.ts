/**
 * Takes out of values what goes along with controls whose true means are known, such as the calls
 * that arrived (Lavenberg and Welch, Management Science 27 (1981) 322–335).
 */
import { mean } from "simple-statistics";
import type { Measured } from "./difference.ts";

/** What was counted in each replication, and its true mean. */
export interface Controls {
  readonly counts: readonly number[];
  readonly expected: number;
}

/** A regression on fewer replications says nothing. */
export const controlLeast = (controls: number): number => controls + 3;
/** Relative residuals that are nothing but rounding: the value is a multiple of the control. */
const EXACT = 1e-13;
/** Of a control's variance, below which the controls before it say all that it does. */
const COLLINEAR = 1e-9;

export interface Controlled extends Measured {
  /** One for each replication: what it would be with controls as expected. */
  readonly values: readonly number[];
  /** The error over that of `values` if they were plain independent values. */
  readonly inflation: number;
}

/**
 * The mean of v − Σ b (c − E c), each b by regression, with the error of that: residual variance s²
 * with n − 1 − k degrees of freedom for k controls, times 1/n and what the slopes' own errors add,
 * (c̄ − E c)² / Σ(c − c̄)² for each of the controls made orthogonal. Exact where values and
 * controls are jointly normal.
 * @param values one for each replication; at least `controlLeast`
 */
export function controlled(values: readonly number[], controls: readonly Controls[]): Controlled {
  const count = values.length;
  const directions = orthogonal(controls);
  const centred = deviations(values);
  const corrected = [...values];
  let lever = 0;
  for (const { parts, off, squares } of directions) {
    const slope = dot(centred, parts) / squares;
    parts.forEach((part, i) => {
      corrected[i]! -= slope * (part + off);
    });
    lever += (off * off) / squares;
  }
  const middle = mean(corrected);
  const left = squaresOf(deviations(corrected));
  const rounding = EXACT * mean([...values]);
  const rest = left <= count * rounding * rounding ? 0 : left;
  const freedom = count - 1 - controls.length;
  const error = Math.sqrt((rest / freedom) * (1 / count + lever));
  const inflation = Math.sqrt(((count - 1) / freedom) * (1 + count * lever));
  return { estimate: middle, error, freedom, values: corrected, inflation };
}

/** A control without what those before it say, about its mean; that mean less the expected one. */
interface Direction {
  readonly parts: readonly number[];
  readonly off: number;
  readonly squares: number;
}

/** By Gram and Schmidt; controls that say nothing more, or never vary, are left out. */
function orthogonal(controls: readonly Controls[]): Direction[] {
  const found: Direction[] = [];
  for (const { counts, expected } of controls) {
    const own = deviations(counts);
    let parts = own;
    let off = mean([...counts]) - expected;
    for (const before of found) {
      const slope = dot(parts, before.parts) / before.squares;
      parts = parts.map((part, i) => part - slope * before.parts[i]!);
      off -= slope * before.off;
    }
    const squares = squaresOf(parts);
    if (squares > COLLINEAR * squaresOf(own)) found.push({ parts, off, squares });
  }
  return found;
}

function deviations(values: readonly number[]): number[] {
  const middle = mean([...values]);
  return values.map((value) => value - middle);
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

const squaresOf = (values: readonly number[]): number => dot(values, values);

/**
 * Takes out of values what goes along with a control whose true mean is known, such as the calls
 * that arrived (Lavenberg and Welch, Management Science 27 (1981) 322–335).
 */
import { mean, sampleCovariance, sampleVariance } from "simple-statistics";
import type { Measured } from "./difference.ts";

/** A regression on fewer replications says nothing. */
export const CONTROL_LEAST = 4;
/** Relative residuals that are nothing but rounding: the value is a multiple of the control. */
const EXACT = 1e-13;

/**
 * v − b (c − E c), with b by regression. The variance falls by the squared correlation; one degree
 * of freedom is lost.
 * @param values one for each replication; at least four
 * @param controls of the same replications
 * @param expected the control's true mean
 */
export function controlled(
  values: readonly number[],
  controls: readonly number[],
  expected: number,
): number[] {
  const slope = slopeOf(values, controls);
  return values.map((value, i) => value - slope * (controls[i]! - expected));
}

/**
 * The mean of such values with the error of the regression: residual variance s² with n − 2 degrees
 * of freedom, times 1/n and what the slope's own error adds, (c̄ − E c)² / Σ(c − c̄)². Exact where
 * values and control are jointly normal.
 */
export function controlledMean(
  values: readonly number[],
  controls: readonly number[],
  expected: number,
): Measured {
  const count = values.length;
  const slope = slopeOf(values, controls);
  const [middle, centre] = [mean([...values]), mean([...controls])];
  const sumOfSquares = (of: (value: number, control: number) => number) =>
    values.reduce((sum, value, i) => {
      const part = of(value - middle, controls[i]! - centre);
      return sum + part * part;
    }, 0);
  const left = sumOfSquares((value, control) => value - slope * control);
  const rounding = EXACT * middle;
  const rest = left <= count * rounding * rounding ? 0 : left;
  const spread = sumOfSquares((_, control) => control);
  const off = centre - expected;
  const lever = spread === 0 ? 0 : (off * off) / spread;
  const freedom = count - 2;
  const error = Math.sqrt((rest / freedom) * (1 / count + lever));
  return { estimate: middle - slope * off, error, freedom };
}

function slopeOf(values: readonly number[], controls: readonly number[]): number {
  const variance = sampleVariance([...controls]);
  return variance === 0 ? 0 : sampleCovariance([...values], [...controls]) / variance;
}

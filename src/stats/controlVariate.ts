import { mean, sampleCovariance, sampleVariance } from "simple-statistics";

/**
 * Takes out of values what goes along with a control whose true mean is known, such as the calls
 * that arrived: v − b (c − E c), with b by regression (Lavenberg and Welch, Management Science 27
 * (1981) 322–335). The variance falls by the squared correlation; one degree of freedom is lost.
 * @param values one for each replication; at least four
 * @param controls of the same replications
 * @param expected the control's true mean
 */
export function controlled(
  values: readonly number[],
  controls: readonly number[],
  expected: number,
): number[] {
  const variance = sampleVariance([...controls]);
  if (variance === 0) return [...values];
  const slope = sampleCovariance([...values], [...controls]) / variance;
  return values.map((value, i) => value - slope * (controls[i]! - expected));
}

/** What is left of the variance of a mean's estimate, as a share: below 1 it paid. */
export function varianceLeft(values: readonly number[], after: readonly number[]): number {
  const [before, rest] = [sampleVariance([...values]), sampleVariance([...after])];
  return before === 0 || mean([...values]) === Infinity ? 1 : rest / before;
}

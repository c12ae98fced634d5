/** An interval in which a further simulated day would lie with the stated probability. */
export interface Band {
  readonly low: number;
  readonly high: number;
  readonly median: number;
  /** Simulated days that have a value. */
  readonly days: number;
}

/**
 * A prediction band from simulated days by order statistics: of n exchangeable values and a
 * further one, this one lies between the j-th least and the k-th greatest with a probability of at
 * least 1 − (j + k)/(n + 1), whatever their law (Wilks, Annals of Mathematical Statistics 12,
 * 1941). As a rule both sides miss as often. Where so many days lie at the least value that none
 * can fall below the band, such as half-hours without a wait, the other side misses twice as often;
 * likewise at the greatest.
 * @param values NaN where a day has none
 * @param level such as 0.9; null when there are too few values for it
 */
export function bandOf(values: Float64Array, level: number): Band | null {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const days = sorted.length;
  const missed = Math.floor((1 - level) * (days + 1) + 1e-9);
  const each = missed >> 1;
  if (each < 1) return null;
  const isAtLeast = sorted[each - 1] === sorted[0];
  const isAtMost = sorted[days - each] === sorted[days - 1];
  const half = days >> 1;
  return {
    low: isAtLeast ? sorted[0]! : sorted[(isAtMost ? missed : each) - 1]!,
    high: isAtMost ? sorted[days - 1]! : sorted[days - (isAtLeast ? missed : each)]!,
    median: days % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2,
    days,
  };
}

/** Its ends belong to it. */
export const isIn = ({ low, high }: Band, value: number): boolean => value >= low && value <= high;

/** Fewest simulated days for a band of this level. */
export const daysFor = (level: number): number => Math.ceil(2 / (1 - level) - 1 - 1e-9);

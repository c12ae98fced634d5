/** Counts by day and interval; NaN where a day's interval is left out. */
export type CountTable = readonly Float64Array[];

/** Counts explained by a rate for each interval times a factor for each day. */
export interface ProductFit {
  readonly days: number;
  /** Intervals in which a call came. */
  readonly intervals: number;
  /** Counts of these intervals that are not left out. */
  readonly cells: number;
  /** By interval: calls on a mean day; NaN where every day is left out. */
  readonly rates: readonly number[];
  /** Days that count, by interval. */
  readonly daysOf: readonly number[];
  readonly factors: readonly number[];
  /** By day and interval: rate times the day's factor. */
  readonly expected: readonly Float64Array[];
  /** By day, over its counts: calls, and what rates say without the day's factor. */
  readonly totals: readonly number[];
  readonly expectedTotals: readonly number[];
  readonly expectedSquares: readonly number[];
}

const ROUNDS_MAX = 200;
const CONVERGED = 1e-10;

/**
 * Maximum likelihood for Poisson counts, by iterative proportional fitting (Deming and Stephan,
 * Annals of Mathematical Statistics 11 (1940) 427–444). Factors have the mean 1, so that rates are
 * means over days where none is left out.
 */
export function fitProduct(counts: CountTable): ProductFit {
  const days = counts.length;
  const length = counts[0]?.length ?? 0;
  const factors = new Float64Array(days).fill(1);
  const rates = new Float64Array(length);
  for (let round = 0; round < ROUNDS_MAX; round++) {
    fitRates(counts, factors, rates);
    if (fitFactors(counts, rates, factors) < CONVERGED) break;
  }
  return described(counts, rates, factors);
}

function fitRates(counts: CountTable, factors: Float64Array, rates: Float64Array): void {
  for (let i = 0; i < rates.length; i++) {
    let [calls, weight] = [0, 0];
    for (const [d, day] of counts.entries())
      if (!Number.isNaN(day[i]!)) {
        calls += day[i]!;
        weight += factors[d]!;
      }
    rates[i] = calls / weight;
  }
}

/** Returns by how much a factor changes at most. */
function fitFactors(counts: CountTable, rates: Float64Array, factors: Float64Array): number {
  const raw = counts.map((day) => {
    let [calls, weight] = [0, 0];
    for (let i = 0; i < day.length; i++)
      if (!Number.isNaN(day[i]!)) {
        calls += day[i]!;
        weight += rates[i]!;
      }
    return weight > 0 ? calls / weight : 1;
  });
  const mean = raw.reduce((sum, value) => sum + value, 0) / raw.length;
  let change = 0;
  raw.forEach((value, d) => {
    const factor = mean > 0 ? value / mean : 1;
    change = Math.max(change, Math.abs(factor - factors[d]!));
    factors[d] = factor;
  });
  return change;
}

function described(counts: CountTable, rates: Float64Array, factors: Float64Array): ProductFit {
  const sums = (of: (count: number, rate: number) => number) =>
    counts.map((day) =>
      day.reduce((sum, count, i) => {
        const isUsed = !Number.isNaN(count) && rates[i]! > 0;
        return isUsed ? sum + of(count, rates[i]!) : sum;
      }, 0),
    );
  const countOf = (i: number) => counts.filter((day) => !Number.isNaN(day[i]!)).length;
  return {
    days: counts.length,
    intervals: rates.filter((rate) => rate > 0).length,
    cells: sums(() => 1).reduce((sum, value) => sum + value, 0),
    rates: [...rates],
    daysOf: Array.from(rates, (_, i) => countOf(i)),
    factors: [...factors],
    expected: counts.map((_, d) => rates.map((rate) => rate * factors[d]!)),
    totals: sums((count) => count),
    expectedTotals: sums((_, rate) => rate),
    expectedSquares: sums((_, rate) => rate * rate),
  };
}

/**
 * Many comparisons judged at once, at one chance of a false alarm for all of them together.
 * Nothing is assumed of how the comparisons depend on each other.
 */

/**
 * The p-value of a case from those of its figures (Bonferroni): the least one times their number,
 * at most 1. Without figures that have one nothing speaks against the case: 1.
 */
export function caseP(figures: readonly number[]): number {
  return Math.min(1, ...figures.map((p) => p * figures.length));
}

/**
 * Holm's adjusted p-values, in the order of the cases (Holm 1979): a case is inconsistent at a
 * family level α when its adjusted value is at most α; with probability 1 − α no true case is.
 */
export function holm(cases: readonly number[]): number[] {
  const order = [...cases.keys()].sort((a, b) => cases[a] - cases[b]);
  const adjusted = cases.map(() => 1);
  let least = 0;
  order.forEach((index, rank) => {
    least = Math.max(least, Math.min(1, (cases.length - rank) * cases[index]));
    adjusted[index] = least;
  });
  return adjusted;
}

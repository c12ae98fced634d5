import type { Ranged } from "../../../src/stats/fitting/dispersion.ts";

export const covers = ({ low95, high95 }: Ranged, truth: number): boolean =>
  low95 <= truth && truth <= high95;

/** Whether as many of so many trials are believable with this probability, at 99.9 %. */
export function withinBinomial(
  count: number,
  trials: number,
  probability: number,
  { atLeast = false } = {},
): boolean {
  const half = 3.29 * Math.sqrt(trials * probability * (1 - probability)) + 1;
  const mean = trials * probability;
  return count >= mean - half && (atLeast || count <= mean + half);
}

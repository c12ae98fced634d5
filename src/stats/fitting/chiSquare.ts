import { lowerGamma } from "../../engine/special/incompleteGamma.ts";
import { inverseNormal } from "../../engine/special/inverseNormal.ts";

/** From here on the cube root of a chi-square is normal to four digits of the probability. */
const NEARLY_NORMAL = 200;
const HALVINGS = 60;

/**
 * The quantile of a chi-square with one degree of freedom or more, also fractions of one, at a
 * probability between 0 and 1: by halving of the incomplete gamma function; for many degrees by the
 * cube root (E. B. Wilson and M. M. Hilferty, PNAS 17 (1931) 684–688), right within 5e-5 of a
 * probability between 0.001 and 0.999.
 */
export function chiSquareQuantile(probability: number, freedom: number): number {
  if (freedom > NEARLY_NORMAL) {
    const variance = 2 / (9 * freedom);
    const root = 1 - variance + inverseNormal(probability) * Math.sqrt(variance);
    return freedom * root * root * root;
  }
  let [low, high] = [0, 2 * freedom + 20];
  while (lowerGamma(freedom / 2, high / 2) < probability) high *= 2;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (lowerGamma(freedom / 2, middle / 2) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

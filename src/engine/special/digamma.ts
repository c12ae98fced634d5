/** From here up the series below is exact to double precision. */
const SERIES_FROM = 10;

/**
 * ψ(x), the derivative of ln Γ, for x > 0; relative error some 1e-15 where ψ is not near its zero
 * at 1.4616. Source: ψ(x + 1) = ψ(x) + 1/x, and Abramowitz & Stegun 6.3.18.
 */
export function digamma(x: number): number {
  let below = 0;
  for (; x < SERIES_FROM; x++) below += 1 / x;
  const square = 1 / (x * x);
  const tail = 1 / 252 - square * (1 / 240 - square * (1 / 132 - square * (691 / 32760)));
  return Math.log(x) - 1 / (2 * x) - square * (1 / 12 - square * (1 / 120 - square * tail)) - below;
}

/** 1 / √(2π). */
const PEAK = 0.3989422804014327;
/** From here on the continued fraction converges in fewer steps than the series. */
const FAR = 2.5;
/** Steps of the continued fraction: 1e-15 from FAR on. */
const STEPS = 120;

/**
 * P(Z > z) of a standard normal variable, to a relative error of about 1e-14 in the upper tail:
 * the series of Φ near the middle, Laplace's continued fraction beyond (Abramowitz and Stegun
 * 26.2.10 and 26.2.14).
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const density = PEAK * Math.exp((-z * z) / 2);
  if (z < FAR) {
    let term = z;
    let sum = z;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (z * z) / (2 * n + 1);
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = z;
  for (let step = STEPS; step > 0; step--) fraction = z + step / fraction;
  return density / fraction;
}

/** The z > 0 with P(Z > z) = `tail`, 0 < tail < 1/2: Newton on the logarithm of the tail. */
export function normalQuantile(tail: number): number {
  let z = Math.sqrt(Math.max(0, -2 * Math.log(2 * tail)));
  for (let step = 0; step < 50; step++) {
    const here = normalTail(z);
    const slope = (PEAK * Math.exp((-z * z) / 2)) / here;
    const change = Math.log(here / tail) / slope;
    z += change;
    if (Math.abs(change) < 1e-13 * (1 + z)) break;
  }
  return z;
}

/** Kronrod's rule of 15 points on −1 … 1: the points from 0 up, and their weights. */
const POINTS = [
  0, 0.20778495500789848, 0.4058451513773972, 0.5860872354676911, 0.7415311855993945,
  0.8648644233597691, 0.9491079123427585, 0.9914553711208126,
];
const WEIGHTS = [
  0.20948214108472782, 0.20443294007529889, 0.19035057806478542, 0.1690047266392679,
  0.14065325971552592, 0.10479001032225019, 0.06309209262997856, 0.022935322010529224,
];
/** Gauss's rule of 7 points, which are the even ones of those above. */
const COARSE_WEIGHTS = [
  0.4179591836734694, 0.3818300505051189, 0.27970539148927664, 0.1294849661688697,
];

/** Of the whole: what the two rules may differ by on a stretch. The better one errs far less. */
const TOLERANCE = 1e-10;
const DEPTH = 50;

/**
 * ∫ f from the first to the last of these places, where f is not negative and smooth between
 * neighbours. By the rule of Gauss and Kronrod (QUADPACK's QK15), stretches halved until both
 * agree: relative error about 1e-13.
 * @param noise what rounding in f may amount to in the result: stretches are not halved for less
 */
export function integral(f: (x: number) => number, places: readonly number[], noise = 0): number {
  const coarse = places.slice(1).map((to, i) => kronrod(f, places[i], to));
  const whole = coarse.reduce((sum, { value }) => sum + value, 0);
  const tolerance = TOLERANCE * whole + noise;
  return places.slice(1).reduce((sum, to, i) => {
    return sum + refined(f, places[i], to, coarse[i], tolerance, DEPTH);
  }, 0);
}

interface Estimate {
  readonly value: number;
  readonly error: number;
}

function refined(
  f: (x: number) => number,
  from: number,
  to: number,
  coarse: Estimate,
  tolerance: number,
  depth: number,
): number {
  if (coarse.error <= tolerance || depth === 0) return coarse.value;
  const middle = from + (to - from) / 2;
  const [left, right] = [kronrod(f, from, middle), kronrod(f, middle, to)];
  return (
    refined(f, from, middle, left, tolerance, depth - 1) +
    refined(f, middle, to, right, tolerance, depth - 1)
  );
}

function kronrod(f: (x: number) => number, from: number, to: number): Estimate {
  const [middle, half] = [from + (to - from) / 2, (to - from) / 2];
  const centre = f(middle);
  let fine = WEIGHTS[0] * centre;
  let rough = COARSE_WEIGHTS[0] * centre;
  for (let k = 1; k < POINTS.length; k++) {
    const both = f(middle - half * POINTS[k]) + f(middle + half * POINTS[k]);
    fine += WEIGHTS[k] * both;
    if (k % 2 === 0) rough += COARSE_WEIGHTS[k / 2] * both;
  }
  return { value: half * fine, error: half * Math.abs(fine - rough) };
}

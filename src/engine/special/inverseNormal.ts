/** Within this distance of 1/2 the central approximation is taken. */
const CENTRE = 0.425;

/** The tails are taken in √(−ln p): up to NEAR_END around NEAR_CENTRE, then from there on. */
const NEAR_CENTRE = 1.6;
const NEAR_END = 5;

/** Two polynomials of degree 7, highest power first. */
interface Rational {
  readonly above: readonly number[];
  readonly below: readonly number[];
}

const CENTRAL: Rational = {
  above: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  below: [
    5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
};

const NEAR: Rational = {
  above: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
    3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  below: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
    0.6897673349851, 1.6763848301838038, 2.053191626637759, 1,
  ],
};

const FAR: Rational = {
  above: [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  below: [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
};

/**
 * The standard normal quantile: the z with Φ(z) = probability; −Infinity at 0, Infinity at 1.
 * Relative error about 1e-16. Source: M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics
 * 37 (1988) 477–484, whose coefficients are shortened here to what a double holds.
 */
export function inverseNormal(probability: number): number {
  const distance = probability - 0.5;
  if (Math.abs(distance) <= CENTRE) {
    return distance * ratio(CENTRAL, CENTRE * CENTRE - distance * distance);
  }
  const tail = distance < 0 ? probability : 1 - probability;
  if (tail <= 0) return distance < 0 ? -Infinity : Infinity;
  const depth = Math.sqrt(-Math.log(tail));
  const size = depth <= NEAR_END ? ratio(NEAR, depth - NEAR_CENTRE) : ratio(FAR, depth - NEAR_END);
  return distance < 0 ? -size : size;
}

function ratio({ above, below }: Rational, r: number): number {
  let numerator = 0;
  let denominator = 0;
  for (let power = 0; power < 8; power++) {
    numerator = numerator * r + above[power];
    denominator = denominator * r + below[power];
  }
  return numerator / denominator;
}

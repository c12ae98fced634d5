import { refuse } from "./checks.ts";

/**
 * How long callers are ready to wait, or hold a server, in seconds, as the theory of queues wants
 * to know it.
 */
export interface PatienceLaw {
  /** P(R > x), x >= 0. At 0 it lacks those who will not wait at all. */
  survival(x: number): number;
  /** E min(R, x) = ∫₀ˣ P(R > u) du, x >= 0: what it amounts to when something cuts it off. */
  meanUpTo(x: number): number;
  /** Where the survival jumps or ends, ascending, above 0. */
  readonly jumps: readonly number[];
  /** Nobody is more patient. */
  readonly end: number;
}

/** The greatest uniform a quantile function takes. */
const LAST_UNIFORM = 1 - Number.EPSILON / 2;
/** Values shared by more than two of so many equal steps of probability are seen as jumps. */
const STEPS = 4096;
/** Two probabilities nearer to each other are one. */
const FINEST = Number.EPSILON / 2;

/**
 * The law of a patience given by its quantiles (a `Distribution` of the engine, its values in
 * seconds), as polynomials on stretches that are halved until these fit: to about 1e-13, relative
 * to 1 for the survival and to the mean for its integral. Some milliseconds; then O(log stretches)
 * per value. Jumps of less than 1/2048 are only approached, by stretches that grow short there.
 * @throws RangeError when some never give up
 */
export function patienceLaw(quantile: (u: number) => number): PatienceLaw {
  const end = quantile(LAST_UNIFORM);
  if (!(end >= 0 && end < Infinity)) refuse("patience", "a law of finite times", end);
  const grid = Array.from({ length: STEPS }, (_, step) => quantile(step / STEPS));
  const scale = grid.reduce((sum, value) => sum + value, 0) / STEPS;
  grid.push(end);
  const jumps = jumpsOf(grid);
  const stretches: Stretch[] = [];
  const survivalAt = (x: number) => 1 - chanceUpTo(quantile, grid, x);
  for (const [i, to] of jumps.entries())
    approximate(stretches, survivalAt, jumps[i - 1] ?? 0, to, scale);
  const total = stretches.length === 0 ? 0 : valueAt(stretches[stretches.length - 1], end).area;
  const at = (x: number) => valueAt(stretchOf(stretches, x), x);
  return {
    survival: (x) => (x >= end ? 0 : at(x).height),
    meanUpTo: (x) => (x >= end ? total : at(x).area),
    jumps,
    end,
  };
}

/** The ends of the law and the values of many, above 0, from values at equal probabilities. */
function jumpsOf(grid: readonly number[]): number[] {
  const repeated = grid.filter((value, i) => value === grid[i - 1]);
  return Array.from(new Set([grid[0], ...repeated, grid[STEPS]]))
    .filter((value) => value > 0)
    .sort((a, b) => a - b);
}

/**
 * P(R <= x): the grid of quantiles tells between which steps, the Illinois rule where; every third
 * step halves the interval, for laws with gaps.
 */
function chanceUpTo(quantile: (u: number) => number, grid: readonly number[], x: number): number {
  if (grid[0] > x) return 0;
  let step = 0;
  for (let half = STEPS / 2; half >= 1; half /= 2) if (grid[step + half] <= x) step += half;
  let [low, high] = [step / STEPS, Math.min((step + 1) / STEPS, LAST_UNIFORM)];
  let [below, above] = [grid[step] - x, grid[step + 1] - x];
  let wasBelow = below === 0;
  for (let round = 1; high - low > FINEST; round++) {
    const secant = low + ((high - low) * below) / (below - above);
    const inside = round % 3 !== 0 && secant > low && secant < high;
    const guess = inside ? secant : low + (high - low) / 2;
    const value = quantile(guess) - x;
    if (Math.abs(value) <= 2 * Number.EPSILON * x) return guess;
    const isBelow = value < 0;
    if (isBelow) [low, below, above] = [guess, value, wasBelow ? above / 2 : above];
    else [high, above, below] = [guess, value, wasBelow ? below : below / 2];
    wasBelow = isBelow;
  }
  return low;
}

/** A polynomial for the survival from `from` to `to`: Chebyshev coefficients on −1 … 1. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly heights: Float64Array;
  /** Of its integral from 0; `areas[0]` is the constant term. */
  readonly areas: Float64Array;
}

/** cos((2k + 1) π / 16), where polynomials of degree 7 are best pinned down. */
const NODES = [
  0.9807852804032304, 0.8314696123025452, 0.5555702330196022, 0.19509032201612828,
  -0.19509032201612828, -0.5555702330196022, -0.8314696123025452, -0.9807852804032304,
];
/** What the last coefficients may amount to: of 1, or of the whole area. */
const TOLERANCE = { height: 2e-13, area: 1e-16 };
const DEPTH = 60;

/** Adds the stretches from `from` to `to`, in order. */
function approximate(
  stretches: Stretch[],
  survivalAt: (x: number) => number,
  from: number,
  to: number,
  scale: number,
  depth = DEPTH,
): void {
  const [middle, half] = [from + (to - from) / 2, (to - from) / 2];
  const heights = coefficientsOf(NODES.map((node) => survivalAt(middle + half * node)));
  const error = Math.abs(heights[6]) + Math.abs(heights[7]);
  const fits = error <= TOLERANCE.height || error * half <= TOLERANCE.area * scale;
  if (fits || depth === 0 || !(from < middle && middle < to)) {
    const areas = integralOf(heights, half);
    const last = stretches[stretches.length - 1];
    const before = last === undefined ? 0 : sumAt(last.areas, 1);
    areas[0] += before - sumAt(areas, -1);
    stretches.push({ from, to, heights, areas });
    return;
  }
  approximate(stretches, survivalAt, from, middle, scale, depth - 1);
  approximate(stretches, survivalAt, middle, to, scale, depth - 1);
}

/** Chebyshev coefficients of the polynomial through these values at the nodes. */
function coefficientsOf(values: readonly number[]): Float64Array {
  const coefficients = new Float64Array(NODES.length);
  for (const [k, node] of NODES.entries()) {
    let [now, next] = [1, node];
    for (let m = 0; m < NODES.length; m++) {
      coefficients[m] += (values[k] * now * (m === 0 ? 1 : 2)) / NODES.length;
      [now, next] = [next, 2 * node * next - now];
    }
  }
  return coefficients;
}

/** An antiderivative, the variable stretched by `half`; its constant term is 0. */
function integralOf(heights: Float64Array, half: number): Float64Array {
  const areas = new Float64Array(heights.length + 1);
  for (let m = 1; m < areas.length; m++) {
    const lower = m === 1 ? 2 * heights[0] : heights[m - 1];
    areas[m] = (half * (lower - (heights[m + 1] ?? 0))) / (2 * m);
  }
  return areas;
}

/** Clenshaw's recurrence. */
function sumAt(coefficients: Float64Array, x: number): number {
  let [sum, after] = [0, 0];
  for (let m = coefficients.length - 1; m > 0; m--) {
    [sum, after] = [coefficients[m] + 2 * x * sum - after, sum];
  }
  return coefficients[0] + x * sum - after;
}

function valueAt({ from, to, heights, areas }: Stretch, x: number) {
  const place = (2 * (x - from)) / (to - from) - 1;
  return { height: sumAt(heights, place), area: sumAt(areas, place) };
}

/** The stretch x lies in; O(log n). */
function stretchOf(stretches: readonly Stretch[], x: number): Stretch {
  let [low, high] = [0, stretches.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x >= stretches[middle].to) low = middle + 1;
    else high = middle;
  }
  return stretches[low];
}

/** Small searches for the greatest value of a smooth function; no randomness, no derivatives. */

export type Objective = (point: readonly number[]) => number;

export interface Peak {
  readonly point: readonly number[];
  readonly value: number;
}

const STEPS_MAX = 400;

/**
 * The greatest value near `start` by the simplex of J. A. Nelder and R. Mead (Computer Journal 7
 * (1965) 308–313), which ends when its values differ by less than `tolerance`.
 */
export function maximise(
  f: Objective,
  start: readonly number[],
  size: number,
  tolerance = 1e-9,
): Peak {
  const at = (point: readonly number[]): Peak => ({ point, value: f(point) });
  let simplex = [at(start), ...start.map((_, axis) => at(moved(start, axis, size)))];
  for (let step = 0; step < STEPS_MAX; step++) {
    simplex.sort((a, b) => b.value - a.value);
    if (simplex[0].value - simplex[start.length].value <= tolerance) break;
    simplex = improved(simplex, at);
  }
  return simplex[0];
}

/** The point with one coordinate moved. */
export const moved = (point: readonly number[], axis: number, by: number): number[] =>
  point.map((value, i) => (i === axis ? value + by : value));

function improved(simplex: readonly Peak[], at: (point: readonly number[]) => Peak): Peak[] {
  const kept = simplex.slice(0, -1);
  const worst = simplex[simplex.length - 1];
  const centre = worst.point.map((_, i) => kept.reduce((sum, { point }) => sum + point[i], 0));
  const along = (factor: number) =>
    at(centre.map((sum, i) => sum / kept.length + factor * (worst.point[i] - sum / kept.length)));
  const reflected = along(-1);
  if (reflected.value > simplex[0].value) {
    const expanded = along(-2);
    return [...kept, expanded.value > reflected.value ? expanded : reflected];
  }
  if (reflected.value > kept[kept.length - 1].value) return [...kept, reflected];
  const contracted = along(reflected.value > worst.value ? -0.5 : 0.5);
  if (contracted.value > Math.max(worst.value, reflected.value)) return [...kept, contracted];
  const [best, ...others] = simplex;
  const halfway = ({ point }: Peak) => at(point.map((value, i) => (value + best.point[i]) / 2));
  return [best, ...others.map(halfway)];
}

/**
 * The greatest value of a function of one number near `start`, by the tops of parabolas.
 * @param scale a step over which the function bends visibly
 * @returns where and how much, to about a millionth of what the function loses within `scale`
 */
export function topOf(f: (x: number) => number, start: number, scale: number) {
  let x = start;
  let here = f(x);
  let reach = scale;
  for (let step = 0; step < 40; step++) {
    const [left, right] = [f(x - reach / 2), f(x + reach / 2)];
    const bend = left + right - 2 * here;
    const wanted = bend < 0 ? ((left - right) / bend) * (reach / 4) : Math.sign(right - left) * 4;
    const move = Math.max(-4 * scale, Math.min(4 * scale, wanted));
    if (Math.abs(move) < 1e-3 * scale) return { x, value: here };
    const there = f(x + move);
    if (there >= here) {
      x += move;
      here = there;
    } else reach /= 2;
  }
  return { x, value: here };
}

/**
 * Where a function that is negative at `from` becomes zero towards `direction`: bracketed by
 * growing steps, then the Illinois form of false position. Null where it stays negative within
 * `limit`.
 */
export function crossing(
  f: (x: number) => number,
  { from, step, limit }: { from: number; step: number; limit: number },
): number | null {
  let [low, high] = [from, from + step];
  let [atLow, atHigh] = [f(low), f(high)];
  for (let size = step; atHigh < 0; ) {
    if (Math.abs(high - from) >= limit) return null;
    size *= 1.6;
    [low, atLow] = [high, atHigh];
    high += size;
    atHigh = f(high);
  }
  for (let round = 0; round < 60; round++) {
    const x = high - (atHigh * (high - low)) / (atHigh - atLow);
    const here = f(x);
    if (Math.abs(here) < 1e-4 || Math.abs(high - low) < 1e-12) return x;
    if (here > 0 === atHigh > 0) atLow /= 2;
    else [low, atLow] = [high, atHigh];
    [high, atHigh] = [x, here];
  }
  return high;
}

/** How long something is out until it works again or another place has taken over. */

/** What is known of a figure: it lies between them; the same where it is known exactly. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export const exactly = (value: number): Bounds => ({ low: value, high: value });

/** Where a step leads besides the states that are out: it works; further than is reckoned. */
export const WORKS = -1;
export const FURTHER = -2;

/** A step out of a state that is out. */
export interface Step {
  /** 1/s. */
  readonly rate: number;
  /** The state it leads to; of several, which one is not known. */
  readonly to: readonly number[];
}

/** A sweep that moves no bound by more, relatively, is the last. */
const CLOSE = 1e-12;
const SWEEPS_MAX = 10_000;

/**
 * From each state that is out, the mean time until it works or an exponential time of mean
 * `takeover` has passed, s: first passage with discount, each bound from its own side, so that
 * every sweep leaves them bounds. What is not known of a step is taken for the worst of either.
 * @param states the steps out of each state that is out
 */
export function untilTakeover(
  states: readonly (readonly Step[])[],
  takeover: number,
): readonly Bounds[] {
  const low = states.map(() => 0);
  const high = states.map(() => takeover);
  for (let sweep = 0; sweep < SWEEPS_MAX; sweep++) {
    let moved = 0;
    states.forEach((steps, state) => {
      const least = meanFrom(steps, low, takeover, Math.min, 0);
      const most = meanFrom(steps, high, takeover, Math.max, takeover);
      moved = Math.max(moved, 1 - low[state]! / least, high[state]! / most - 1);
      low[state] = least;
      high[state] = most;
    });
    if (moved < CLOSE) break;
  }
  return states.map((_, state) => ({ low: low[state]!, high: high[state]! }));
}

function meanFrom(
  steps: readonly Step[],
  means: readonly number[],
  takeover: number,
  worst: (...values: number[]) => number,
  further: number,
): number {
  const meanAt = (to: number) => (to === WORKS ? 0 : to === FURTHER ? further : means[to]!);
  let [time, rates] = [1, 1 / takeover];
  for (const { rate, to } of steps) {
    time += rate * worst(...to.map(meanAt));
    rates += rate;
  }
  return time / rates;
}

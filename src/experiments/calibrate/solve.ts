import { figuresOf } from "../../callLog/figures.ts";
import { type Interval, ratioInterval } from "../../stats/intervals.ts";
import { openStudy } from "../../study.ts";
import { simulateDays } from "../backtest/backtest.ts";
import { nameOf, scenarioText } from "./scenarioText.ts";
import type { Calibration, Solution, Unknown } from "./types.ts";

/** The figure that each unknown is to explain; both fall as the factor rises. */
const EXPLAINS = { agents: "wait", patience: "abandoned" } as const;

export interface SolveOptions {
  /** Simulated days for each trial: the same random numbers for all. */
  readonly days: number;
  readonly signal?: AbortSignal;
}

/** Factors beyond are no answer. */
const FACTOR_MAX = 4;
const TOLERANCE = 5e-3;

/**
 * The factor on agents or on patience with which the model has the measured mean wait, or share
 * abandoned. Its interval is what the interval of that figure becomes: the days' own spread and the
 * simulation's, added as variances.
 * @returns null where no factor within reach does it
 */
export async function solve(
  calibration: Calibration,
  unknown: Unknown,
  options: SolveOptions,
): Promise<Solution | null> {
  const id = EXPLAINS[unknown];
  const target = observedOf(calibration, id);
  const trial = trialOf(calibration, unknown, id, options);
  if (target.estimate === null) return null;
  const factor = await solved(trial, target.estimate);
  if (factor === null) return null;
  const reached = await trial(factor);
  const half = Math.sqrt(squared(target.halfWidth95) + squared(reached.halfWidth95));
  // Both figures fall as the factor rises.
  const low = await solved(trial, target.estimate + half);
  const high = await solved(trial, Math.max(target.estimate / 20, target.estimate - half));
  return {
    ...{ unknown, target, reached, days: options.days },
    factor: { estimate: factor, low95: low ?? 1 / FACTOR_MAX, high95: high ?? FACTOR_MAX },
  };
}

const squared = (value: number | null): number => (value ?? 0) * (value ?? 0);

type Trial = (factor: number) => Promise<Interval>;

/** Sum of a measure's parts over a day: hang-ups or seconds, and calls. */
const partsOf = (days: readonly ReturnType<typeof figuresOf>[], id: string): Interval => {
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const above = days.map(({ abandoned, waitedUs }) =>
    id === "wait" ? total(waitedUs) / 1e6 : 100 * total(abandoned),
  );
  return ratioInterval(
    above,
    days.map(({ asked }) => total(asked)),
  );
};

function observedOf({ calls, days, grid, counts }: Calibration, id: string): Interval {
  // Intervals that were left out are left out here as well.
  const isUsed = (d: number) => (row: number) => {
    const interval = Math.floor((calls.arrivedUs[row]! - grid.startUs) / grid.lengthUs);
    return !Number.isNaN(counts[d]![interval] ?? 0);
  };
  return partsOf(
    days.map((day, d) => figuresOf(calls, day, grid, isUsed(d))),
    id,
  );
}

function trialOf(
  calibration: Calibration,
  unknown: Unknown,
  id: string,
  { days, signal }: SolveOptions,
): Trial {
  const known = new Map<number, Promise<Interval>>();
  const simulated = async (factor: number) => {
    const path = `${nameOf(calibration)}.yaml`;
    const text = scenarioText({ ...calibration, factors: { [unknown]: factor } });
    const study = openStudy(path, [`run.replications=${days}`], new Map([[path, text]]));
    return partsOf(await simulateDays(study, calibration.grid, { ...(signal && { signal }) }), id);
  };
  return (factor) => {
    signal?.throwIfAborted();
    const made = known.get(factor) ?? simulated(factor);
    known.set(factor, made);
    return made;
  };
}

/** By halving the logarithm of the factor. */
async function solved(trial: Trial, wanted: number): Promise<number | null> {
  let [low, high] = [-Math.log(FACTOR_MAX), Math.log(FACTOR_MAX)];
  const above = async (x: number) => ((await trial(Math.exp(x))).estimate ?? 0) > wanted;
  if (!(await above(low)) || (await above(high))) return null;
  while (high - low > TOLERANCE) {
    const middle = (low + high) / 2;
    if (await above(middle)) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

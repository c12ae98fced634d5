import { dateText, type LoggedDay } from "../../callLog/days.ts";
import {
  type DayFigures,
  type DayGrid,
  figuresOf,
  shareWaitingLonger,
} from "../../callLog/figures.ts";
import type { LoggedCalls } from "../../callLog/types.ts";
import { UserError } from "../../errors.ts";
import { CallLog } from "../../model/callLog.ts";
import { type Interval, ratioInterval } from "../../stats/intervals.ts";
import { replicate, type Study } from "../../study.ts";
import { type Band, bandOf, daysFor, isIn } from "./bands.ts";
import { MEASURES, type Measure, WAIT_LIMITS } from "./measures.ts";
import { simulatedCalls } from "./simulatedCalls.ts";

export interface BacktestOptions {
  /** Probability of a band, such as 0.9. */
  readonly level: number;
  readonly lengthUs: number;
  /** Rows of the log that the scenario is about. */
  readonly isUsed?: (row: number) => boolean;
  readonly signal?: AbortSignal;
  readonly onFinished?: (finished: number, wanted: number) => void;
}

/** How many of the observed values lie in their bands, and how many on either side. */
export interface Coverage {
  readonly covered: number;
  readonly below: number;
  readonly above: number;
  readonly total: number;
  /** Share covered, with its interval over days: the intervals of a day hang together. */
  readonly share: Interval;
}

/** One measure, simulated and observed. */
export interface MeasureResult {
  readonly measure: Measure;
  /** By interval; null where too few simulated days have a value. */
  readonly bands: readonly (Band | null)[];
  /** By day and interval; NaN where there is none. */
  readonly observed: readonly Float64Array[];
  readonly coverage: Coverage;
  readonly wholeDay: { readonly band: Band | null; readonly observed: readonly number[] };
}

/** Share of the calls that wait longer than each limit. */
export interface WaitsResult {
  readonly limitsS: readonly number[];
  readonly bands: readonly (Band | null)[];
  /** By day and limit. */
  readonly observed: readonly Float64Array[];
}

/** A scenario held against a log. */
export interface Backtest {
  readonly study: Study;
  readonly days: readonly string[];
  readonly grid: DayGrid;
  readonly level: number;
  readonly simulatedDays: number;
  readonly measures: readonly MeasureResult[];
  readonly waits: WaitsResult;
}

/** The intervals of the scenario's measured window. @throws UserError */
export function gridOf({ scenario: { run } }: Study, lengthUs: number): DayGrid {
  const count = Math.floor(run.measureUs / lengthUs);
  if (count < 1) throw new UserError("--interval: wanted at most the measured time");
  return { startUs: run.startOfDayUs + run.warmUpUs, lengthUs, count };
}

/**
 * Simulates days of a scenario and holds those of a log against them: one code makes the figures of
 * both from their calls. Undefined when it was ended before there were enough days for a band.
 * @throws UserError, SimulationError
 */
export async function backtest(
  study: Study,
  calls: LoggedCalls,
  days: readonly LoggedDay[],
  options: BacktestOptions,
): Promise<Backtest | undefined> {
  const { level, lengthUs, isUsed } = options;
  const grid = gridOf(study, lengthUs);
  const wanted = study.scenario.run.replications;
  if (wanted < daysFor(level))
    throw new UserError(
      `--replications: wanted at least ${daysFor(level)} for bands of ${100 * level} %`,
    );
  const observed = days.map((day) => figuresOf(calls, day, grid, isUsed));
  const simulated = await simulateDays(study, grid, options);
  if (simulated.length < daysFor(level)) return;
  return {
    ...{ study, grid, level, simulatedDays: simulated.length },
    days: days.map(({ day }) => dateText(day)),
    measures: MEASURES.map((measure) => resultOf(measure, simulated, observed, options, grid)),
    waits: waitsOf(simulated, observed, level),
  };
}

/** The figures of each replication, a day each. */
export async function simulateDays(
  study: Study,
  grid: DayGrid,
  { signal, onFinished }: Pick<BacktestOptions, "signal" | "onFinished"> = {},
): Promise<DayFigures[]> {
  const wanted = study.scenario.run.replications;
  const figures: DayFigures[] = [];
  for (let replication = 0; replication < wanted && !signal?.aborted; replication++) {
    const log = new CallLog();
    replicate(study, replication, log);
    const calls = simulatedCalls(study.scenario, log);
    figures.push(figuresOf(calls, { day: 0, from: 0, to: calls.count }, grid));
    onFinished?.(replication + 1, wanted);
    // A turn for the signal.
    await new Promise(setImmediate);
  }
  return figures;
}

function resultOf(
  measure: Measure,
  simulated: readonly DayFigures[],
  observed: readonly DayFigures[],
  { level }: BacktestOptions,
  { count }: DayGrid,
): MeasureResult {
  const intervals = Array.from({ length: count }, (_, i) => i);
  const bands = intervals.map((i) =>
    bandOf(
      Float64Array.from(simulated, (day) => measure.of(day, [i])),
      level,
    ),
  );
  const values = observed.map((day) => Float64Array.from(intervals, (i) => measure.of(day, [i])));
  const whole = (day: DayFigures) => measure.of(day, intervals);
  return {
    ...{ measure, bands, observed: values },
    coverage: coverageOf(bands, values),
    wholeDay: {
      band: bandOf(Float64Array.from(simulated, whole), level),
      observed: observed.map(whole),
    },
  };
}

/** Counts where both a band and an observed value are. */
export function coverageOf(
  bands: readonly (Band | null)[],
  observed: readonly Float64Array[],
): Coverage {
  const days = observed.map((values) => {
    const count = { covered: 0, below: 0, above: 0, total: 0 };
    values.forEach((value, i) => {
      const band = bands[i];
      if (!band || Number.isNaN(value)) return;
      count.total++;
      if (isIn(band, value)) count.covered++;
      else if (value < band.low) count.below++;
      else count.above++;
    });
    return count;
  });
  const total = (of: keyof (typeof days)[number]) => days.reduce((sum, day) => sum + day[of], 0);
  return {
    ...{ covered: total("covered"), below: total("below"), above: total("above") },
    total: total("total"),
    share: ratioInterval(
      days.map(({ covered }) => covered),
      days.map((day) => day.total),
    ),
  };
}

function waitsOf(
  simulated: readonly DayFigures[],
  observed: readonly DayFigures[],
  level: number,
): WaitsResult {
  const share = (day: DayFigures, limit: number) => shareWaitingLonger(day, limit * 1e6);
  return {
    limitsS: WAIT_LIMITS,
    bands: WAIT_LIMITS.map((limit) =>
      bandOf(
        Float64Array.from(simulated, (day) => share(day, limit)),
        level,
      ),
    ),
    observed: observed.map((day) => Float64Array.from(WAIT_LIMITS, (limit) => share(day, limit))),
  };
}

import { LOGGED_OUTCOMES, type LoggedCalls } from "../callLog/types.ts";
import type { Fields } from "./fields/scenario.ts";
import type { SelectedCalls } from "./logs.ts";
import { constantRate, rateProfile } from "./profile.ts";
import type { Replay, ReplayedDay } from "./replayTypes.ts";
import type { Demand, RateProfile, Run } from "./types.ts";

type Clock = Pick<Run, "startOfDayUs" | "warmUpUs" | "measureUs">;
type Settings = Pick<Replay, "serviceTimes" | "ivrTimes">;

/** Half an hour: the intervals by which a replay is reported. */
const INTERVAL_US = 1800e6;
const CONTAINED = LOGGED_OUTCOMES.indexOf("contained");
const SERVED = LOGGED_OUTCOMES.indexOf("served");
export const NOT_TOLD = 255;

/** When the calls of a demand come: by a rate, by intervals, or as they came in a log. */
export function callSourceOf(
  { rate, intervals, replay }: Pick<Fields["demand"][string], "rate" | "intervals" | "replay">,
  selected: SelectedCalls | undefined,
  run: Run,
): Pick<Demand, "profile" | "replay"> {
  if (replay && selected) {
    const replayed = replayOf(selected, replay, run);
    return { profile: replayedProfile(replayed, run), replay: replayed };
  }
  if (intervals)
    return { profile: rateProfile(intervals.rates ?? [], intervals, run.startOfDayUs) };
  return { profile: constantRate(rate!) };
}

/**
 * The calls from the start of the run on, by its clock: every day starts at `startOfDay`. Those
 * after its end come as long as calls of the measured time are there, as drawn ones do.
 */
function replayOf(selected: SelectedCalls, settings: Settings, clock: Clock): Replay {
  const { calls, days } = selected;
  const toUs = clock.warmUpUs + clock.measureUs;
  const atUs = (row: number) => calls.arrivedUs[row]! - clock.startOfDayUs;
  const all = days.flatMap(({ rows }) => rows);
  return {
    days: days.map(({ date, rows }) => {
      const inRun = rows.filter((row) => atUs(row) >= 0);
      return dayOf(date, inRun, calls, settings, clock.startOfDayUs);
    }),
    before: all.filter((row) => atUs(row) < 0).length,
    after: all.filter((row) => atUs(row) >= toUs).length,
    serviceTimes: settings.serviceTimes,
    ivrTimes: settings.ivrTimes,
  };
}

function dayOf(
  date: string,
  rows: readonly number[],
  calls: LoggedCalls,
  { serviceTimes, ivrTimes }: Settings,
  startOfDayUs: number,
): ReplayedDay {
  const { arrivedUs, queuedUs, dequeuedUs, answeredUs, endedUs, freedUs, outcome } = calls;
  const [ofIvr, ofService] = [ivrTimes === "log", serviceTimes === "log"];
  const ivrEndUs = (row: number) => (outcome[row] === CONTAINED ? endedUs : queuedUs)[row]!;
  const times = (isOf: boolean, fromUs: Float64Array, toUs: Float64Array) =>
    Float64Array.from(rows, (row) =>
      isOf && outcome[row] === SERVED ? between(fromUs[row]!, toUs[row]!) : Number.NaN,
    );
  return {
    date,
    arrivedUs: Float64Array.from(rows, (row) => arrivedUs[row]! - startOfDayUs),
    ivrUs: Float64Array.from(rows, (row) =>
      ofIvr ? between(arrivedUs[row]!, ivrEndUs(row)) : Number.NaN,
    ),
    contained: Uint8Array.from(rows, (row) => (ofIvr ? containedIn(calls, row) : NOT_TOLD)),
    ringUs: times(ofService, dequeuedUs, answeredUs),
    talkUs: times(ofService, answeredUs, endedUs),
    afterCallWorkUs: times(ofService, endedUs, freedUs),
  };
}

/** Clocks that run backwards measure nothing. */
const between = (fromUs: number, toUs: number): number => Math.max(0, toUs - fromUs);

function containedIn({ outcome, queuedUs }: LoggedCalls, row: number): number {
  if (outcome[row] === CONTAINED) return 1;
  return Number.isNaN(queuedUs[row]!) ? NOT_TOLD : 0;
}

/** Mean arrivals a second over the replayed days, by half hours of the clock. */
function replayedProfile({ days }: Replay, clock: Clock): RateProfile {
  const { startOfDayUs, warmUpUs, measureUs } = clock;
  const start = Math.floor(startOfDayUs / INTERVAL_US) * INTERVAL_US;
  const endUs = startOfDayUs + warmUpUs + measureUs;
  const counts = new Float64Array(Math.ceil((endUs - start) / INTERVAL_US));
  for (const { arrivedUs } of days)
    for (const atUs of arrivedUs)
      if (atUs + startOfDayUs < endUs)
        counts[Math.floor((atUs + startOfDayUs - start) / INTERVAL_US)]!++;
  const rates = Array.from(counts, (count, i) => {
    const fromUs = Math.max(startOfDayUs, start + i * INTERVAL_US);
    const toUs = Math.min(endUs, start + (i + 1) * INTERVAL_US);
    return (count * 1e6) / (days.length * (toUs - fromUs));
  });
  return rateProfile(rates, { start, length: INTERVAL_US }, startOfDayUs);
}

import type { Distribution } from "../engine/distributions/types.ts";
import { NOT_TOLD } from "./replay.ts";
import type { Demand, ReplayedDay, Run } from "./types.ts";

/**
 * A demand with what the log tells of its calls on average, for closed forms and for the flow,
 * which leaves out what no call does. Unchanged without replay.
 */
export function withToldTimes(demand: Demand, run: Run): Demand {
  const { replay, ivrDuration, containment, ring, talk, afterCallWork } = demand;
  if (replay === undefined) return demand;
  const days = replay.days.map((day) => inRun(day, run));
  return {
    ...demand,
    containment: containmentOf(days) ?? containment,
    ivrDuration: told(ivrDuration, days, "ivrUs"),
    ring: told(ring, days, "ringUs"),
    talk: told(talk, days, "talkUs"),
    afterCallWork: told(afterCallWork, days, "afterCallWorkUs"),
  };
}

type Times = "ivrUs" | "ringUs" | "talkUs" | "afterCallWorkUs";
type Day = Pick<ReplayedDay, Times | "contained">;

/** Without the calls after the measured time, which are not counted. */
function inRun(day: ReplayedDay, { warmUpUs, measureUs }: Run): Day {
  const count = day.arrivedUs.filter((atUs) => atUs < warmUpUs + measureUs).length;
  const { ivrUs, ringUs, talkUs, afterCallWorkUs, contained } = day;
  const [ivr, ring, talk, work] = [ivrUs, ringUs, talkUs, afterCallWorkUs].map((each) =>
    each.subarray(0, count),
  );
  return {
    ivrUs: ivr!,
    ringUs: ring!,
    talkUs: talk!,
    afterCallWorkUs: work!,
    contained: contained.subarray(0, count),
  };
}

/** Share of the calls that ended in the IVR, of those of which the log tells. */
function containmentOf(days: readonly Day[]): number | undefined {
  const all = days.flatMap(({ contained }) => [...contained]).filter((each) => each !== NOT_TOLD);
  if (all.length === 0) return undefined;
  return all.reduce((sum, each) => sum + each, 0) / all.length;
}

/** Mean and variance over all calls; calls of which the log does not tell draw from `law`. */
function told(law: Distribution, days: readonly Day[], times: Times): Distribution {
  const all = days.flatMap((day) => [...day[times]]);
  const known = all.filter((us) => !Number.isNaN(us));
  if (known.length === 0) return law;
  const drawn = (all.length - known.length) / all.length;
  const ofKnown = (value: (us: number) => number) =>
    known.reduce((sum, us) => sum + value(us), 0) / all.length;
  const mean = ofKnown((us) => us) + drawn * law.mean;
  const squares = (us: number) => (us - mean) * (us - mean);
  const variance = ofKnown(squares) + drawn * (law.variance + squares(law.mean));
  const text = `of the log, else ${law.text}`;
  return { text, mean, variance, constant: false, quantile: (u) => law.quantile(u) };
}

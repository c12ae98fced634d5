import { empirical } from "../../engine/distributions/empirical.ts";
import type { Distribution } from "../../engine/distributions/types.ts";
import { apart, kaplanMeier, measuredSteps, survivalQuantile } from "./kaplanMeier.ts";
import { wholeMicroseconds } from "./lawText.ts";

/** Equally likely durations, as a scenario writes them. */
export interface EmpiricalLaw {
  readonly text: string;
  /** In seconds. */
  readonly distribution: Distribution;
}

/**
 * At most `count` equally likely durations that stand for all: the sorted durations in so many
 * slices of equal weight, each by its mean. That lies at the quantile (i − ½)/count where the law
 * is smooth, and makes the mean of the law that of the durations, the long tail included.
 * @throws RangeError without durations
 */
export function empiricalLaw(values: ArrayLike<number>, count = 200): EmpiricalLaw {
  const { events } = apart(values);
  if (events.length === 0) throw new RangeError("at least one duration");
  const slices = Math.min(count, events.length);
  return lawOf(Array.from({ length: slices }, (_, i) => sliceMean(events, i, slices)));
}

/** The mean of the i-th of so many slices; durations at its edges count in part. */
function sliceMean(sorted: Float64Array, i: number, slices: number): number {
  const width = sorted.length / slices;
  const [from, to] = [i * width, Math.min(sorted.length, (i + 1) * width)];
  let sum = 0;
  for (let at = Math.floor(from); at < to; at++)
    sum += sorted[at] * (Math.min(at + 1, to) - Math.max(at, from));
  return sum / width;
}

/** Patience without a law's shape, and how far it is measured. */
export interface EmpiricalPatience extends EmpiricalLaw {
  /** Null where the data reach to the end. */
  readonly tail: PatienceTail | null;
}

/** What the data say too little of: from here on the hazard is held. */
export interface PatienceTail {
  /** Seconds. */
  readonly from: number;
  /** Of the law's values. */
  readonly share: number;
  /** Per second, from so many events. */
  readonly hazard: number;
  readonly events: number;
}

/**
 * So many equally likely durations at the Kaplan–Meier quantiles (i − ½)/count. Beyond the last
 * event with at least ten durations still at risk little was measured: there the law goes on as an
 * exponential one (Klein and Moeschberger, Survival Analysis, 2nd edition 2003, section 4.2, after
 * Brown, Hollander and Korwar), with the hazard of the last tenth of the events and of what comes
 * after them, and `tail` says so.
 * @throws RangeError where every duration was cut short
 */
export function empiricalPatience(
  times: ArrayLike<number>,
  isEvent: ArrayLike<number>,
  count = 200,
): EmpiricalPatience {
  const curve = kaplanMeier(times, isEvent);
  if (curve.eventCount === 0) throw new RangeError("a duration that was not cut short");
  const last = Math.max(0, measuredSteps(curve) - 1);
  const from = curve.times[last];
  const share = curve.survival[last];
  const tail = share === 0 ? null : { from, share, ...hazardBefore(times, isEvent, from) };
  const values = Array.from({ length: count }, (_, i) => {
    const probability = (i + 0.5) / count;
    if (tail === null || 1 - probability >= share)
      return survivalQuantile(curve, probability).estimate ?? from;
    return from + Math.log(share / (1 - probability)) / tail.hazard;
  });
  return { ...lawOf(values), tail };
}

const TAIL_EVENTS_MIN = 5;
const TAIL_EVENTS_MAX = 100;

/** Of the last tenth of the events up to a time, five to a hundred, and of all later ones. */
function hazardBefore(times: ArrayLike<number>, isEvent: ArrayLike<number>, time: number) {
  const { events, censored } = apart(times, isEvent);
  const reached = events.filter((each) => each <= time).length;
  const tenth = Math.min(TAIL_EVENTS_MAX, Math.max(TAIL_EVENTS_MIN, Math.ceil(reached / 10)));
  const start = events[reached - tenth - 1] ?? 0;
  const after = start < time ? start : 0;
  const exposureOf = (all: Float64Array) =>
    all.reduce((sum, each) => sum + Math.max(0, each - after), 0);
  const counted = events.filter((each) => each > after || after === 0).length;
  return { hazard: counted / (exposureOf(events) + exposureOf(censored)), events: counted };
}

function lawOf(values: readonly number[]): EmpiricalLaw {
  const rounded = values.map((value) => (value === 0 ? 0 : wholeMicroseconds(value)));
  const text = `empirical(${rounded.map((value) => `${value}s`).join(", ")})`;
  return { text, distribution: empirical.build({ values: rounded }, text) };
}

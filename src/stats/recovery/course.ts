import type { Layout } from "../../measure/layout.ts";
import type { Sample } from "../../measure/types.ts";
import type { Source } from "../metrics/types.ts";

/** How long before the onset things are compared with, seconds. */
export const BEFORE_S = 300;
/** With less before it nothing is compared. */
const BEFORE_MIN_S = 60;
/** What falls later than this after the last failure is over has other reasons, seconds. */
const AFTER_S = 300;

/** What was recorded step by step around the first failure of a replication. */
export interface Course {
  readonly values: Float64Array;
  readonly stepS: number;
  /** The step in which the first failure struck; that in which the last one was over, or beyond. */
  readonly onset: number;
  readonly end: number;
  /** Seconds from the start of the window to the onset. */
  readonly onsetS: number;
}

/**
 * Reads courses of a scope together; undefined where one of them is not recorded there. NaN in a
 * replication without a failure that begins within the measured time.
 */
export function fromCourses<Id extends string>(
  ids: readonly Id[],
  read: (courses: Readonly<Record<Id, Course>>) => number,
): Source {
  return (layout, scope) => {
    const indexes = ids.map((id) => layout.find("course", id, scope));
    if (indexes.includes(undefined)) return undefined;
    return {
      basis: "window",
      read: (sample) => {
        const courses = indexes.map((index) => courseOf(layout, sample, index!));
        if (courses.includes(undefined)) return Number.NaN;
        const named = ids.map((id, i) => [id, courses[i]!] as const);
        return read(Object.fromEntries(named) as Record<Id, Course>);
      },
    };
  };
}

/** Undefined where no failure begins within the measured time. */
export function courseOf(layout: Layout, sample: Sample, index: number): Course | undefined {
  const momentUs = (id: string) => sample.moments[layout.find("moment", id, "cluster")!];
  const values = sample.courses[index];
  const { stepS } = layout.courses[index];
  const onsetUs = momentUs("fault.onset");
  const onset = Math.floor(onsetUs / (stepS * 1e6));
  if (!(onset < values.length)) return undefined;
  const end = Math.ceil(momentUs("fault.end") / (stepS * 1e6));
  return { values, stepS, onset, end, onsetS: onsetUs * 1e-6 };
}

/** The first step of those that are compared with: NaN where less than a minute is measured. */
export const firstBefore = ({ onset, stepS }: Course): number =>
  onset * stepS < BEFORE_MIN_S ? Number.NaN : Math.max(0, onset - Math.floor(BEFORE_S / stepS));

/** Mean over the five minutes before the onset; NaN where less than one is measured. */
export function meanBefore(course: Course): number {
  const from = firstBefore(course);
  return Number.isNaN(from) ? from : total(course, from, course.onset) / (course.onset - from);
}

/** Sum of the values of the steps from one to before another. */
export function total({ values }: Course, from: number, to: number): number {
  let sum = 0;
  for (let step = from; step < Math.min(to, values.length); step++) sum += values[step];
  return sum;
}

/** Greatest mean of so many steps in a row, from the one with the onset on. */
export function greatest(course: Course, steps = 1): number {
  const { values, onset } = course;
  let most = 0;
  for (let step = onset; step + steps <= values.length; step++)
    most = Math.max(most, total(course, step, step + steps) / steps);
  return most;
}

/**
 * The step from which on a value is back at `least`: the end of the last stretch below it that
 * began while something was failed, or within five minutes. The onset's own where it never fell;
 * Infinity: not within the run.
 */
export function stepBack({ values, onset, end, stepS }: Course, least: number): number {
  let back = onset;
  for (let step = onset; step < values.length; step++) {
    if (values[step] >= least) continue;
    if (step > end + AFTER_S / stepS) break;
    while (step < values.length && values[step] < least) step++;
    back = step < values.length ? step : Number.POSITIVE_INFINITY;
  }
  return back;
}

/** Seconds from the onset to the start of a step; 0 for its own step. */
export const secondsTo = ({ onset, onsetS, stepS }: Course, step: number): number =>
  step === onset ? 0 : step * stepS - onsetS;

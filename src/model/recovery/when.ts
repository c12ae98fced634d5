import type { World } from "../world.ts";

/*
 * The one place that says when failures began and end: from the log that the faults keep.
 */

/** Onset of the first fault at or after a time, NaN as long as there was none. */
export function firstOnsetUs({ faultLog }: World, fromUs: number): number {
  for (const { onsetUs } of faultLog) if (onsetUs >= fromUs) return onsetUs;
  return Number.NaN;
}

/** When the last of the faults that began at or after a time is over; Infinity: never. */
export function failuresEndUs({ faultLog }: World, fromUs: number): number {
  return faultLog.reduce(
    (lastUs, { onsetUs, endUs }) => (onsetUs >= fromUs ? Math.max(lastUs, endUs) : lastUs),
    Number.NEGATIVE_INFINITY,
  );
}

/** Whether something is down at a time that has come. */
export function isFailing({ faultLog }: World, atUs: number): boolean {
  for (const { onsetUs, endUs } of faultLog) if (onsetUs <= atUs && atUs < endUs) return true;
  return false;
}

import { type Course, firstBefore, total } from "./course.ts";

/** What the service level while something fails is made of, by the names of their courses. */
export const SERVICE = [
  "inTime",
  "answered",
  "abandoned",
  "blocked",
  "failed",
  "lostUnanswered",
  "calls.inQueue",
] as const;
export type Service = Readonly<Record<(typeof SERVICE)[number], Course>>;

/** Minutes are what a planner feels; shorter ones hold too few calls to tell a share. */
const WINDOW_S = 60;

/** Customers' calls that an agent answered, or that will have none, in some steps. */
function decided(service: Service, from: number, to: number): number {
  const { answered, abandoned, blocked, failed, lostUnanswered } = service;
  return [answered, abandoned, blocked, failed, lostUnanswered].reduce(
    (sum, course) => sum + total(course, from, to),
    0,
  );
}

/** The share of them that was answered in time in the five minutes before the onset, or NaN. */
export function serviceBefore(service: Service): number {
  const from = firstBefore(service.answered);
  const { onset } = service.answered;
  if (Number.isNaN(from)) return from;
  return total(service.inTime, from, onset) / decided(service, from, onset);
}

/**
 * The share by step, of the minute that ends with it. Where nobody was answered or gave up in it,
 * it is none while somebody waits, else what it was.
 */
export function rollingService(service: Service): Course {
  const { answered, inTime } = service;
  const steps = Math.max(1, Math.round(WINDOW_S / answered.stepS));
  const values = new Float64Array(answered.values.length);
  for (let step = 0; step < values.length; step++) {
    const from = Math.max(0, step + 1 - steps);
    const all = decided(service, from, step + 1);
    if (all > 0) values[step] = total(inTime, from, step + 1) / all;
    else if (service["calls.inQueue"].values[step] === 0) values[step] = values[step - 1] ?? 1;
  }
  return { ...answered, values };
}

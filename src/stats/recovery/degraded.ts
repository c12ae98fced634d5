import { type Course, meanBefore, total } from "./course.ts";

/** A minute is degraded when more than this share of its calls goes wrong beyond what is usual. */
export const DEGRADED_SHARE = 0.05;
/** Chance alone takes a count of calls no further from its mean, in standard deviations. */
const BY_CHANCE = 3;

export const DEGRADED = ["offered", "abandoned", "blocked", "failed", "lost"] as const;

/**
 * Whole minutes from the onset in which customers' calls that are abandoned, blocked, failed or
 * lost exceed those of a mean minute of the five before it by more than 5 % of the calls offered,
 * and by more than three standard deviations of a Poisson count. NaN without a minute before.
 */
export function degradedMinutes(courses: Readonly<Record<(typeof DEGRADED)[number], Course>>) {
  const { offered, ...bad } = courses;
  const { stepS, onset, values } = offered;
  const steps = Math.round(60 / stepS);
  const usual = 60 * Object.values(bad).reduce((sum, course) => sum + meanBefore(course), 0);
  if (Number.isNaN(usual)) return usual;
  let minutes = 0;
  for (let from = onset; from + steps <= values.length; from += steps) {
    const calls = (course: Course) => stepS * total(course, from, from + steps);
    const more = Object.values(bad).reduce((sum, course) => sum + calls(course), 0) - usual;
    if (more > Math.max(DEGRADED_SHARE * calls(offered), BY_CHANCE * Math.sqrt(usual))) minutes++;
  }
  return minutes;
}

import type { Layout } from "../../measure/layout.ts";
import type { Sample } from "../../measure/types.ts";
import type { FaultSetting, Scenario } from "../../scenario/types.ts";
import type { Estimate } from "../estimate.ts";
import { BEFORE_S, type Course, courseOf } from "./course.ts";

/** A value around the first failure, over the replications. */
export interface Transient {
  readonly id: string;
  readonly scope: string;
  readonly points: readonly TransientPoint[];
}

export interface TransientPoint {
  /** Seconds from the first onset to the middle of the step; before it, below zero. */
  readonly atS: number;
  readonly mean: number;
  /** At least 90 % of the replications lie from `low` to `high`. */
  readonly low: number;
  readonly high: number;
}

/** Something that happens to faults of the scenario, seconds from the first onset. */
export interface Mark {
  readonly atS: number;
  readonly what: "onset" | "noticed" | "over";
  /** Numbers of the faults, which all do so then. */
  readonly faults: readonly number[];
}

export interface Transients {
  readonly fromS: number;
  readonly untilS: number;
  /** Steps that are shown as one point, seconds; those of utilisation may be longer. */
  readonly stepS: number;
  /** How many replications there are in which something fails within the measured time. */
  readonly replications: number;
  /** None where failures come at random. */
  readonly marks: readonly Mark[];
  readonly series: readonly Transient[];
}

/** More points than this say no more on paper. */
const POINTS_MAX = 400;
const STEPS_S = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600];
/** What happens to many at once and to few later: of these, how many so far. */
const ADDED_UP: readonly string[] = ["failed", "blocked", "lost"];
/** What is left out at either end. */
const TAIL = 0.05;

/**
 * The courses of all replications in which something fails, each counted from its own first onset:
 * from five minutes before it until five minutes after all is as before, as far as all of them were
 * measured. Undefined where nothing fails in the measured time.
 */
export function transientsOf(
  scenario: Scenario,
  layout: Layout,
  samples: readonly Sample[],
  estimates: readonly Estimate[],
): Transients | undefined {
  const entries = layout.entries.filter(({ kind }) => kind === "course");
  const coursesOf = (index: number) =>
    samples.flatMap((sample) => courseOf(layout, sample, index) ?? []);
  const [finest] = entries
    .map(({ index }) => index)
    .toSorted((a, b) => layout.courses[a]!.stepS - layout.courses[b]!.stepS);
  const first = finest === undefined ? [] : coursesOf(finest);
  if (first.length === 0) return undefined;
  const all = first.map(({ onset, values, stepS }) => ({
    before: onset * stepS,
    after: (values.length - onset) * stepS,
  }));
  const beforeS = Math.min(BEFORE_S, ...all.map(({ before }) => before));
  const marks = marksOf(scenario);
  const settledS = Math.max(0, ...marks.map(({ atS }) => atS), ...timesOf(estimates));
  const afterS = Math.min(settledS + BEFORE_S, ...all.map(({ after }) => after));
  const least = Math.max(first[0]!.stepS, (beforeS + afterS) / POINTS_MAX);
  const stepS = STEPS_S.find((step) => step >= least) ?? STEPS_S.at(-1)!;
  const series = entries.flatMap(({ id, scope, index }): Transient[] => {
    const courses = coursesOf(index);
    const own = { id, scope, points: pointsOf(courses, beforeS, afterS, stepS) };
    if (!ADDED_UP.includes(id)) return [own];
    const totals = pointsOf(courses.map(addedUp), beforeS, afterS, stepS);
    return [own, { id: `${id}.total`, scope, points: totals }];
  });
  return {
    fromS: -stepS * Math.floor(beforeS / stepS),
    untilS: stepS * Math.floor(afterS / stepS),
    stepS,
    replications: first.length,
    marks,
    series,
  };
}

/** Until things are as before, in seconds; Infinity where they never are. */
const timesOf = (estimates: readonly Estimate[]): number[] =>
  estimates
    .filter(({ id }) => /^recovery\.(service|registrations|agents)\.time$/.test(id))
    .map(({ estimate, min }) => estimate ?? (min === null ? 0 : Number.POSITIVE_INFINITY));

/** From the onset on. */
function addedUp(course: Course): Course {
  const values = new Float64Array(course.values.length);
  for (let step = course.onset; step < values.length; step++)
    values[step] = (values[step - 1] ?? 0) + course.stepS * course.values[step]!;
  return { ...course, values };
}

/** Mean and limits by step; whole steps before and after the onset. */
function pointsOf(
  courses: readonly Course[],
  beforeS: number,
  afterS: number,
  wantedS: number,
): TransientPoint[] {
  const own = courses[0]!.stepS;
  const each = Math.max(1, Math.round(wantedS / own));
  const stepS = each * own;
  const points: TransientPoint[] = [];
  for (let k = -Math.floor(beforeS / stepS); (k + 1) * stepS <= afterS; k++) {
    const values = courses.flatMap(({ values, onset }) => {
      const from = onset + k * each;
      if (from < 0 || from + each > values.length) return [];
      return [values.subarray(from, from + each).reduce((sum, one) => sum + one, 0) / each];
    });
    if (values.length < courses.length) continue;
    points.push({ atS: (k + 0.5) * stepS, ...limitsOf(values) });
  }
  return points;
}

/** With fewer than twenty values, the least and the greatest are the limits. */
function limitsOf(values: readonly number[]): Omit<TransientPoint, "atS"> {
  const rising = values.toSorted((a, b) => a - b);
  const out = Math.floor(TAIL * rising.length);
  return {
    mean: rising.reduce((sum, one) => sum + one, 0) / rising.length,
    low: rising[out]!,
    high: rising.at(-1 - out)!,
  };
}

/** What a scenario plans; what comes at random, or after that, has no time that could be marked. */
export function marksOf({ faults, run }: Scenario): Mark[] {
  if (faults.some(({ atUs }) => !Number.isFinite(atUs))) return [];
  const onsets = faults.map(({ atUs }) => atUs).filter((atUs) => atUs >= run.warmUpUs);
  const firstUs = Math.min(...onsets);
  const moments = faults.flatMap((fault, number) =>
    momentsOf(fault).map(({ what, us }) => ({ what, atS: (us - firstUs) * 1e-6, number })),
  );
  const keys = [...new Set(moments.map(({ what, atS }) => `${atS} ${what}`))];
  return keys
    .map((key) => {
      const same = moments.filter(({ what, atS }) => `${atS} ${what}` === key);
      const { what, atS } = same[0]!;
      return { what, atS, faults: same.map(({ number }) => number) };
    })
    .toSorted((a, b) => a.atS - b.atS);
}

function momentsOf({ atUs, forUs, lasting, detectionUs }: FaultSetting) {
  const isNoticed = detectionUs > 0 && detectionUs < forUs;
  return [
    { what: "onset" as const, us: atUs },
    ...(isNoticed ? [{ what: "noticed" as const, us: atUs + detectionUs }] : []),
    ...(Number.isFinite(forUs) && lasting === null
      ? [{ what: "over" as const, us: atUs + forUs }]
      : []),
  ];
}

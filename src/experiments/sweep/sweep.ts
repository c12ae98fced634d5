import type { Crew } from "../../crew/crew.ts";
import { type Progress, replicateAll } from "../../crew/replications.ts";
import { renderProblem, ScenarioError, UserError } from "../../errors.ts";
import { counted } from "../../report/format.ts";
import type { ExpectationResult } from "../../report/types.ts";
import { judge } from "../../run.ts";
import { nearestName } from "../../scenario/nearest.ts";
import { type Difference, halfWidthAt, pairedDifference } from "../../stats/difference.ts";
import type { Estimate } from "../../stats/estimate.ts";
import { metrics } from "../../stats/metrics/index.ts";
import { openStudy, type Study } from "../../study.ts";
import { type Level, type Point, pointName, settingsOf } from "../points.ts";
import { type Figure, figureName, figuresIn, Readings } from "../readings.ts";

/** What a sweep shows unless metrics are named; those that exist. */
export const SWEPT_BY_DEFAULT = [
  "service.level",
  "wait.mean",
  "abandon.ratio",
  "calls.blocked",
  "agents.occupancy",
] as const;

/** One figure at one point. */
export interface SweptValue {
  readonly estimate: Estimate;
  /** From the baseline, by common random numbers; null where one of them is undefined. */
  readonly difference: Difference | null;
}

export interface SweptPoint {
  readonly levels: readonly Level[];
  readonly study: Study;
  readonly replications: number;
  /** In the order of the sweep's figures; null where this point has no such figure. */
  readonly values: readonly (SweptValue | null)[];
  readonly expectations: readonly ExpectationResult[];
}

export interface Sweep {
  /** What is varied, in the order given. */
  readonly factors: readonly string[];
  readonly figures: readonly {
    readonly id: string;
    readonly unit: string;
    readonly scope: string;
  }[];
  /** Those whose replications are all there. */
  readonly points: readonly SweptPoint[];
  readonly wanted: number;
  /** What differences are from. */
  readonly baseline: readonly Level[];
}

/**
 * Opens every point before anything runs.
 * @param known texts that are not to be read again
 * @throws UserError with every mistake of every point, each once
 */
export function pointsOf(
  path: string,
  overrides: readonly string[],
  design: readonly (readonly Level[])[],
  known: ReadonlyMap<string, string>,
): Point[] {
  const mistakes = new Map<string, { readonly text: string; readonly at: string[] }>();
  let texts = known;
  const points = design.flatMap((levels) => {
    try {
      const study = openStudy(path, [...overrides, ...settingsOf(levels)], texts);
      texts = study.source.texts;
      return [{ levels, study }];
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      for (const problem of error.problems) {
        const { path: place, wanted, given } = problem;
        const what = JSON.stringify([place, wanted, given]);
        const mistake = mistakes.get(what) ?? { text: renderProblem(problem), at: [] };
        mistakes.set(what, mistake);
        mistake.at.push(pointName(levels));
      }
      return [];
    }
  });
  if (mistakes.size > 0)
    throw new UserError([...mistakes.values()].map((each) => mistakeText(each, design)).join("\n"));
  return points;
}

/** With the point that it is of, unless it is of all. */
function mistakeText(
  { text, at }: { readonly text: string; readonly at: readonly string[] },
  design: readonly (readonly Level[])[],
): string {
  if (at.length === design.length) return text;
  const others = at.length === 1 ? "" : ` and ${counted(at.length - 1, "more point")}`;
  return `${text}\n  at ${at[0]}${others}`;
}

/** What `--baseline` calls the scenario as written. */
const AS_WRITTEN = "scenario";

/**
 * What differences are from: the point whose levels those given are, or the scenario as written,
 * which need not be a point and has no levels then.
 * @param wanted `path=value`, as `--baseline` has them, or `scenario`; none: the first point
 * @throws UserError when it is not exactly one
 */
export function baselineOf(
  points: readonly Point[],
  wanted: readonly string[],
  written: Study,
): Point {
  if (wanted.length === 1 && wanted[0] === AS_WRITTEN) {
    const same = points.find(({ study }) => study.scenario.hash === written.scenario.hash);
    return same ?? { levels: [], study: written };
  }
  const given = wanted.map((text) => {
    const at = text.indexOf("=");
    return { factor: text.slice(0, Math.max(0, at)), value: text.slice(at + 1) };
  });
  const isAt = ({ levels }: Point) =>
    given.every(({ factor, value }) =>
      levels.some((level) => level.factor === factor && level.value === value),
    );
  const found = points.filter(isAt);
  if (wanted.length === 0 || found.length === 1) return found[0]!;
  const example = points[0]!.levels.map(({ factor, value }) => `--baseline ${factor}=${value}`);
  throw new UserError(
    `--baseline ${wanted.join(" --baseline ")}: wanted one point of this sweep, such as ` +
      `${example.join(" ")}, or ${AS_WRITTEN}; ` +
      `got ${found.length === 0 ? "none" : counted(found.length, "point")}`,
  );
}

/**
 * The figures that are shown: those named, in the scopes of the first point; else the default list.
 * @throws UserError naming what there is not
 */
export function sweptFigures(study: Study, names: readonly string[]): Figure[] {
  const all = figuresIn(study, metrics);
  if (names.length === 0)
    return SWEPT_BY_DEFAULT.flatMap((id) =>
      all.filter(({ metric, scope }) => scope === "cluster" && id === metric.id),
    );
  const found = names.map((name) => {
    const [id = "", scope = "cluster"] = name.split("@");
    return { name, figure: all.find((each) => each.metric.id === id && each.scope === scope) };
  });
  const mistakes = found.flatMap(({ name, figure }) => {
    if (figure !== undefined) return [];
    const known = all.map(({ metric, scope }) =>
      scope === "cluster" ? metric.id : `${metric.id}@${scope}`,
    );
    const near = nearestName(name, known);
    return [
      `--metric ${name}: wanted a metric of this scenario${near ? `; did you mean ${near}?` : ""}`,
    ];
  });
  if (mistakes.length > 0) throw new UserError(mistakes.join("\n"));
  return found.map(({ figure }) => figure!);
}

/** What is to be replicated: every point, and the baseline where it is none of them. */
export function studiesOf(points: readonly Point[], baseline: Point): Study[] {
  const own = points.map(({ study }) => study);
  return own.includes(baseline.study) ? own : [...own, baseline.study];
}

/** Replicates every point with the same random numbers. */
export async function runSweep(
  points: readonly Point[],
  baseline: Point,
  figures: readonly Figure[],
  crew: Crew,
  progress: Progress,
): Promise<Sweep> {
  const done = new Map<Study, Readings>();
  const studies = studiesOf(points, baseline);
  const shown = new Map(
    studies.map((study) => [study, [...figures, ...limited(study, figures)]] as const),
  );
  await replicateAll(
    studies,
    crew,
    (study, samples) => {
      if (samples.length < study.scenario.run.replications) return;
      const readings = new Readings(study, existing(study, shown.get(study)!));
      for (const sample of samples) readings.add(sample);
      done.set(study, readings);
    },
    progress,
  );
  const base = done.get(baseline.study);
  return {
    factors: points[0]!.levels.map(({ factor }) => factor),
    figures: figures.map(({ metric: { id, unit }, scope }) => ({ id, unit, scope })),
    points: points.flatMap(({ levels, study }) => {
      const readings = done.get(study);
      return readings === undefined ? [] : [sweptPoint(levels, readings, figures, base)];
    }),
    wanted: points.length,
    baseline: baseline.levels,
  };
}

/** Those that a point has: a figure may go with what is varied. */
const existing = (study: Study, figures: readonly Figure[]) =>
  figures.filter(({ metric, scope }) => metric.estimator(study.plan.layout, scope) !== undefined);

/** What the scenario's limits are about, besides what is shown. */
function limited({ scenario }: Study, figures: readonly Figure[]): Figure[] {
  return scenario.expect.flatMap(({ metric: id, scope }) => {
    const isShown = figures.some((each) => each.metric.id === id && each.scope === scope);
    return isShown ? [] : [{ metric: metrics.find((each) => each.id === id)!, scope }];
  });
}

function sweptPoint(
  levels: readonly Level[],
  readings: Readings,
  figures: readonly Figure[],
  base: Readings | undefined,
): SweptPoint {
  const { study, replications } = readings;
  const estimates = readings.estimates();
  const values = figures.map(({ metric, scope }) => {
    const name = figureName(metric.id, scope);
    const estimate = estimates.find((each) => figureName(each.id, each.scope) === name);
    if (estimate === undefined) return null;
    return { estimate, difference: differenceOf(base, readings, name) };
  });
  return { levels, study, replications, values, expectations: judge(study.scenario, estimates) };
}

function differenceOf(base: Readings | undefined, here: Readings, name: string): Difference | null {
  const [a, b] = [base?.valuesOf(name), here.valuesOf(name)];
  if (a === undefined || b === undefined || a.length !== b.length || a.length < 2) return null;
  if (![...a, ...b].every(Number.isFinite)) return null;
  return pairedDifference(a, b);
}

/** Of a difference, 95 %. */
export const halfWidth95Of = (difference: Difference): number => halfWidthAt(difference, 0.05);

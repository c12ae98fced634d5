/**
 * Runs as many replications as results call for: until estimates are as precise as is wanted (two
 * stages), until limits are decided (looks), or whichever comes first.
 */
import { reductionOf, type WantedReduction } from "../controls.ts";
import type { Crew } from "../crew/crew.ts";
import { addReplications } from "../crew/more.ts";
import type { Sample } from "../measure/types.ts";
import type { PrecisionGoal, Stopping } from "../report/types.ts";
import { halfWidthAt } from "../stats/difference.ts";
import { metrics } from "../stats/metrics/index.ts";
import type { BoundEstimator } from "../stats/metrics/types.ts";
import { measuredWith, type Reduced, wholePairs } from "../stats/reduction.ts";
import { alphaAt, replicationsAt } from "../stats/spending.ts";
import { type FirstStage, halfWidthAfter, replicationsFor } from "../stats/twoStage.ts";
import { type Verdict, verdictOf } from "../stats/verdict.ts";
import type { Study } from "../study.ts";
import type { Margin } from "./compare/wanted.ts";
import { type Figure, figureName } from "./readings.ts";

/** Error probability of all goals, or of all verdicts at all looks, together. */
export const STOPPING_ALPHA = 0.05;

/** A figure and half the width that its interval may have. */
export interface Goal {
  readonly figure: Figure;
  readonly size: Margin;
}

export interface PrecisionOptions {
  /** May be empty where limits are to be decided. */
  readonly goals: readonly Goal[];
  /** Stop once every limit that the scenario expects is decided. */
  readonly untilDecided: boolean;
  readonly firstStage: number;
  readonly most: number;
  readonly signal?: AbortSignal;
  /** `note`: how far it is from what is wanted. */
  readonly onFinished?: (finished: number, wanted: number, note: string) => void;
}

export interface PrecisionRun {
  readonly samples: readonly Sample[];
  /** Replications that were to be made, which an interruption leaves undone. */
  readonly wanted: number;
  /** Undefined when the first stage has not been finished. */
  readonly stopping?: Stopping;
  /** Of the scenario's limits, guarded against looking several times. */
  readonly verdicts?: readonly Verdict[];
}

/** Replicates a study from its first replication on. */
export async function runToPrecision(
  study: Study,
  crew: Crew,
  options: PrecisionOptions,
): Promise<PrecisionRun> {
  const { goals, untilDecided, signal } = options;
  const reduction = reductionOf(study);
  const whole = (count: number) => (reduction.isPaired ? 2 * Math.ceil(count / 2) : count);
  const most = reduction.isPaired ? 2 * (options.most >> 1) : options.most;
  const first = Math.min(most, whole(options.firstStage));
  const samples: Sample[] = [];
  let note = "";
  const go = (upTo: number, noteAt: (finished: number) => string) =>
    addReplications(samples, upTo, { study, crew }, forwarded(options, noteAt));
  await go(first, () => "first stage");
  if (samples.length < first) return { samples, wanted: first };
  const stage = stageOf(study, goals, samples, reduction);
  const sought = stage.open.map(({ replicationsWanted }) => whole(replicationsWanted));
  const target = Math.min(most, goals.length > 0 ? Math.max(first, ...sought) : most);
  const noteAt = (finished: number) => [note, ...stage.farAt(finished)].filter(Boolean).join(", ");
  let looks = 0;
  let verdicts: Verdict[] | undefined;
  while (untilDecided) {
    looks++;
    verdicts = verdictsAt(study, samples, reduction, looks);
    const decided = verdicts.filter((verdict) => verdict !== "undecided").length;
    note = `${decided} of ${verdicts.length} limits decided`;
    const isDone = decided === verdicts.length || samples.length >= target;
    if (isDone || signal?.aborted) break;
    await go(Math.min(target, whole(replicationsAt(first, looks + 1))), noteAt);
  }
  if (!untilDecided) await go(target, noteAt);
  const known = { firstStage: first, most, level: 1 - STOPPING_ALPHA, leftOut: stage.leftOut };
  const stopping = {
    ...known,
    goals: stage.reachedAt(samples.length),
    looks: untilDecided ? looks : null,
  };
  const wanted = signal?.aborted ? target : samples.length;
  return { samples, wanted, stopping, ...(verdicts && { verdicts }) };
}

const forwarded = (
  { signal, onFinished }: PrecisionOptions,
  noteAt: (finished: number) => string,
) => ({
  ...(signal && { signal }),
  ...(onFinished && {
    onFinished: (finished: number, wanted: number) =>
      onFinished(finished, wanted, noteAt(finished)),
  }),
});

type OpenGoal = Omit<PrecisionGoal, "halfWidth" | "halfWidth95" | "freedom" | "isReached"> & {
  readonly first: FirstStage;
};

/** What the first stage says of the goals. */
function stageOf(
  study: Study,
  goals: readonly Goal[],
  samples: readonly Sample[],
  reduction: WantedReduction,
) {
  const alpha = STOPPING_ALPHA / goals.length;
  const open: OpenGoal[] = [];
  const leftOut: { id: string; scope: string; reason: string }[] = [];
  for (const { figure, size } of goals) {
    const { scope, metric } = figure;
    const { id, unit } = metric;
    const found = measuredIn(study, figure, samples, reduction);
    const goal =
      found && (size.kind === "share" ? size.value * Math.abs(found.estimate) : size.value);
    if (found === undefined || goal === undefined)
      leftOut.push({ id, scope, reason: "the first stage has no value of it" });
    else if (goal === 0)
      leftOut.push({
        id,
        scope,
        reason: "it is 0 in the first stage: wanted an amount, not a share",
      });
    else {
      const first = { ...found, replications: samples.length };
      const replicationsWanted = replicationsFor(first, goal, alpha);
      open.push({ id, scope, unit, asked: askedText(size), goal, replicationsWanted, first });
    }
  }
  const reachedAt = (count: number): PrecisionGoal[] =>
    open.map(({ first, ...rest }) => {
      const halfWidth = halfWidthAfter(first, count, alpha);
      const alone = { halfWidth95: halfWidthAfter(first, count, 0.05), freedom: first.freedom };
      return { ...rest, halfWidth, ...alone, isReached: halfWidth <= rest.goal * (1 + ROUNDING) };
    });
  return { open, leftOut, reachedAt, farAt: (count: number) => farNotes(reachedAt(count)) };
}

/** Of a root and a division. */
const ROUNDING = 1e-12;

const askedText = ({ kind, value }: Margin): string =>
  kind === "share" ? `${Number((100 * value).toPrecision(12))}%` : String(value);

/** The goals that are not reached, farthest first: by how much their intervals are too wide. */
const farNotes = (goals: readonly PrecisionGoal[]): string[] =>
  goals
    .filter(({ isReached }) => !isReached)
    .sort((a, b) => b.halfWidth / b.goal - a.halfWidth / a.goal)
    .map(
      ({ id, scope, halfWidth, goal }) =>
        `${figureName(id, scope)} ${(halfWidth / goal).toFixed(2)} x too wide`,
    );

function measuredIn(
  { plan }: Study,
  { metric, scope }: Figure,
  samples: readonly Sample[],
  reduction: WantedReduction,
): Reduced | undefined {
  const bound: BoundEstimator | undefined = metric.estimator(plan.layout, scope);
  return bound && measuredWith(reduction, bound, wholePairs(samples, reduction));
}

/** What each limit is at a look, so that all verdicts at all looks are right together. */
function verdictsAt(
  study: Study,
  samples: readonly Sample[],
  reduction: WantedReduction,
  look: number,
): Verdict[] {
  const { expect } = study.scenario;
  const alpha = alphaAt(STOPPING_ALPHA, look) / expect.length;
  return expect.map((expectation) => {
    const { metric: id, scope } = expectation;
    const figure = { metric: metrics.find((each) => each.id === id)!, scope };
    const found = measuredIn(study, figure, samples, reduction);
    if (found === undefined) return "undecided";
    const half = halfWidthAt(found, alpha);
    const { estimate } = found;
    return verdictOf(expectation, { low95: estimate - half, high95: estimate + half });
  });
}

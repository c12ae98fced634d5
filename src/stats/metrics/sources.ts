/** What metrics are made of: recorders by name, and arithmetic on them. Durations in seconds. */
import type { Layout, RateSource, RecorderKind } from "../../measure/layout.ts";
import type { Sample } from "../../measure/types.ts";
import type { Basis, Source } from "./types.ts";

const SECONDS_PER_US = 1e-6;

/** Events within the window. */
export function counter(id: string): Source {
  return recorder("counter", id, (sample, index) => sample.counters[index]);
}

/** Calls of the cohort. */
export function cohort(id: string): Source {
  return recorder("cohort", id, (sample, index) => sample.cohorts[index]);
}

/** Time average of a level. */
export function levelMean(id: string): Source {
  return recorder("level", id, (sample, index) => sample.levelMean[index]);
}

/** Greatest value of a level. */
export function levelMax(id: string): Source {
  return recorder("level", id, (sample, index) => sample.levelMax[index]);
}

/** How many durations a tally holds. */
export function tallyCount(id: string): Source {
  return recorder("tally", id, (sample, index) => sample.tallyCount[index]);
}

/** Sum of the durations of a tally, in seconds. */
export function tallySum(id: string): Source {
  return recorder("tally", id, (sample, index) => sample.tallySum[index] * SECONDS_PER_US);
}

/** Greatest of the one-second values of a window. */
export function windowMax(id: string): Source {
  return recorder("window", id, (sample, index) => sample.windowMax[index]);
}

/** What a one-second window measures, averaged over all of the measured time; no cells involved. */
export function windowMean(id: string): Source {
  return recorder("window", id, (sample, index, layout) =>
    layout.windowSources[index].reduce((sum, term) => sum + termMean(sample, term), 0),
  );
}

/** A figure of the scenario as a whole, in the scope of the cluster alone. */
export function constant(id: string): Source {
  return (layout, scope) => {
    const value = scope === "cluster" ? layout.constantOf(id) : undefined;
    return value === undefined ? undefined : { basis: "window", read: () => value };
  };
}

/** A count per second of the measured time. */
export function perSecond(source: Source): Source {
  return mapped(source, (value, sample) => value / (sample.windowUs * SECONDS_PER_US));
}

/** The time average of a level, times the measured time in seconds: its area. */
export function windowSeconds(source: Source): Source {
  return mapped(source, (value, sample) => value * sample.windowUs * SECONDS_PER_US);
}

export function scaled(factor: number, source: Source): Source {
  return mapped(source, (value) => factor * value);
}

/** One value less another, both in the same scope; its basis is that of the first. */
export function difference(minuend: Source, subtrahend: Source): Source {
  return combined(minuend, subtrahend, (first, second) => first - second);
}

/** Two values together, as `difference` takes one from another. */
export function sum(one: Source, other: Source): Source {
  return combined(one, other, (first, second) => first + second);
}

/** One value times another, as `difference` takes one from another. */
export function product(one: Source, other: Source): Source {
  return combined(one, other, (first, second) => first * second);
}

function combined(one: Source, other: Source, of: (a: number, b: number) => number): Source {
  return (layout, scope) => {
    const first = one(layout, scope);
    const second = other(layout, scope);
    if (!first || !second) return undefined;
    return { basis: first.basis, read: (sample) => of(first.read(sample), second.read(sample)) };
  };
}

/** Any part of a sample that belongs to a recorder. */
export function recorder<Value>(
  kind: RecorderKind,
  id: string,
  read: (sample: Sample, index: number, layout: Layout) => Value,
): Source<Value> {
  return (layout, scope) => {
    const index = layout.find(kind, id, scope);
    if (index === undefined) return undefined;
    return {
      basis: basisOf(layout, kind, index),
      read: (sample) => read(sample, index, layout),
    };
  };
}

function basisOf(layout: Layout, kind: RecorderKind, index: number): Basis {
  if (kind === "tally") return layout.tallyIsCohort[index] ? "cohort" : "window";
  return kind === "cohort" ? "cohort" : "window";
}

export function mapped(source: Source, to: (value: number, sample: Sample) => number): Source {
  return (layout, scope) => {
    const bound = source(layout, scope);
    return bound && { ...bound, read: (sample) => to(bound.read(sample), sample) };
  };
}

function termMean(sample: Sample, term: RateSource): number {
  const factor = term.factor ?? 1;
  if ("level" in term) return factor * sample.levelMean[term.level];
  return (factor * sample.counters[term.counter]) / (sample.windowUs * SECONDS_PER_US);
}

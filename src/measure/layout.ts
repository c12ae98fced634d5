/** What a recorder measures: see the method of the same name in `Layout`. */
export type RecorderKind =
  | "counter"
  | "cohort"
  | "level"
  | "tally"
  | "window"
  | "minute"
  | "course"
  | "moment";

/** A named recorder: `index` points into the arrays of `Sample` that belong to its kind. */
export interface RecorderEntry {
  readonly kind: RecorderKind;
  readonly id: string;
  /** `cluster`, `site:dc1`, `interval:07:00`, `link:dc1>dc2` … */
  readonly scope: string;
  readonly index: number;
}

/**
 * One term of a window or minute value: `factor` (default 1) times the increase of a counter per
 * second, or times the time average of a level.
 */
export type RateSource =
  | { readonly counter: number; readonly factor?: number }
  | { readonly level: number; readonly factor?: number };

/** A minute value may also hold the greatest value that a one-second window took within it. */
export type MinuteSource = RateSource | { readonly maxOfSecond: number };

/**
 * Names every recorder of a scenario once; all replications share it. The model asks for indexes
 * while it is wired and uses only them afterwards. Asking twice for the same kind, id and scope
 * gives the same index.
 */
export class Layout {
  /** In the order they were asked for. */
  readonly entries: RecorderEntry[] = [];
  /** By level index: whether the time spent at each value is kept. */
  readonly levelHasHistogram: boolean[] = [];
  /** By tally index: whether it follows the cohort after the window closes. */
  readonly tallyIsCohort: boolean[] = [];
  /** By window index: the terms that are summed. */
  readonly windowSources: RateSource[][] = [];
  /** By minute-series index: the terms that are summed. */
  readonly minuteSources: MinuteSource[][] = [];
  /** By course index: the terms that are summed, and the seconds of a step. */
  readonly courses: { readonly sources: readonly RateSource[]; readonly stepS: number }[] = [];

  /** Figures of the scenario by name: the same in every sample. */
  private readonly constants = new Map<string, number>();
  private readonly byName = new Map<string, RecorderEntry>();
  private readonly counts = {
    counter: 0,
    cohort: 0,
    level: 0,
    tally: 0,
    window: 0,
    minute: 0,
    course: 0,
    moment: 0,
  };

  /** Counts what happens within the window. */
  counter(id: string, scope: string): number {
    return this.indexOf("counter", id, scope);
  }

  /** Counts what becomes of the calls that arrived in the window, whenever it happens. */
  cohort(id: string, scope: string): number {
    return this.indexOf("cohort", id, scope);
  }

  /** A whole number over time: mean and maximum, and on demand the time spent at each value. */
  level(id: string, scope: string, options: { readonly histogram?: boolean } = {}): number {
    const index = this.indexOf("level", id, scope);
    this.levelHasHistogram[index] ||= options.histogram === true;
    return index;
  }

  /**
   * Durations in whole microseconds: count, sum, maximum, histogram.
   * @throws Error when the same tally is asked for both with and without `cohort`
   */
  tally(id: string, scope: string, options: { readonly cohort: boolean }): number {
    const index = this.indexOf("tally", id, scope);
    this.tallyIsCohort[index] ??= options.cohort;
    if (this.tallyIsCohort[index] !== options.cohort)
      throw new Error(`tally ${id} [${scope}] cannot follow both the window and the cohort`);
    return index;
  }

  /** One value for each whole second of the window, kept as a histogram. */
  window(id: string, scope: string, of: RateSource | readonly RateSource[]): number {
    const index = this.indexOf("window", id, scope);
    this.windowSources[index] ??= [of].flat();
    return index;
  }

  /** One value for each whole minute of the window, kept in order. */
  minute(id: string, scope: string, of: MinuteSource | readonly MinuteSource[]): number {
    const index = this.indexOf("minute", id, scope);
    this.minuteSources[index] ??= [of].flat();
    return index;
  }

  /** One value for each so many whole seconds of the window, kept in order. */
  course(id: string, scope: string, of: readonly RateSource[], stepS: number): number {
    const index = this.indexOf("course", id, scope);
    this.courses[index] ??= { sources: of, stepS };
    return index;
  }

  /** When something happened: microseconds from the start of the window, NaN when it did not. */
  moment(id: string, scope: string): number {
    return this.indexOf("moment", id, scope);
  }

  /** A figure of the scenario that metrics are made of beside what is recorded. */
  constant(id: string, value: number): void {
    this.constants.set(id, value);
  }

  /** Undefined when the scenario has no such figure. */
  constantOf(id: string): number | undefined {
    return this.constants.get(id);
  }

  /**
   * Gives a recorder a further scope, in which it would record just the same: a scenario with one
   * site need not count everything twice.
   */
  alias(kind: RecorderKind, id: string, scope: string, index: number): void {
    const name = nameOf(kind, id, scope);
    if (this.byName.has(name)) return;
    const entry = { kind, id, scope, index };
    this.byName.set(name, entry);
    this.entries.push(entry);
  }

  /** How many recorders of a kind there are. */
  size(kind: RecorderKind): number {
    return this.counts[kind];
  }

  /** The index of a recorder, or undefined when nobody asked for it. */
  find(kind: RecorderKind, id: string, scope: string): number | undefined {
    return this.byName.get(nameOf(kind, id, scope))?.index;
  }

  private indexOf(kind: RecorderKind, id: string, scope: string): number {
    const name = nameOf(kind, id, scope);
    const known = this.byName.get(name);
    if (known) return known.index;
    const entry = { kind, id, scope, index: this.counts[kind]++ };
    this.byName.set(name, entry);
    this.entries.push(entry);
    return entry.index;
  }
}

function nameOf(kind: RecorderKind, id: string, scope: string): string {
  return `${kind} ${id} ${scope}`;
}

import { Courses } from "./courses.ts";
import type { Layout } from "./layout.ts";
import { Levels } from "./levels.ts";
import { Tallies, type TallySample } from "./tallies.ts";
import type { Sample, Sparse } from "./types.ts";
import { Windows } from "./windows.ts";

const SECOND_US = 1_000_000;

/**
 * All recorders of one replication. Recording costs a few nanoseconds and allocates nothing but
 * room for values never seen before.
 *
 * Life: record from time zero; `openWindow` at the end of warm-up; `second` at each whole second
 * after it; `closeWindow` at the horizon; the cohort goes on to be recorded; `finish`.
 */
export class Recorders {
  /** Events within the window, by counter index: the model adds to them. */
  readonly counters: Float64Array;
  /** Outcomes of calls that arrived in the window, by cohort index: the model adds to them. */
  readonly cohorts: Float64Array;
  /** Moments by index, from the start of the window: the model sets them until `finish`. */
  readonly moments: Float64Array;
  /** Values now, by level index: to be read; `changeLevel` writes them. */
  readonly levels: Float64Array;

  private readonly layout: Layout;
  private readonly levelColumns: Levels;
  private readonly tallies: Tallies;
  private readonly windows: Windows;
  private readonly courses: Courses;
  private openedUs = Number.NaN;
  private secondUs = Number.NaN;
  /** What no longer changes once the window is closed. */
  private closed: (Omit<Sample, "cohorts" | "moments"> & TallySample) | undefined;

  constructor(layout: Layout) {
    this.openedUs = 0;
    this.secondUs = 0;
    this.layout = layout;
    this.counters = new Float64Array(layout.size("counter"));
    this.cohorts = new Float64Array(layout.size("cohort"));
    this.levelColumns = new Levels(layout.levelHasHistogram);
    this.levels = this.levelColumns.values;
    this.tallies = new Tallies(layout.size("tally"));
    this.windows = new Windows(layout, this.counters, this.levelColumns);
    this.courses = new Courses(layout, this.counters, this.levelColumns);
    this.moments = new Float64Array(layout.size("moment")).fill(Number.NaN);
  }

  /** Adds `by` (a whole number, negative too) to a level that must not fall below zero. */
  changeLevel(level: number, nowUs: number, by: number): void {
    this.levelColumns.change(level, nowUs, by);
  }

  /** Adds a duration in whole microseconds, zero included, to a tally. */
  record(tally: number, valueUs: number): void {
    this.tallies.record(tally, valueUs);
  }

  /** Adds the same duration `times` times, at least once. */
  recordMany(tally: number, valueUs: number, times: number): void {
    this.tallies.recordMany(tally, valueUs, times);
  }

  /** Adds the first `count` of a column of durations, each of them `times` times. */
  recordAll(tally: number, valuesUs: Float64Array, count: number, times: number): void {
    this.tallies.recordAll(tally, valuesUs, count, times);
  }

  /** End of warm-up: levels keep their values, everything else starts from nothing. */
  openWindow(nowUs: number): void {
    this.counters.fill(0);
    this.cohorts.fill(0);
    this.moments.fill(Number.NaN);
    this.levelColumns.restart(nowUs);
    this.tallies.clear();
    this.windows.restart();
    this.openedUs = nowUs;
    this.secondUs = nowUs;
  }

  /** One more whole second has passed since the window opened. */
  second(nowUs: number): void {
    this.windows.second(nowUs);
    this.courses.second(nowUs);
    this.secondUs = nowUs;
  }

  /** One more whole minute has passed in which nobody asked for seconds. */
  minute(nowUs: number): void {
    this.windows.minute(nowUs);
  }

  /**
   * The horizon: counters, levels, windows and the tallies of the window are kept as they are now,
   * whatever is recorded later. A second that ends here is closed unless the model has done so.
   */
  closeWindow(nowUs: number): void {
    if (nowUs - this.secondUs === SECOND_US) this.second(nowUs);
    this.closed = {
      windowUs: nowUs - this.openedUs,
      counters: this.counters.slice(),
      ...this.levelSample(nowUs),
      ...this.tallies.emptySample(),
      ...this.windows.sample(),
      courses: this.courses.sample(),
    };
    this.copyTallies(this.closed, false);
  }

  /**
   * The sample of this replication: the closed window, and the cohort as it stands now.
   * @throws Error when the window was not closed
   */
  finish(): Sample {
    if (!this.closed) throw new Error("finish() before closeWindow()");
    this.copyTallies(this.closed, true);
    return { ...this.closed, cohorts: this.cohorts.slice(), moments: this.moments.slice() };
  }

  /** Exact area under a level since `openWindow`, value × microseconds: for laws on integers. */
  levelAreaUs(level: number, nowUs: number): bigint {
    return this.levelColumns.exactAreaUs(level, nowUs);
  }

  private levelSample(nowUs: number): Pick<Sample, "levelMean" | "levelMax" | "levelHistogram"> {
    const columns = this.levelColumns;
    const windowUs = nowUs - this.openedUs;
    const mean = new Float64Array(this.levels.length);
    const histogram: (Sparse | null)[] = [];
    for (let level = 0; level < mean.length; level++) {
      mean[level] = columns.areaUs(level, nowUs) / windowUs;
      histogram.push(columns.histogram(level, nowUs));
    }
    return { levelMean: mean, levelMax: columns.maxima(), levelHistogram: histogram };
  }

  /** The tallies of the cohort, or those of the window, as they are now. */
  private copyTallies(sample: TallySample, ofCohort: boolean): void {
    this.layout.tallyIsCohort.forEach((isCohort, tally) => {
      if (isCohort === ofCohort) this.tallies.copyTo(sample, tally);
    });
  }
}

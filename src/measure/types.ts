/**
 * What one replication gives, as plain typed arrays: cheap to make, cheap to send between threads.
 * Indexes are those that `Layout` handed out; the layout is shared by all replications of a study.
 */

/** A histogram with few occupied cells: `weights[i]` at cell `keys[i]`, keys rising. */
export interface Sparse {
  readonly keys: Int32Array;
  readonly weights: Float64Array;
}

export interface Sample {
  /** Length of the measured window. */
  readonly windowUs: number;
  /** Counts within the window. */
  readonly counters: Float64Array;
  /** Counts over the cohort: the calls that arrived in the window, whenever they ended. */
  readonly cohorts: Float64Array;
  /** Time-weighted means and maxima of levels within the window. */
  readonly levelMean: Float64Array;
  readonly levelMax: Float64Array;
  /** Microseconds spent at each level (cell = level), for levels that asked for it; else null. */
  readonly levelHistogram: readonly (Sparse | null)[];
  readonly tallyCount: Float64Array;
  readonly tallySum: Float64Array;
  readonly tallyMax: Float64Array;
  /** Cells of the log-linear histogram (`src/measure/histogram.ts`). */
  readonly tallyHistogram: readonly Sparse[];
  /** One value per whole second of the window: histogram cells, and the greatest value. */
  readonly windowHistogram: readonly Sparse[];
  readonly windowMax: Float64Array;
  /** One value per whole minute of the window, for each minute series. */
  readonly minutes: readonly Float64Array[];
  /** One value per whole step of the window, for each course. */
  readonly courses: readonly Float64Array[];
  /** Microseconds from the start of the window; NaN for what did not happen. */
  readonly moments: Float64Array;
}

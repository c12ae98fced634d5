/**
 * A number a planner may set, described once: unit, range, default and where the default comes
 * from.
 * Plain data: the scenario schema, `busyhour paths`, the report's list of assumptions and the docs
 * all walk these records. Imports nothing.
 */

/**
 * What a scenario writes: `"180s"`, `"8/s"`, `"1Gbps"`, `"1200B"`, `0.8`, `4`, `"exponential(mean
 * 180s)"`.
 */
export type QuantityKind =
  | "duration"
  | "rate"
  | "bandwidth"
  | "bytes"
  | "share"
  | "number"
  | "count"
  | "distribution";

/**
 * Where a figure comes from. `assumption` is the mark the report must name.
 * `blueprint` and `cloud` are the two source documents, `standard` an RFC or codec definition,
 * `published` a public measurement, `derived` arithmetic on one of these or on other settings,
 * `given` what the planner alone knows: it has no default.
 */
export type SourceMark =
  | "blueprint"
  | "cloud"
  | "standard"
  | "published"
  | "derived"
  | "given"
  | "assumption";

/** The origin of a default: its mark and one phrase a reader can check. */
export interface Source {
  readonly mark: SourceMark;
  readonly note: string;
}

/** One settable number. `default`, `min` and `max` are written as a scenario would write them. */
export interface Parameter {
  readonly kind: QuantityKind;
  /** What it is in the domain, one sentence. */
  readonly meaning: string;
  /** As a scenario writes it; absent: the planner must give it. */
  readonly default?: string | number;
  readonly min?: string | number;
  readonly max?: string | number;
  /** The word `unlimited` (counts, bandwidth) is allowed. */
  readonly unlimited?: true;
  readonly source: Source;
}

/** What a scenario says of its own results: what they should be, were, or must be. */
export interface Expectation {
  readonly text: string;
  readonly metric: string;
  readonly scope: string;
  readonly relation: "<=" | ">=";
  readonly limit: number;
}

export interface Observation {
  readonly metric: string;
  readonly scope: string;
  readonly value: number;
}

/** A figure that theory or a publication gives, in the metric's unit. */
export interface ExactFigure {
  readonly metric: string;
  readonly scope: string;
  /** What the metric must be; absent where it is only bounded. */
  readonly value?: number | undefined;
  /** What it must not exceed. */
  readonly atMost?: number | undefined;
  /** Standard deviation of the simulated value times the root of the calls offered, where known. */
  readonly sd?: number | undefined;
  /** Standard error of the figure itself; 0 for theory. */
  readonly error: number;
  /** A difference that does not count. */
  readonly within: number;
}

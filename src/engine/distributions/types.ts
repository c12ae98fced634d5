import type { Parameter } from "../../parameter.ts";

/**
 * A law of a duration or a size, in whatever unit its parameters were given (the model gives
 * microseconds). Sampling is by inversion: one uniform in [0, 1) makes one value, monotone in it,
 * so that variants of a scenario keep common random numbers.
 */
export interface Distribution {
  /** As a scenario writes it, for reports: `lognormal(mean 180s, cv 1.0)`. */
  readonly text: string;
  readonly mean: number;
  readonly variance: number;
  /** True when every draw is the same: no uniform is spent on it. */
  readonly constant: boolean;
  /** The value at probability `u`, 0 <= u < 1. Not rounded. */
  quantile(u: number): number;
}

/** What a parameter's text became: a number, the numbers of a list, or a law within the law. */
export type ParameterValue = number | readonly number[] | Distribution;

/** One law a scenario can name: its parameters and how to build it. `build` throws RangeError. */
export interface DistributionKind {
  readonly name: string;
  /**
   * In the order in which they are written; `duration` parameters arrive in microseconds.
   * A parameter of kind `distribution` is a law within the law and arrives built.
   */
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** The only parameter takes all values written, at least one, and arrives as an array. */
  readonly list?: true;
  /** Names of parameters of which exactly one is written. All others must be. */
  readonly oneOf?: readonly string[];
  readonly example: string;
  build(values: Readonly<Record<string, ParameterValue>>, text: string): Distribution;
}

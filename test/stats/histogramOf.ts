import type { Sparse } from "../../src/measure/types.ts";

/** How often each of some rising values occurs. */
export const histogramOf = (...values: number[]): Sparse => {
  const keys = [...new Set(values)];
  const weights = keys.map((key) => values.filter((value) => value === key).length);
  return { keys: Int32Array.from(keys), weights: Float64Array.from(weights) };
};

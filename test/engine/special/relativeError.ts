/** The accuracy the engine's special functions and quantiles state. */
export const ACCURACY = 1e-9;

export function relativeError(value: number, exact: number): number {
  return Math.abs(value - exact) / Math.abs(exact);
}

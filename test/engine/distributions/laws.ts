import { expect } from "vitest";
import type { Distribution } from "../../../src/engine/distributions/types.ts";
import { streamOf } from "../../../src/engine/streams.ts";

/** What every law keeps, each stated once. */

const LAST_UNIFORM = 1 - 2 ** -53;

/** Student-t with 29 degrees of freedom exceeds this once in 10,000 tests. */
const LIMIT = 4.5;

const SEEDS = 30;
const DRAWS = 3000;

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How many standard errors, over seeds, the average lies from what is expected. */
function standardErrors(values: readonly number[], expected: number): number {
  const mean = average(values);
  const squares = values.map((value) => (value - mean) * (value - mean));
  return (mean - expected) / Math.sqrt(average(squares) / (values.length - 1));
}

export function keepsItsMeanAndVariance(law: Distribution): void {
  const samples = Array.from({ length: SEEDS }, (_, replication) => {
    const stream = streamOf("moments", replication, law.text);
    return Array.from({ length: DRAWS }, () => law.quantile(stream.next()));
  });
  expect(Math.abs(standardErrors(samples.map(average), law.mean))).toBeLessThan(LIMIT);
  const spreads = samples.map((sample) =>
    average(sample.map((value) => (value - law.mean) * (value - law.mean))),
  );
  expect(Math.abs(standardErrors(spreads, law.variance))).toBeLessThan(LIMIT);
}

/** What rounding may take from one value to the next, relative. */
const ROUNDING = 4 * Number.EPSILON;

/** From the least uniform to the greatest, with neighbours among them at both ends. */
export function isMonotone(law: Distribution): void {
  const stream = streamOf("monotone", 0, law.text);
  const uniforms = Array.from({ length: 20_000 }, () => stream.next());
  for (let step = 1; step <= 1000; step++) uniforms.push(2 ** -53 * step, 1 - 2 ** -53 * step);
  uniforms.push(0);
  const values = Array.from(Float64Array.from(uniforms).sort(), (u) => law.quantile(u));
  const isAscending = (value: number, index: number) =>
    index === 0 || value >= values[index - 1] * (1 - ROUNDING);
  expect(values.filter((value, index) => !isAscending(value, index))).toEqual([]);
}

export function isNonNegativeAndFinite(law: Distribution): void {
  for (const u of [0, 2 ** -53, 0.5, LAST_UNIFORM]) {
    expect(Object.is(law.quantile(u), -0)).toBe(false);
    expect(law.quantile(u)).toBeGreaterThanOrEqual(0);
    expect(law.quantile(u)).toBeLessThan(Infinity);
  }
}

/** `constant` promises one value for all uniforms; any other law has more than one. */
export function isConstantAsStated(law: Distribution): void {
  expect(law.quantile(0) === law.quantile(LAST_UNIFORM)).toBe(law.constant);
}

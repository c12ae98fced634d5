import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CELLS,
  cellOf,
  levelAt,
  levelQuantileOf,
  lowOf,
  quantileOf,
  totalWeight,
} from "../../src/measure/histogram.ts";

const value = fc.oneof(
  fc.integer({ min: 0, max: 1024 }),
  fc.maxSafeNat(),
  fc
    .tuple(fc.integer({ min: 0, max: 52 }), fc.integer({ min: -2, max: 2 }))
    .map(([exponent, offset]) => Math.max(0, 2 ** exponent + offset)),
);

describe("cells of whole numbers", () => {
  test("a value lies in its cell, and the cell is at most 1/256 of it wide", () => {
    fc.assert(
      fc.property(value, (whole) => {
        const cell = cellOf(whole);
        const low = lowOf(cell);
        const next = lowOf(cell + 1);
        expect(low).toBeLessThanOrEqual(whole);
        expect(whole).toBeLessThan(next);
        expect(next - low).toBeLessThanOrEqual(Math.max(1, whole / 256));
      }),
      { numRuns: 2_000 },
    );
  });

  test("cells are numbered without gaps up to 2^53 − 1", () => {
    const cells = Array.from({ length: CELLS }, (_, cell) => cell);
    expect(cells.map((cell) => cellOf(lowOf(cell)))).toEqual(cells);
    expect(cellOf(Number.MAX_SAFE_INTEGER)).toBe(CELLS - 1);
  });
});

const histogramOf = (values: readonly number[]) => ({
  keys: Int32Array.from(values, cellOf),
  weights: new Float64Array(values.length).fill(1),
});

describe("quantiles", () => {
  const histogram = {
    keys: Int32Array.of(2, 3, 9),
    weights: Float64Array.of(1, 2, 1),
  };

  test("are the inverse of the distribution function", () => {
    const quantiles = [0, 0.25, 0.26, 0.75, 0.76, 1].map((p) => quantileOf(histogram, p));
    expect(quantiles).toEqual([2, 2, 3, 3, 9, 9]);
    expect(totalWeight(histogram)).toBe(4);
  });

  test("of values below 512 are values, above it they lie in the cell of a value", () => {
    const exact = Array.from({ length: 512 }, (_, value) => value);
    for (const value of exact)
      expect(quantileOf(histogramOf(exact), (value + 1) / 512)).toBe(value);
    const wide = exact.map((value) => 1_000_000 + 40_000 * value);
    for (let i = 0; i < 512; i++) {
      const quantile = quantileOf(histogramOf(wide), (i + 1) / 512);
      expect(cellOf(Math.floor(quantile))).toBe(cellOf(wide[i]));
    }
  });

  test("spread values evenly within a wide cell", () => {
    const cell = cellOf(1_024_000);
    const width = lowOf(cell + 1) - lowOf(cell);
    const pile = { keys: Int32Array.of(cell), weights: Float64Array.of(4) };
    expect(quantileOf(pile, 0.25)).toBe(lowOf(cell) + (width - 1) / 4);
    expect(quantileOf(pile, 1)).toBe(lowOf(cell) + width - 1);
  });

  test("of a level are its values, however large", () => {
    const held = { keys: Int32Array.of(1_999, 2_000), weights: Float64Array.of(999, 1) };
    expect(levelQuantileOf(held, 0.999)).toBe(1_999);
    expect(levelQuantileOf(held, 0.9991)).toBe(2_000);
    expect(levelAt({ cell: 2_000, share: 0.5 })).toBe(2_000);
  });

  test("of nothing are not a number", () => {
    const nothing = { keys: new Int32Array(0), weights: new Float64Array(0) };
    expect(quantileOf(nothing, 0.5)).toBeNaN();
    expect(levelQuantileOf(nothing, 0.5)).toBeNaN();
    const emptied = { keys: Int32Array.of(7), weights: Float64Array.of(0) };
    expect(levelQuantileOf(emptied, 0.5)).toBeNaN();
  });
});

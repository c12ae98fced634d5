import { describe, expect, test } from "vitest";
import { leastOn, stepOf } from "../../src/experiments/sizing/plane.ts";

const dimensions = [
  { least: 1, most: 200, guess: 100 },
  { least: 1, most: 60, guess: 50 },
];
const ground = { dimensions, deltas: [1, 1], reach: [20, 20] };

describe("the least numbers on planes", () => {
  test("raises a later number for what it helps nearly as much as an earlier one", () => {
    const slopes = [
      [1, 0.5],
      [-0.1, 0.4],
    ];
    const plane = { point: [100, 50], margins: [2, -2], slopes };
    // Five more of the second leave 1.5 of the first margin; one less of the first would undo it.
    expect(leastOn(plane, ground)).toEqual([100, 55]);
    const poor = { ...plane, slopes: [slopes[0]!, [-0.1, 0.2]] };
    expect(leastOn(poor, ground)[0]).toBeGreaterThan(100);
  });

  test("lowers what is not needed, as far as planes are believed", () => {
    const slopes = [
      [1, 0],
      [0, 1],
    ];
    expect(leastOn({ point: [100, 50], margins: [3.5, 30], slopes }, ground)).toEqual([97, 30]);
  });

  test("stops at the most, and stays where nothing helps", () => {
    const slopes = [
      [0, 0],
      [0, 1],
    ];
    expect(leastOn({ point: [100, 50], margins: [0, -30], slopes }, ground)).toEqual([100, 60]);
    const flat = { point: [100, 50], margins: [-1, -1], slopes: [slopes[0]!, slopes[0]!] };
    expect(leastOn(flat, ground)).toEqual([100, 50]);
  });
});

test("steps grow with the spread of a number", () => {
  expect([1, 20, 300, 1600].map(stepOf)).toEqual([1, 1, 3, 7]);
});

import { describe, expect, test } from "vitest";
import { streamOf } from "../../src/engine/streams.ts";
import type { Sample } from "../../src/measure/types.ts";
import { controlled } from "../../src/stats/controlVariate.ts";
import { meanInterval, ratioInterval } from "../../src/stats/intervals.ts";
import type { BoundEstimator } from "../../src/stats/metrics/types.ts";
import { ofRatio } from "../../src/stats/pseudoValues.ts";
import { inPairs, reducedInterval, wholePairs } from "../../src/stats/reduction.ts";

/** Samples of which only these counters matter. */
const samplesOf = (...rows: readonly (readonly number[])[]) =>
  rows.map((counters) => ({ counters: Float64Array.from(counters) }) as unknown as Sample);
const read = (index: number) => (sample: Sample) => sample.counters[index]!;

const mean: BoundEstimator = {
  kind: "mean",
  basis: "window",
  estimate: (samples) => meanInterval(samples.map(read(0))),
  pseudoValues: (samples) => samples.map(read(0)),
};

const ratio: BoundEstimator = {
  kind: "ratio",
  basis: "window",
  estimate: (samples) => ratioInterval(samples.map(read(0)), samples.map(read(1))),
  pseudoValues: (samples) => ofRatio(samples.map(read(0)), samples.map(read(1))),
};

describe("antithetic pairs", () => {
  const isPaired = { isPaired: true, controls: [] };

  test("the interval of a mean is that of the means of pairs", () => {
    const samples = samplesOf([1], [9], [2], [10], [3], [8]);
    // 5, 6 and 5.5: mean 5.5, standard deviation 0.5, t(0.975, 2) = 4.302652730
    const found = reducedInterval(isPaired, mean, samples);
    expect(found).toMatchObject({ estimate: 5.5, freedom: 2, min: 1, max: 10 });
    expect(found.halfWidth95).toBeCloseTo((4.30265273 * 0.5) / Math.sqrt(3), 7);
    // Six independent values: variance 15.5; that of the pairs' mean is 0.25 / 3.
    expect(found.gain).toBeCloseTo(15.5 / 6 / (0.25 / 3), 9);
  });

  test("a ratio is that of sums over pairs", () => {
    const rows = [
      [1, 4],
      [3, 5],
      [2, 7],
      [2, 3],
      [4, 6],
      [1, 5],
      [3, 4],
      [2, 6],
    ] as const;
    const [above, below] = [rows.map(([y]) => y), rows.map(([, x]) => x)];
    const expected = ratioInterval(inPairs(above), inPairs(below));
    const found = reducedInterval(isPaired, ratio, samplesOf(...rows));
    expect(found.estimate).toBeCloseTo(expected.estimate!, 12);
    expect(found.halfWidth95).toBeCloseTo(expected.halfWidth95!, 12);
  });

  test("one pair has no interval, a replication without partner is left out", () => {
    const found = reducedInterval(isPaired, mean, samplesOf([1], [9]));
    expect(found).toMatchObject({ estimate: 5, halfWidth95: null, low95: null });
    expect(wholePairs(samplesOf([1], [9], [2]), isPaired)).toHaveLength(2);
  });

  test("an exponential duration gains 1 / (2 − π²/6) = 2.82", () => {
    const seeding = { seed: "pairs", variates: "antithetic" } as const;
    const waits = Array.from({ length: 400 }, (_, replication) => {
      const stream = streamOf(seeding, replication, "test");
      return [-Math.log(1 - stream.next())];
    });
    const found = reducedInterval(isPaired, mean, samplesOf(...waits));
    expect(found.gain).toBeGreaterThan(2);
    expect(found.gain).toBeLessThan(4);
  });
});

describe("a control variate", () => {
  test("the regression by hand", () => {
    // c̄ = 3, v̄ = 4, Σ(c − c̄)² = 10, Σ(c − c̄)(v − v̄) = 7: slope 0.7
    // residuals 0.4, −1.3, 1, 0.3, −0.4: squares 3.1 over 3; 1/5 + (3 − 4)² / 10 = 0.3
    const found = controlled([3, 2, 5, 5, 5], [{ counts: [1, 2, 3, 4, 5], expected: 4 }]);
    expect(found.estimate).toBeCloseTo(4.7, 12);
    expect(found.freedom).toBe(3);
    expect(found.error).toBeCloseTo(Math.sqrt((3.1 / 3) * 0.3), 12);
  });

  test("a control that never varies changes nothing but the degrees of freedom", () => {
    const found = controlled([1, 2, 3, 6], [{ counts: [7, 7, 7, 7], expected: 9 }]);
    expect(found).toMatchObject({ estimate: 3, freedom: 2 });
  });

  test("two controls that go together: the plane, by the normal equations", () => {
    const [v, a, b] = [
      [5, 9, 8, 14, 10, 17, 13],
      [1, 2, 3, 4, 5, 6, 7],
      [2, 4, 1, 5, 2, 6, 3],
    ];
    const found = controlled(v, [
      { counts: a, expected: 5 },
      { counts: b, expected: 3 },
    ]);
    const alone = controlled(v, [{ counts: a, expected: 5 }]);
    const dev = (x: readonly number[]) => x.map((each) => each - x.reduce((s, y) => s + y, 0) / 7);
    const dot = (x: readonly number[], y: readonly number[]) =>
      dev(x).reduce((sum, each, i) => sum + each * dev(y)[i]!, 0);
    const det = dot(a, a) * dot(b, b) - dot(a, b) * dot(a, b);
    const slopeA = (dot(a, v) * dot(b, b) - dot(b, v) * dot(a, b)) / det;
    const slopeB = (dot(b, v) * dot(a, a) - dot(a, v) * dot(a, b)) / det;
    const [offA, offB] = [4 - 5, 23 / 7 - 3];
    expect(found.estimate).toBeCloseTo(76 / 7 - slopeA * offA - slopeB * offB, 10);
    const rest = dot(v, v) - slopeA * dot(a, v) - slopeB * dot(b, v);
    const lever =
      (offA * offA * dot(b, b) - 2 * offA * offB * dot(a, b) + offB * offB * dot(a, a)) / det;
    expect(found.error).toBeCloseTo(Math.sqrt((rest / 4) * (1 / 7 + lever)), 10);
    expect(found.freedom).toBe(4);
    expect(found.error).toBeLessThan(alone.error);
  });

  test("a second control that says the same as the first takes a degree of freedom only", () => {
    const v = [3, 2, 5, 5, 5];
    const first = { counts: [1, 2, 3, 4, 5], expected: 4 };
    const same = { counts: [2, 4, 6, 8, 10], expected: 8 };
    expect(controlled(v, [first, same])).toMatchObject({
      estimate: controlled(v, [first]).estimate,
      freedom: 2,
    });
  });

  test("what is a multiple of the control is known exactly", () => {
    const controls = [{ name: "calls", count: read(1), expected: 12 }];
    const rows = [
      [1.1, 11],
      [1.3, 13],
      [1.4, 14],
      [0.9, 9],
      [1.7, 17],
    ] as const;
    const found = reducedInterval({ isPaired: false, controls }, mean, samplesOf(...rows));
    expect(found.estimate).toBeCloseTo(1.2, 12);
    expect(found).toMatchObject({ halfWidth95: 0, gain: null });
  });

  test("is regressed over pairs where there are pairs", () => {
    const rows = [
      [1, 9],
      [4, 13],
      [2, 10],
      [6, 15],
      [3, 9],
      [3, 11],
      [7, 15],
      [2, 8],
    ] as const;
    const controls = [{ name: "calls", count: read(1), expected: 11 }];
    const found = reducedInterval({ isPaired: true, controls }, mean, samplesOf(...rows));
    const [v, c] = [rows.map(([value]) => value), rows.map(([, count]) => count)];
    const expected = controlled(inPairs(v), [{ counts: inPairs(c), expected: 11 }]);
    expect(found.estimate).toBeCloseTo(expected.estimate, 12);
    expect(found.freedom).toBe(2);
  });
});

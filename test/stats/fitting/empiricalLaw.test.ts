import { describe, expect, test } from "vitest";
import { empiricalLaw, empiricalPatience } from "../../../src/stats/fitting/empiricalLaw.ts";
import { qqPoints, survivalPoints } from "../../../src/stats/fitting/fitPoints.ts";
import { kaplanMeier, survivalAt } from "../../../src/stats/fitting/kaplanMeier.ts";
import { read } from "../../engine/distributions/read.ts";
import { lawOf, sampleOf } from "./samples.ts";

describe("complete durations", () => {
  const { times } = sampleOf(lawOf("lognormal", { mean: 180, cv: 1.5 }), 1234, 11);
  const mean = times.reduce((sum, time) => sum + time, 0) / 1234;

  test("200 values have the mean of all and lie at its quantiles", () => {
    const { text, distribution } = empiricalLaw(times);
    expect(text.split(",")).toHaveLength(200);
    expect(distribution.mean / mean).toBeCloseTo(1, 4);
    expect(read(text).mean).toBeCloseTo(distribution.mean, 9);
    const sorted = times.toSorted();
    for (const probability of [0.1, 0.5, 0.9]) {
      const observed = sorted[Math.floor(probability * 1234)]!;
      expect(distribution.quantile(probability) / observed).toBeCloseTo(1, 1);
    }
  });

  test("fewer durations than values stand for themselves, zeros included", () => {
    expect(empiricalLaw([3, 0, 12.25]).text).toBe("empirical(0s, 3s, 12.25s)");
    expect(() => empiricalLaw([])).toThrow(RangeError);
  });

  test("durations at the edge of two slices count in part for both", () => {
    expect(empiricalLaw([1, 2, 3], 2).text).toBe("empirical(1.3333s, 2.6667s)");
  });

  test("quantiles stand against those of a law", () => {
    const points = qqPoints([4, 1, 3, 2], lawOf("uniform", { from: 0, to: 8 }));
    expect(points.map(({ fitted }) => fitted)).toEqual([1, 3, 5, 7]);
    expect(points.map(({ observed }) => observed)).toEqual([1, 2, 3, 4]);
  });
});

describe("patience", () => {
  const law = lawOf("exponential", { mean: 300 });
  const sample = sampleOf(law, 4000, 12, { censoring: lawOf("exponential", { mean: 60 }) });
  const patience = empiricalPatience(sample.times, sample.isEvent);

  test("values lie at the Kaplan–Meier quantiles", () => {
    const curve = kaplanMeier(sample.times, sample.isEvent);
    expect(survivalAt(curve, patience.distribution.quantile(0.25))).toBeCloseTo(0.75, 2);
    const [, half] = survivalPoints(curve, (time) => Math.exp(-time / 300), 2);
    expect(half!.time).toBe(curve.lastTime / 2);
    expect(half!.observed).toBe(survivalAt(curve, curve.lastTime / 2));
  });

  test("beyond what is measured the hazard goes on, and the tail says so", () => {
    const { from, share, hazard, events } = patience.tail!;
    expect(events).toBeGreaterThan(60);
    expect(hazard * 300).toBeGreaterThan(0.75);
    expect(hazard * 300).toBeLessThan(1.25);
    expect(share).toBeCloseTo(Math.exp(-from / 300), 1);
    expect(patience.distribution.mean / 300).toBeCloseTo(1, 0);
    expect(patience.distribution.quantile(0.999)).toBeGreaterThan(from + 1 / hazard);
  });

  test("without censoring there is no tail but few durations", () => {
    expect(empiricalPatience([2, 1], [1, 1], 4)).toMatchObject({
      text: "empirical(1s, 1s, 2s, 2s)",
      tail: null,
    });
  });

  test("where all events come at once, all exposure before them counts", () => {
    expect(empiricalPatience([5, 5, 10, 10], [1, 1, 0, 0], 2).tail).toEqual({
      ...{ from: 5, share: 0.5, hazard: 2 / 30, events: 2 },
    });
  });

  test("where all events come at zero they count, so that the tail ends", () => {
    expect(empiricalPatience([0, 0, 10, 10], [1, 1, 0, 0], 2).tail?.hazard).toBe(2 / 20);
  });

  test("nothing can be said where every wait was cut short", () => {
    expect(() => empiricalPatience([1, 2], [0, 0])).toThrow(RangeError);
  });
});

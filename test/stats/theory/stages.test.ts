import { expect, test } from "vitest";
import { poisson } from "../../../src/stats/theory/counts.ts";
import { chancesToAnswer, chancesToStay } from "../../../src/stats/theory/stages.ts";

test("equal stages are a Poisson count, however many", () => {
  const [rate, time] = [0.5, 2000];
  const { from, shares } = poisson(rate * time);
  const chances = chancesToStay(rate, 0, time, 1200);
  let below = 0;
  for (let n = from; n < chances.length; n++) {
    below += shares[n - from]!;
    expect(Math.abs(chances[n]! - below)).toBeLessThan(1e-11);
  }
  expect(chances[800]).toBeLessThan(1e-9);
  expect(chances[1199]).toBeCloseTo(1, 9);
});

test("stages that grow are negative binomial: with one each, geometric", () => {
  const [rate, time] = [0.02, 30];
  const stay = Math.exp(-rate * time);
  const chances = chancesToStay(rate, rate, time, 40);
  chances.forEach((chance, n) => {
    const left = 1 - Array.from({ length: n + 1 }, () => 1 - stay).reduce((a, b) => a * b, 1);
    expect(chance).toBeCloseTo(left, 13);
  });
  expect(chancesToStay(5, 0.005, 400, 20_000)[19_999]).toBeCloseTo(1, 9);
});

test("at once nobody in queue is answered; in the end all who do not give up are", () => {
  const stage = { servers: 4, serviceTime: 100, patience: 50 };
  expect([...chancesToAnswer(stage, 0, 3)]).toEqual([0, 0, 0]);
  // c μ / (c μ + (j + 1) θ)
  const ever = [1, 2, 3].map((ahead) => 0.04 / (0.04 + ahead * 0.02));
  expect([...chancesToAnswer(stage, 1e5, 3)]).toEqual(
    ever.map((chance) => expect.closeTo(chance, 12)),
  );
  expect(() => chancesToStay(1, 0, -1, 3)).toThrow("time");
});

import { expect, test } from "vitest";
import { chainLaw, untilEdgeIsLight } from "../../../src/stats/theory/gth.ts";

test("a chance of 1e-250 is as exact as any", () => {
  // Birth-death with ratio 1e-5: 50 steps up.
  const law = chainLaw(51, 1, (n, add) => {
    if (n < 50) add(n + 1, 1e-5);
    if (n > 0) add(n - 1, 1);
  });
  expect(law[50] / 1e-250 / (1 - 1e-5)).toBeCloseTo(1, 12);
});

test("weights that grow beyond any number are scaled", () => {
  const law = chainLaw(101, 1, (n, add) => {
    if (n < 100) add(n + 1, 1e5);
    if (n > 0) add(n - 1, 1);
  });
  expect(law[100]).toBeCloseTo(1 - 1e-5, 10);
  expect(law.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 14);
});

test("balances inflow and outflow of every state, in any band", () => {
  const states = 40;
  const exits = (n: number) =>
    [-3, -1, 2, 3].map((step) => [n + step, 1 + ((n * 7 + step * step * 3) % 5)] as const);
  const inside = (n: number) => exits(n).filter(([to]) => to >= 0 && to < states);
  const law = chainLaw(states, 3, (n, add) => {
    for (const [to, rate] of inside(n)) add(to, rate);
  });
  const flows = new Float64Array(states);
  for (let n = 0; n < states; n++)
    for (const [to, rate] of inside(n)) {
      flows[to] += law[n] * rate;
      flows[n] -= law[n] * rate;
    }
  for (const flow of flows) expect(Math.abs(flow)).toBeLessThan(1e-15);
});

test("a transition to where it is changes nothing, two to one place add up", () => {
  const law = chainLaw(2, 1, (n, add) => {
    add(n, 5);
    add(1 - n, n === 0 ? 1 : 2);
    if (n === 0) add(1, 1);
  });
  expect(Array.from(law)).toEqual([0.5, 0.5]);
});

test("more states until the edge is light, and no more than there is room for", () => {
  const tried: number[] = [];
  const found = untilEdgeIsLight((most) => {
    tried.push(most);
    return { massAtEdge: Math.exp(-most / 2) };
  });
  expect(tried).toEqual([32, 64, 128]);
  expect(found.massAtEdge).toBe(Math.exp(-64));
  // Of the first the rates are too many, of the second the multiplications.
  expect(() => chainLaw(1_000_000, 20, () => {})).toThrow(RangeError);
  expect(() => chainLaw(20_000, 300, () => {})).toThrow(RangeError);
});

import { expect, test } from "vitest";
import { mdc } from "../../../src/stats/theory/mdc.ts";
import { mg1 } from "../../../src/stats/theory/mg1.ts";
import { expectDigits } from "./printed.ts";

test("case S04 to its digits", () => {
  const system = mdc(10, 0.05, 180);
  expectDigits("p_wait", system.pWait, 0.6468612839);
  expectDigits("mean_wait_all", system.meanWait, 62.02476907);
  expectDigits("mean_queue", system.meanQueue, 3.101238453);
  expectDigits("service_level", 1 - system.waitsBeyond(60), 0.633178028);
  expectDigits("occupancy", system.occupancy, 0.9);
});

test.each([0.01, 0.5, 0.9])("one server with load %d is M/G/1", (load) => {
  const [one, exact] = [mdc(1, load / 180, 180), mg1(load / 180, 180, 180 * 180)];
  expect(one.pWait / exact.pWait).toBeCloseTo(1, 11);
  expect(one.meanWait / exact.meanWait).toBeCloseTo(1, 11);
});

/** ∫ P(W > t) dt by Simpson's rule over stretches of a service time, where the law is smooth. */
function integralOfWaits(system: ReturnType<typeof mdc>, serviceTime: number): number {
  const steps = 40;
  let total = 0;
  for (let period = 0; period < 60; period++)
    for (let i = 0; i <= steps; i++) {
      // A hair before the end of the stretch, where the next formula takes over.
      const t = (period + Math.min(i / steps, 1 - 1e-12)) * serviceTime;
      const weight = i === 0 || i === steps ? 1 : 2 + 2 * (i % 2);
      total += (weight * system.waitsBeyond(t) * serviceTime) / steps / 3;
    }
  return total;
}

test.each([
  { servers: 1, load: 0.7 },
  { servers: 3, load: 2.4 },
  { servers: 10, load: 9 },
])("the law of the wait has the mean of Little's law: $servers servers", ({ servers, load }) => {
  const system = mdc(servers, load / 180, 180);
  expect(integralOfWaits(system, 180) / system.meanWait).toBeCloseTo(1, 6);
});

/** The queue one service time later, Q' = max(0, Q + Poisson(a) − c), iterated until it stands. */
function embeddedQueue(servers: number, load: number): number {
  const size = 4 * servers + 60;
  const arrivals: number[] = [Math.exp(-load)];
  for (let n = 1; n < size + servers; n++) arrivals.push((arrivals[n - 1] * load) / n);
  let law: number[] = [1, ...new Array<number>(size - 1).fill(0)];
  for (let round = 0; round < 600; round++) {
    const next = new Array<number>(size).fill(0);
    for (let q = 0; q < size; q++)
      for (let n = 0; n < arrivals.length; n++) {
        const after = Math.max(0, q + n - servers);
        if (after < size) next[after] += law[q] * arrivals[n];
      }
    law = next;
  }
  return law.reduce((sum, chance, q) => sum + chance * q, 0);
}

test.each([
  { servers: 2, load: 1.5 },
  { servers: 5, load: 4 },
])("its mean queue is that of the embedded chain: $servers servers", ({ servers, load }) => {
  const { meanQueue } = mdc(servers, load / 180, 180);
  expect(meanQueue / embeddedQueue(servers, load)).toBeCloseTo(1, 9);
});

test.each([
  { servers: 2_000, perServer: 0.72 },
  { servers: 60_000, perServer: 0.99 },
])("$servers servers, each with load $perServer: finite, and in order", (case_) => {
  const { servers, perServer } = case_;
  const system = mdc(servers, (perServer * servers) / 180, 180);
  expect(system.pWait).toBeGreaterThan(0);
  expect(system.pWait).toBeLessThan(1);
  const waits = [0, 0.1, 1, 10, 100].map((t) => system.waitsBeyond(t));
  expect(waits).toEqual([...waits].sort((a, b) => b - a));
  // With all servers busy a caller waits for half the gap between departures at the very least.
  expect(system.meanWait).toBeGreaterThan((system.pWait * 180) / servers / 2);
});

test.each([
  ["servers", 1.5, 0.05, 180],
  ["arrivalRate", 10, -1, 180],
  ["arrivalRate", 10, 10 / 180, 180],
  ["arrivalRate", 10, 9.95 / 180, 180],
  ["serviceTime", 10, 0.05, 0],
])("refuses %s out of range", (name, servers, arrivalRate, serviceTime) => {
  expect(() => mdc(servers, arrivalRate, serviceTime)).toThrow(RangeError);
  expect(() => mdc(servers, arrivalRate, serviceTime)).toThrow(name);
});

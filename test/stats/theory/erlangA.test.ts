import { describe, expect, test } from "vitest";
import { stationaryLaw } from "../../../src/stats/theory/birthDeath.ts";
import { erlangA } from "../../../src/stats/theory/erlangA.ts";
import { erlangC } from "../../../src/stats/theory/erlangC.ts";
import { mmck } from "../../../src/stats/theory/mmck.ts";
import type { Waiting } from "../../../src/stats/theory/waiting.ts";
import { expectCase, expectDigits, simpson } from "./printed.ts";

/** Of the project's validation cases, computed separately. */
const cases = [
  {
    id: "A02",
    queue: { servers: 14, arrivalRate: 1 / 18, serviceTime: 180.0, patience: 300.0 },
    threshold: 20,
    expected: {
      p_wait: 0.1452601143,
      p_abandon: 0.01398374412,
      mean_wait_all: 4.195123237,
      mean_wait_served: 3.878480045,
      mean_wait_abandoned: 26.52214325,
      mean_queue: 0.233062402,
      occupancy: 0.7042973256,
      sl_answered_of_offered: 0.9167920919,
      sl_answered_of_answered: 0.9297940946,
      sl_excl_early_abandons: 0.9234073223,
      wait_p90: 11.75393362,
    },
  },
  {
    id: "A03",
    queue: { servers: 50, arrivalRate: 0.8, serviceTime: 60.0, patience: 120.0 },
    threshold: 20,
    expected: {
      p_wait: 0.4677740686,
      p_abandon: 0.03091224916,
      mean_wait_all: 3.709469899,
      mean_wait_served: 3.61590024,
      mean_wait_abandoned: 6.642844653,
      mean_queue: 2.96757592,
      occupancy: 0.9303242408,
      sl_answered_of_offered: 0.9430189547,
      sl_answered_of_answered: 0.9730996537,
      sl_excl_early_abandons: 0.972029603,
      wait_p90: 12.44464772,
    },
  },
  {
    id: "A07",
    queue: { servers: 2000, arrivalRate: 12.0, serviceTime: 180.0, patience: 120.0 },
    threshold: 5,
    expected: {
      p_wait: 0.9977898184,
      p_abandon: 0.07408624022,
      mean_wait_all: 8.890348827,
      mean_wait_served: 9.192070364,
      mean_wait_abandoned: 5.119498502,
      mean_queue: 106.6841859,
      occupancy: 0.9999868606,
      sl_answered_of_offered: 0.09316776729,
      sl_answered_of_answered: 0.1006225108,
      sl_excl_early_abandons: 0.09701418764,
      wait_p90: 13.28903139,
    },
  },
  {
    id: "A11",
    queue: { servers: 20, arrivalRate: 0.12, serviceTime: 180.0, patience: 120.0, capacity: 24 },
    threshold: 20,
    expected: {
      p_block: 0.08136715653,
      p_wait: 0.4844914309,
      p_abandon: 0.07255419003,
      mean_wait_all: 8.706502803,
      mean_wait_served: 8.232433366,
      mean_wait_abandoned: 14.76643833,
      mean_queue: 0.9597695312,
      occupancy: 0.9201407561,
      sl_answered_of_offered: 0.7085910823,
      sl_answered_of_answered: 0.8316970679,
      sl_excl_early_abandons: 0.8145311041,
      wait_p90: 28.24004748,
      sl_answered_of_entered: 0.7713539608,
      p_abandon_of_offered: 0.06665066189,
    },
  },
];

test.each(cases)("case $id to its digits", ({ queue, threshold, expected }) => {
  expectCase(erlangA(queue), threshold, expected);
});

describe("published figures", () => {
  test.each([
    [13, 9.912802609, 0.033043],
    [9, 56.6184355, 0.188728],
  ])("%i agents, 100 places, patience 5 minutes (Callcenter-Simulator)", (servers, wait, share) => {
    const minutes = { arrivalRate: 3.5 / 60, serviceTime: 180, patience: 300, capacity: 100 };
    const waiting = erlangA({ servers, ...minutes });
    expectDigits("mean wait", waiting.meanWait, wait);
    expect(waiting.pAbandon).toBeCloseTo(share, 6);
  });

  test("M/M/12+M, patience one minute (ContactCenters, steady state)", () => {
    const queue = { servers: 12, arrivalRate: 4.2 / 60, serviceTime: 120, patience: 60 };
    const waiting = erlangA(queue);
    expectDigits("P(abandon)", waiting.pAbandon, 0.02967890554);
    expectDigits("P(wait)", waiting.pWait, 0.1273722818);
  });
});

describe("the law of the wait and the law of the number in system say the same", () => {
  test.each([
    { servers: 5, arrivalRate: 0.03, serviceTime: 180, patience: 60, capacity: 9 },
    { servers: 14, arrivalRate: 1 / 18, serviceTime: 180, patience: 300, capacity: Infinity },
    { servers: 1, arrivalRate: 0.1, serviceTime: 30, patience: 20, capacity: Infinity },
    { servers: 100, arrivalRate: 0.7, serviceTime: 180, patience: 30, capacity: 110 },
  ])("%j", (queue) => {
    const waiting = erlangA(queue);
    const entered = 1 - waiting.pBlock;
    const served = entered * (1 - waiting.pAbandon);
    const left = entered * waiting.pAbandon;
    const end = waiting.waitQuantile(1 - 1e-13);
    expect(simpson(waiting.waitsBeyond, end) / waiting.meanWait).toBeCloseTo(1, 7);
    const stillServed = (t: number) => served - waiting.answeredWithin(t);
    expect(simpson(stillServed, end) / served / waiting.meanWaitServed).toBeCloseTo(1, 7);
    const stillLeaving = (t: number) => left - waiting.abandonedWithin(t);
    expect(simpson(stillLeaving, end) / left / waiting.meanWaitAbandoned).toBeCloseTo(1, 7);
    // The exponential law: who waits one second leaves at rate 1/patience.
    expect(waiting.pAbandon).toBeCloseTo(waiting.meanWait / queue.patience, 12);
  });
});

/** ln of the Poisson probabilities 0 … `last`, by sums of logarithms. */
function logPoisson(mean: number, last: number): Float64Array {
  const logs = new Float64Array(last + 1).fill(-mean);
  for (let n = 1; n <= last; n++) logs[n] = logs[n - 1] + Math.log(mean / n);
  return logs;
}

test.each([
  [14, 10],
  [2000, 2100],
  [60_000, 59_500],
  [60_000, 72_000],
])("patience like service: %i servers, load %f, number in system is Poisson", (servers, load) => {
  const waiting = erlangA({ servers, arrivalRate: load / 180, serviceTime: 180, patience: 180 });
  const shares = logPoisson(load, 100_000).map(Math.exp);
  const inQueue = shares.slice(servers);
  const pWait = inQueue.reduce((sum, share) => sum + share, 0);
  const meanQueue = inQueue.reduce((sum, share, j) => sum + share * j, 0);
  expect(waiting.pWait / pWait).toBeCloseTo(1, 9);
  expect(waiting.meanQueue / meanQueue).toBeCloseTo(1, 9);
  expect(waiting.meanInSystem / load).toBeCloseTo(1, 10);
});

/** M/M/c+M from logarithms of the state weights, every state from 0 to `last`. */
function fromLogarithms(
  queue: { servers: number; arrivalRate: number; serviceTime: number; patience: number },
  last: number,
) {
  const { servers, arrivalRate, serviceTime, patience } = queue;
  const logs = new Float64Array(last + 1);
  for (let n = 1; n <= last; n++) {
    const rate = Math.min(n, servers) / serviceTime + Math.max(0, n - servers) / patience;
    logs[n] = logs[n - 1] + Math.log(arrivalRate) - Math.log(rate);
  }
  const top = logs.reduce((most, value) => Math.max(most, value));
  const weights = logs.map((value) => Math.exp(value - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [pWait, meanQueue] = [0, 0];
  for (let n = servers; n <= last; n++) {
    pWait += weights[n] / total;
    meanQueue += ((n - servers) * weights[n]) / total;
  }
  return { pWait, meanQueue, pAbandon: meanQueue / patience / arrivalRate };
}

describe("60,000 servers", () => {
  test.each([57_000, 59_500, 60_000, 61_000, 72_000])("load %i: as logarithms add up", (load) => {
    const queue = { servers: 60_000, arrivalRate: load / 180, serviceTime: 180, patience: 120 };
    const [waiting, other] = [erlangA(queue), fromLogarithms(queue, 90_000)];
    for (const name of ["pWait", "meanQueue", "pAbandon"] as const) {
      expect(waiting[name] / other[name], name).toBeCloseTo(1, 7);
    }
  });

  test.each([1e-3, 1, 59_000, 72_000])("load %d: every figure is one", (load) => {
    const queue = { servers: 60_000, arrivalRate: load / 180, serviceTime: 180, patience: 120 };
    const waiting = erlangA(queue);
    for (const [name, figure] of Object.entries(waiting)) {
      if (typeof figure === "number") expect(figure, name).toBeGreaterThanOrEqual(0);
    }
    const shares = [waiting.answeredWithin(20), waiting.abandonedWithin(20)];
    for (const share of shares) expect(share >= 0 && share <= 1 + 1e-12).toBe(true);
    expect(waiting.occupancy).toBeLessThanOrEqual(1 + 1e-12);
    expect(waiting.waitQuantile(0.9)).toBeLessThan(60);
  });
});

describe("limits", () => {
  const group = { servers: 50, arrivalRate: 0.26, serviceTime: 180 };
  const agree = (left: Waiting, right: Waiting, digits: number) => {
    for (const name of ["pWait", "meanWait", "meanWaitServed", "meanQueue", "occupancy"] as const) {
      expect(left[name] / right[name], name).toBeCloseTo(1, digits);
    }
    for (const t of [0, 1, 20, 300]) {
      expect(left.answeredWithin(t)).toBeCloseTo(right.answeredWithin(t), digits);
    }
  };

  test.each([1e12, 1e20])("patience of %d s: Erlang C", (patience) => {
    agree(erlangA({ ...group, patience }), erlangC(group), 8);
  });

  test("endless patience and few places: M/M/c/K", () => {
    const places = { ...group, arrivalRate: 0.3, capacity: 60 };
    agree(erlangA({ ...places, patience: 1e12 }), mmck(places), 8);
  });

  test("very many places: none is missed", () => {
    const patient = { ...group, arrivalRate: 0.3, patience: 120 };
    agree(erlangA({ ...patient, capacity: 5000 }), erlangA(patient), 12);
  });
});

test.each([
  [{ patience: 0 }, /^patience: /],
  [{ patience: Infinity }, /^patience: /],
  [{ capacity: 9 }, /^capacity: /],
  [{ capacity: 20.5 }, /^capacity: /],
  [{ servers: -1 }, /^servers: /],
])("%j is refused", (wrong, message) => {
  const queue = { servers: 10, arrivalRate: 1, serviceTime: 1, patience: 1 };
  expect(() => erlangA({ ...queue, ...wrong })).toThrow(message);
});

test("a time before the call, and a quantile that is none, are refused", () => {
  const waiting = erlangA({ servers: 10, arrivalRate: 1, serviceTime: 1, patience: 1 });
  expect(() => waiting.answeredWithin(-1)).toThrow(/^time: /);
  expect(() => waiting.waitsBeyond(Number.NaN)).toThrow(/^time: /);
  expect(() => waiting.waitQuantile(1)).toThrow(/^p: /);
});

test("mean numbers are those of the law of the number in system, blocked ones too", () => {
  const queue = { servers: 20, arrivalRate: 0.12, serviceTime: 180, patience: 120, capacity: 24 };
  const { from, shares } = stationaryLaw(queue);
  const waiting = erlangA(queue);
  const mean = (f: (n: number) => number) =>
    shares.reduce((sum, share, i) => sum + share * f(from + i), 0);
  expect(waiting.meanInSystem).toBeCloseTo(
    mean((n) => n),
    11,
  );
  expect(waiting.meanQueue).toBeCloseTo(
    mean((n) => Math.max(0, n - 20)),
    11,
  );
  expect(waiting.occupancy).toBeCloseTo(
    mean((n) => Math.min(n, 20) / 20),
    11,
  );
});

import { describe, expect, test } from "vitest";
import { erlangA } from "../../../src/stats/theory/erlangA.ts";
import { erlangC } from "../../../src/stats/theory/erlangC.ts";
import { mmcg } from "../../../src/stats/theory/mmcg.ts";
import { patienceLaw } from "../../../src/stats/theory/patienceLaw.ts";
import { read } from "../../engine/distributions/read.ts";
import { expectCase, figuresOf } from "./printed.ts";

const law = (text: string) => patienceLaw(read(text).quantile);

/** Of the project's validation cases, computed separately. */
const cases = [
  {
    id: "P01",
    queue: { servers: 50, arrivalRate: 0.29, serviceTime: 180 },
    patience: "constant(60s)",
    threshold: 20,
    expected: {
      p_wait: 0.7984600447,
      p_abandon: 0.06232494653,
      mean_wait_all: 28.49882493,
      mean_wait_served: 26.40501957,
      mean_wait_abandoned: 60.0,
      mean_queue: 8.26465923,
      occupancy: 0.9789327558,
      sl_answered_of_offered: 0.389934341,
      sl_answered_of_answered: 0.4158523143,
      sl_excl_early_abandons: 0.389934341,
    },
  },
  {
    id: "P03",
    queue: { servers: 50, arrivalRate: 0.3, serviceTime: 180 },
    patience: "lognormal(mean 120s, cv 1.5)",
    threshold: 20,
    expected: {
      p_wait: 0.6856829873,
      p_abandon: 0.102020171,
      mean_wait_all: 13.15550483,
      mean_wait_served: 12.505152,
      mean_wait_abandoned: 18.87989948,
      mean_queue: 3.946651449,
      occupancy: 0.9698182153,
      sl_answered_of_offered: 0.6526571331,
      sl_answered_of_answered: 0.7268060061,
      sl_excl_early_abandons: 0.6959927067,
    },
  },
  {
    id: "P05",
    queue: { servers: 50, arrivalRate: 0.3, serviceTime: 180 },
    patience: "weibull(mean 120s, shape 0.7)",
    threshold: 20,
    expected: {
      p_wait: 0.5339227343,
      p_abandon: 0.1155132578,
      mean_wait_all: 6.403278978,
      mean_wait_served: 6.233645745,
      mean_wait_abandoned: 7.702163177,
      mean_queue: 1.920983693,
      occupancy: 0.9552456816,
      sl_answered_of_offered: 0.7905370142,
      sl_answered_of_answered: 0.893780513,
      sl_excl_early_abandons: 0.8835241293,
    },
  },
];
test.each(cases)("case $id to its digits", ({ queue, patience, threshold, expected }) => {
  expectCase(mmcg(queue, law(patience)), threshold, expected);
});

test.each([
  [1, 0.5],
  [14, 10],
  [60_000, 1],
  [60_000, 59_000],
  [60_000, 60_000],
  [60_000, 72_000],
])("exponential patience is Erlang A: %i servers, load %f", (servers, load) => {
  const group = { servers, arrivalRate: load / 180, serviceTime: 180 };
  const general = figuresOf(mmcg(group, law("exponential(mean 120s)")), 20);
  const closed = figuresOf(erlangA({ ...group, patience: 120 }), 20);
  for (const [name, figure] of Object.entries(closed)) {
    if (Number.isNaN(figure)) continue;
    expect(general[name], name).toBeGreaterThanOrEqual(figure - 1e-9 * (1 + figure));
    expect(general[name], name).toBeLessThanOrEqual(figure + 1e-9 * (1 + figure));
  }
});

const laws = [
  "constant(30s)",
  "lognormal(mean 120s, cv 1.5)",
  "weibull(mean 60s, shape 0.7)",
  "uniform(10s, 50s)",
  "hyperexponential(mean 120s, cv 3)",
  "empirical(5s, 20s, 20s, 90s)",
  "zeroInflated(0.3, gamma(mean 60s, cv 0.5))",
];

describe("calls are conserved", () => {
  test.each(laws)("%s", (text) => {
    for (const [servers, load] of [
      [5, 3],
      [50, 54],
      [2000, 2160],
    ]) {
      const queue = { servers, arrivalRate: load / 180, serviceTime: 180 };
      const waiting = mmcg(queue, law(text));
      // While a server is free the number of calls is Poisson, cut off.
      let [weight, total, busy] = [1, 0, 0];
      for (let n = 0; n < servers; weight *= load / ++n) {
        if (weight > 1e280) [weight, total, busy] = [weight / 1e280, total / 1e280, busy / 1e280];
        total += weight;
        busy += n * weight;
      }
      const served = ((1 - waiting.pWait) * busy) / total + servers * waiting.pWait;
      expect((waiting.occupancy * servers) / served).toBeCloseTo(1, 11);
      const { pAbandon, meanWait, meanWaitServed, meanWaitAbandoned } = waiting;
      const both = (1 - pAbandon) * meanWaitServed + pAbandon * meanWaitAbandoned;
      expect(both / meanWait).toBeCloseTo(1, 11);
      expect(waiting.answeredWithin(1e4)).toBeCloseTo(1 - pAbandon, 11);
      expect(waiting.meanInSystem).toBeCloseTo(waiting.meanQueue + waiting.occupancy * servers, 8);
    }
  });
});

test("a share that hangs up when it must wait thins the arrivals of the queue", () => {
  const waiting = mmcg(
    { servers: 8, arrivalRate: 0.06, serviceTime: 180 },
    law("zeroInflated(share 0.25, mean 100s)"),
  );
  // The birth-death chain: births of all calls below 8, of three quarters from there on.
  let [weight, free, busy, leaving] = [1, 0, 0, 0];
  for (let n = 0; n < 400; n++) {
    if (n < 8) free += weight;
    else busy += weight;
    leaving += (weight * Math.max(0, n - 8)) / 100;
    if (n >= 8) leaving += weight * 0.06 * 0.25;
    const death = Math.min(n + 1, 8) / 180 + Math.max(0, n + 1 - 8) / 100;
    weight *= (n < 8 ? 0.06 : 0.045) / death;
  }
  expect(waiting.pWait).toBeCloseTo(busy / (free + busy), 11);
  expect(waiting.pAbandon).toBeCloseTo(leaving / (free + busy) / 0.06, 11);
  expect(waiting.abandonedWithin(0)).toBeCloseTo(0.25 * waiting.pWait, 11);
});

test("in overload the wait settles where the share in excess has left", () => {
  const group = { servers: 2000, arrivalRate: 12, serviceTime: 180 };
  const mean = (text: string) => mmcg(group, law(text)).meanWait.toFixed(1);
  expect(mean("exponential(mean 120s)")).toBe("8.9");
  expect(mean("lognormal(mean 120s, cv 1)")).toBe("24.7");
});

test("very long patience is Erlang C", () => {
  const group = { servers: 50, arrivalRate: 0.26, serviceTime: 180 };
  const [long, endless] = [mmcg(group, law("constant(100000s)")), erlangC(group)];
  expect(long.meanWait / endless.meanWait).toBeCloseTo(1, 10);
  expect(long.answeredWithin(20)).toBeCloseTo(endless.answeredWithin(20), 12);
  expect(long.waitQuantile(0.99) / endless.waitQuantile(0.99)).toBeCloseTo(1, 9);
});

test("the memory of the queue is that of M/M/c, or up to four times it", () => {
  for (const load of [0.1, 0.5, 0.9, 0.97]) {
    const group = { servers: 50, arrivalRate: (50 * load) / 180, serviceTime: 180 };
    const { relaxation } = mmcg(group, law("constant(100000s)"));
    const slack = 1 - Math.sqrt(load);
    const morse = 180 / 50 / (slack * slack);
    const factor = 2 / (1 + Math.sqrt(load));
    expect(relaxation / morse).toBeCloseTo(factor * factor, 9);
  }
});

test("without any patience nobody waits: Erlang's loss system", () => {
  const waiting = mmcg({ servers: 20, arrivalRate: 0.1, serviceTime: 180 }, law("constant(0s)"));
  expect(waiting.pAbandon).toBeCloseTo(0.1092128459, 10);
  expect([waiting.meanWait, waiting.meanQueue, waiting.waitQuantile(0.999)]).toEqual([0, 0, 0]);
});

test("what makes no sense is refused", () => {
  const patience = law("constant(30s)");
  const group = { servers: 8, arrivalRate: 0.06, serviceTime: 180 };
  expect(() => mmcg({ ...group, servers: 0 }, patience)).toThrow(/^servers: /);
  expect(() => mmcg(group, patience).answeredWithin(-1)).toThrow(/^time: /);
  expect(() => mmcg(group, patience).waitsBeyond(Number.NaN)).toThrow(/^time: /);
  expect(() => mmcg(group, patience).waitQuantile(0)).toThrow(/^p: /);
});

import { expect, test } from "vitest";
import { erlangB } from "../../../src/stats/theory/erlangB.ts";
import { mmck } from "../../../src/stats/theory/mmck.ts";
import { expectCase, expectDigits } from "./printed.ts";

/** Of the project's validation cases, computed separately. */
const cases = [
  {
    id: "K02",
    queue: { servers: 10, capacity: 15, arrivalRate: 0.06, serviceTime: 180.0 },
    threshold: 20,
    expected: {
      p_block: 0.1423265554,
      p_wait: 0.6625699676,
      mean_wait_all: 37.6097979,
      sl_answered_of_entered: 0.4684622549,
      sl_answered_of_offered: 0.4017876358,
      mean_queue: 1.935415495,
      occupancy: 0.9262873201,
    },
  },
  {
    id: "K04",
    queue: { servers: 100, capacity: 120, arrivalRate: 5 / 9, serviceTime: 180.0 },
    threshold: 20,
    expected: {
      p_block: 0.03011144792,
      p_wait: 0.6209259375,
      mean_wait_all: 11.73550022,
      sl_answered_of_entered: 0.7237271754,
      sl_answered_of_offered: 0.7019347022,
      mean_queue: 6.323404064,
      occupancy: 0.9698885521,
    },
  },
];

test.each(cases)("case $id to its digits", ({ queue, threshold, expected }) => {
  expectCase(mmck(queue), threshold, expected);
});

test("M/M/2/3 as the simmer vignette has it", () => {
  const waiting = mmck({ servers: 2, capacity: 3, arrivalRate: 3, serviceTime: 1 / 4 });
  expectDigits("in system", waiting.meanInSystem, 0.7623400366);
  expectDigits("blocked", waiting.pBlock, 0.04936014625);
});

test("without a place to wait it is Erlang B, to 60,000 servers", () => {
  for (const [servers, load] of [
    [1, 1e-3],
    [20, 18],
    [60_000, 58_000],
    [60_000, 72_000],
  ]) {
    const waiting = mmck({ servers, capacity: servers, arrivalRate: load / 180, serviceTime: 180 });
    const blocking = erlangB(servers, load);
    expect(waiting.pBlock / blocking).toBeCloseTo(1, 10);
    expect(waiting.occupancy / ((load * (1 - blocking)) / servers)).toBeCloseTo(1, 10);
    const { pWait, meanWait, meanQueue } = waiting;
    expect({ pWait, meanWait, meanQueue }).toEqual({ pWait: 0, meanWait: 0, meanQueue: 0 });
    expect(waiting.answeredWithin(0)).toBeCloseTo(1 - blocking, 12);
  }
});

test("nobody abandons", () => {
  const waiting = mmck(cases[0].queue);
  const { pAbandon, meanWaitAbandoned, meanWait, meanWaitServed } = waiting;
  expect([pAbandon, meanWaitAbandoned, waiting.abandonedWithin(20)]).toEqual([0, 0, 0]);
  expect(meanWaitServed).toBeCloseTo(meanWait, 12);
});

test("places below the servers are refused", () => {
  const group = { servers: 10, arrivalRate: 1, serviceTime: 1 };
  expect(() => mmck({ ...group, capacity: 9 })).toThrow(/^capacity: /);
  expect(() => mmck({ ...group, capacity: Infinity })).toThrow(/^capacity: /);
});

import { describe, expect, test } from "vitest";
import { erlangC, serversForServiceLevel } from "../../../src/stats/theory/erlangC.ts";
import { mmck } from "../../../src/stats/theory/mmck.ts";
import { expectCase, expectDigits } from "./printed.ts";

/** Of the project's validation cases, computed separately. */
const cases = [
  {
    id: "C04",
    queue: { servers: 14, arrivalRate: 1 / 18, serviceTime: 180.0 },
    threshold: 20,
    expected: {
      p_wait: 0.1741319336,
      mean_wait_all: 7.835937012,
      mean_wait_given_wait: 45.0,
      service_level: 0.8883500192,
      mean_queue: 0.435329834,
      occupancy: 0.7142857143,
      wait_p90: 24.95893792,
      wait_p99: 128.5752671,
    },
  },
  {
    id: "C06",
    queue: { servers: 100, arrivalRate: 0.5, serviceTime: 180.0 },
    threshold: 20,
    expected: {
      p_wait: 0.2169404809,
      mean_wait_all: 3.904928656,
      mean_wait_given_wait: 18.0,
      service_level: 0.9285847149,
      mean_queue: 1.952464328,
      occupancy: 0.9,
      wait_p90: 13.94015127,
      wait_p99: 55.38668294,
    },
  },
  {
    id: "C09",
    queue: { servers: 2000, arrivalRate: 11.0, serviceTime: 180.0 },
    threshold: 5,
    expected: {
      p_wait: 0.5460741179,
      mean_wait_all: 4.914667061,
      mean_wait_given_wait: 9.0,
      service_level: 0.6866881069,
      mean_queue: 54.06133767,
      occupancy: 0.99,
      wait_p90: 15.27826075,
      wait_p99: 36.00152659,
    },
  },
  {
    id: "C11b",
    queue: { servers: 1452, arrivalRate: 8.0, serviceTime: 180.0 },
    threshold: 20,
    expected: {
      p_wait: 0.66008334,
      mean_wait_all: 9.901250101,
      mean_wait_given_wait: 15.0,
      service_level: 0.8260039206,
      mean_queue: 79.21000081,
      occupancy: 0.9917355372,
      wait_p90: 28.30793871,
      wait_p99: 62.8467151,
    },
  },
];

test.each(cases)("case $id to its digits", ({ queue, threshold, expected }) => {
  expectCase(erlangC(queue), threshold, expected);
});

describe("published figures", () => {
  test("13 agents, 3.5 calls a minute of 3 minutes (Callcenter-Simulator)", () => {
    const { meanWait } = erlangC({ servers: 13, arrivalRate: 3.5 / 60, serviceTime: 180 });
    expectDigits("mean wait", meanWait, 26.5568858);
  });

  test("M/M/12 at 70 % (ContactCenters, steady state)", () => {
    const waiting = erlangC({ servers: 12, arrivalRate: 4.2 / 60, serviceTime: 120 });
    expectDigits("P(wait)", waiting.pWait, 0.1838886304);
    expectDigits("wait, minutes", waiting.meanWait / 60, 0.1021603502);
    expectDigits("level", waiting.answeredWithin(20), 0.8990797799);
    expectDigits("occupancy", waiting.occupancy, 0.7);
  });

  test("100 calls per half hour for 80 % in 20 s take 14 positions (pyworkforce)", () => {
    const wanted = { arrivalRate: 100 / 1800, serviceTime: 180, target: 0.8, threshold: 20 };
    expect(serversForServiceLevel(wanted)).toBe(14);
  });

  test("2,000 calls an hour for 90 % in 30 s take 90 agents (Cisco's example)", () => {
    const group = { arrivalRate: 2000 / 3600, serviceTime: 150 };
    expect(serversForServiceLevel({ ...group, target: 0.9, threshold: 30 })).toBe(90);
    const waiting = erlangC({ ...group, servers: 90 });
    expect(waiting.answeredWithin(30)).toBeCloseTo(0.9031835, 7);
    expect(waiting.pWait).toBeCloseTo(0.3672895, 7);
    expect(waiting.meanWait).toBeCloseTo(8.264, 3);
  });
});

test("case C11: 8 calls a second for 80 % in 20 s take 1452 agents, and 1451 do not do", () => {
  const group = { arrivalRate: 8, serviceTime: 180 };
  expect(serversForServiceLevel({ ...group, target: 0.8, threshold: 20 })).toBe(1452);
  expect(erlangC({ ...group, servers: 1451 }).answeredWithin(20)).toBeLessThan(0.8);
  expectDigits("level", erlangC({ ...group, servers: 1452 }).answeredWithin(20), 0.8260039206);
});

test("a queue of very many places is a queue without limit", () => {
  const group = { servers: 50, arrivalRate: 0.26, serviceTime: 180 };
  const [unlimited, limited] = [erlangC(group), mmck({ ...group, capacity: 2000 })];
  for (const t of [0, 7, 60]) {
    expect(limited.answeredWithin(t)).toBeCloseTo(unlimited.answeredWithin(t), 12);
  }
  for (const name of ["pWait", "meanWait", "meanQueue", "meanInSystem", "occupancy"] as const) {
    expect(limited[name] / unlimited[name]).toBeCloseTo(1, 11);
  }
  expect(limited.waitQuantile(0.99) / unlimited.waitQuantile(0.99)).toBeCloseTo(1, 10);
});

test("60,000 servers: from all but idle to all but full, no figure is lost", () => {
  for (const load of [1e-3, 1, 30_000, 59_000, 59_999, 59_999.99]) {
    const waiting = erlangC({ servers: 60_000, arrivalRate: load / 180, serviceTime: 180 });
    const all = [waiting.pWait, waiting.meanWait, waiting.meanQueue, waiting.waitQuantile(0.99)];
    for (const figure of all) expect(figure).toBeGreaterThanOrEqual(0);
    expect(waiting.pWait).toBeLessThanOrEqual(1);
    expect(waiting.meanInSystem / load).toBeGreaterThanOrEqual(1 - 1e-12);
  }
});

test.each([
  [{ servers: 0, arrivalRate: 1, serviceTime: 1 }, /^servers: /],
  [{ servers: 1.5, arrivalRate: 1, serviceTime: 1 }, /^servers: /],
  [{ servers: 2, arrivalRate: Number.NaN, serviceTime: 1 }, /^arrivalRate: /],
  [{ servers: 2, arrivalRate: 1, serviceTime: 0 }, /^serviceTime: /],
  [{ servers: 2, arrivalRate: 1, serviceTime: 2 }, /^arrivalRate: less than servers/],
])("%j is refused", (group, message) => {
  expect(() => erlangC(group)).toThrow(message);
});

import { describe, expect, test } from "vitest";
import { erlangA } from "../../../src/stats/theory/erlangA.ts";
import { erlangB } from "../../../src/stats/theory/erlangB.ts";
import { type RetrialQueue, retrial } from "../../../src/stats/theory/retrial.ts";
import { expectDigits } from "./printed.ts";

const three: RetrialQueue = { servers: 3, arrivalRate: 0.01, serviceTime: 180, retryMean: 300 };

test("case X02 of the project, computed separately, to its digits", () => {
  const found = retrial(three);
  expectDigits("occupancy", found.occupancy, 0.6);
  expectDigits("mean_orbit", found.meanOrbit, 1.77800485);
  expectDigits("p_block_fresh", found.pBlockFresh, 0.300688418);
  expectDigits("p_block_any_attempt", found.pBlockAnyAttempt, 0.3721228643);
  expectDigits("attempts_per_fresh_call", found.attemptsPerFreshCall, 1.592668283);
  expectDigits("p_served_of_fresh", found.pServedOfFresh, 1);
  expect(found.meanQueue).toBe(0);
  expect(found.massAtEdge).toBeLessThan(1e-14);
});

test.each([0.3, 0.7, 0.9])(
  "one server: the closed form of M/M/1 with retrials, load %d",
  (load) => {
    const [serviceTime, retryMean] = [100, 40];
    const [arrivalRate, retryRate] = [load / serviceTime, 1 / retryMean];
    const { meanOrbit } = retrial({ servers: 1, arrivalRate, serviceTime, retryMean });
    const exact = (load * (arrivalRate + load * retryRate)) / (retryRate * (1 - load));
    expect(meanOrbit / exact).toBeCloseTo(1, 10);
  },
);

describe("identities", () => {
  test("nobody tries again: Erlang B, and Erlang A behind a full house", () => {
    const lost = retrial({ ...three, retryBlocked: 0 });
    expect(lost.pBlockFresh / erlangB(3, 1.8)).toBeCloseTo(1, 12);
    expect(lost).toMatchObject({ meanOrbit: 0, attemptsPerFreshCall: 1 });
    const queue = { ...three, capacity: 7, patience: 90 };
    const [found, exact] = [retrial({ ...queue, retryBlocked: 0 }), erlangA(queue)];
    expect(found.meanQueue / exact.meanQueue).toBeCloseTo(1, 12);
    expect(found.pBlockFresh / exact.pBlock).toBeCloseTo(1, 12);
  });

  test("who tries again is served, blocked for good or gives up for good", () => {
    const queue = { ...three, arrivalRate: 0.03, capacity: 6, patience: 90 };
    const shares = { retryBlocked: 0.7, retryAbandoned: 0.4 };
    const found = retrial({ ...queue, ...shares });
    const { attemptsPerFreshCall, pBlockAnyAttempt, meanQueue } = found;
    const blockedForGood = attemptsPerFreshCall * pBlockAnyAttempt * (1 - 0.7);
    const goneForGood = ((meanQueue / 90) * (1 - 0.4)) / 0.03;
    expect(found.pServedOfFresh + blockedForGood + goneForGood).toBeCloseTo(1, 11);
    // Fresh calls, and those who return.
    const returns = attemptsPerFreshCall * pBlockAnyAttempt * 0.7 + ((meanQueue / 90) * 0.4) / 0.03;
    expect(attemptsPerFreshCall).toBeCloseTo(1 + returns, 11);
  });
});

test.each([
  ["servers", { servers: 0 }],
  ["capacity", { capacity: 2 }],
  ["retryMean", { retryMean: 0 }],
  ["retryBlocked", { retryBlocked: 1.1 }],
  ["retryAbandoned", { retryAbandoned: -0.1 }],
  ["arrivalRate", { arrivalRate: 3 / 180 }],
  ["patience", { patience: 0 }],
])("refuses %s out of range", (name, change) => {
  expect(() => retrial({ ...three, ...change })).toThrow(RangeError);
  expect(() => retrial({ ...three, ...change })).toThrow(name);
});

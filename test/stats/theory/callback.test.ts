import { expect, test } from "vitest";
import { type CallbackQueue, callback } from "../../../src/stats/theory/callback.ts";
import { erlangA } from "../../../src/stats/theory/erlangA.ts";
import { erlangB } from "../../../src/stats/theory/erlangB.ts";
import { expectDigits } from "./printed.ts";

const five: CallbackQueue = {
  servers: 5,
  arrivalRate: 0.025,
  serviceTime: 180,
  patience: 120,
  accept: 0.3,
};

test("case X04 of the project, computed separately, to its digits", () => {
  const found = callback(five);
  expectDigits("p_all_busy", found.pAllBusy, 0.5191794412);
  expectDigits("p_callback", found.pCallback, 0.1557538324);
  expectDigits("mean_callbacks_waiting", found.meanCallbacksWaiting, 0.6623547118);
  expectDigits("mean_callback_delay", found.meanCallbackDelay, 170.1029636);
  expectDigits("mean_voice_queue", found.meanVoiceQueue, 0.3414832765);
  expectDigits("p_abandon_of_offered", found.pAbandonOfOffered, 0.1138277588);
  expectDigits("occupancy", found.occupancy, 0.797555017);
  expect(found.massAtEdge).toBeLessThan(1e-14);
});

test("nobody accepts: Erlang A", () => {
  const [found, exact] = [callback({ ...five, accept: 0 }), erlangA({ ...five, patience: 120 })];
  expect(found.meanVoiceQueue / exact.meanQueue).toBeCloseTo(1, 12);
  expect(found.pAbandonOfOffered / exact.pAbandon).toBeCloseTo(1, 12);
  expect(found).toMatchObject({ meanCallbacksWaiting: 0, meanCallbackDelay: 0 });
});

test("everybody accepts: nobody is lost, nobody waits on the line", () => {
  const found = callback({ ...five, accept: 1 });
  expect(found.occupancy).toBeCloseTo(0.9, 11);
  expect(found.meanVoiceQueue).toBeLessThan(1e-15);
  expect(found.pAllBusy).toBeGreaterThan(erlangB(5, 4.5));
});

test.each([
  { what: "offered late", change: { offerAtQueue: 2 } },
  { what: "agents in reserve", change: { reserve: 2 } },
  {
    what: "both, patient",
    change: { offerAtQueue: 1, reserve: 1, patience: Infinity, arrivalRate: 0.01 },
  },
])("who does not give up is served: $what", ({ change }) => {
  const queue = { ...five, arrivalRate: 0.02, ...change };
  const { occupancy, pAbandonOfOffered } = callback(queue);
  const served = queue.arrivalRate * (1 - pAbandonOfOffered);
  expect(occupancy * 5).toBeCloseTo(served * 180, 10);
});

test("agents in reserve let callbacks wait, and callers less", () => {
  const [now, later] = [callback(five), callback({ ...five, arrivalRate: 0.02, reserve: 2 })];
  const without = callback({ ...five, arrivalRate: 0.02 });
  expect(later.meanCallbackDelay).toBeGreaterThan(2 * without.meanCallbackDelay);
  expect(later.pAllBusy).toBeLessThan(without.pAllBusy);
  expect(now.pAllBusy).toBeGreaterThan(without.pAllBusy);
});

test.each([
  ["servers", { servers: 2.5 }],
  ["arrivalRate", { arrivalRate: 0.03, patience: Infinity }],
  ["serviceTime", { serviceTime: 0 }],
  ["patience", { patience: -1 }],
  ["accept", { accept: 2 }],
  ["offerAtQueue", { offerAtQueue: -1 }],
  ["reserve", { reserve: 5 }],
  ["states", { servers: 400, arrivalRate: 2.2, reserve: 399 }],
])("refuses %s out of range", (name, change) => {
  expect(() => callback({ ...five, ...change })).toThrow(RangeError);
  expect(() => callback({ ...five, ...change })).toThrow(name);
});

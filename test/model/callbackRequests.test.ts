import { describe, expect, test } from "vitest";
import { CallbackLimits } from "../../src/model/traffic/callbackLimits.ts";
import { CallbackRequest } from "../../src/model/traffic/callbackRequests.ts";
import { CallbackSchedule } from "../../src/model/traffic/callbackSchedule.ts";

const HOUR_US = 3_600e6;
const made = { number: 0, service: 0, site: 0, inCohort: true, ticket: 0, customer: -1 };
const request = () => new CallbackRequest({ ...made, requestedUs: 5 }, 100);

describe("a request for a callback", () => {
  test("may be dialled again after an attempt in vain", () => {
    const each = request();
    for (const state of ["dialling", "waiting", "dialling", "connected", "completed"] as const)
      each.become(state);
    expect(each.isOver).toBe(true);
    expect(each.expiresUs).toBe(105);
  });

  test.each(["dialling", "connected", "completed", "expired", "failed"] as const)(
    "is not dialled while it is %s",
    (state) => {
      const each = request();
      if (state === "connected" || state === "completed") each.become("dialling");
      if (state === "completed") each.become("connected");
      each.become(state);
      expect(() => each.become("dialling")).toThrow(`${state}, dialling`);
    },
  );
});

test("a time is the start of the first bucket with room that is not before the one wanted", () => {
  const schedule = new CallbackSchedule(10, 2);
  expect([1, 10, 5, 11, 20, 21].map((wanted) => schedule.take(wanted))).toEqual([
    10, 10, 20, 20, 30, 30,
  ]);
});

describe("limits of one customer", () => {
  test("so many that wait at a time", () => {
    const limits = new CallbackLimits(9, 2);
    limits.asks(7, 0);
    limits.asks(7, 1);
    expect(limits.allows(7, 2)).toBe(false);
    expect(limits.allows(8, 2)).toBe(true);
    limits.isDone(7);
    expect(limits.allows(7, 2)).toBe(true);
  });

  test("so many within 24 hours, whatever became of them", () => {
    const limits = new CallbackLimits(2, 9);
    limits.asks(7, 0);
    limits.asks(7, HOUR_US);
    expect(limits.allows(7, 24 * HOUR_US - 1)).toBe(false);
    expect(limits.allows(7, 24 * HOUR_US)).toBe(true);
  });
});

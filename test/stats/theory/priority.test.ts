import { expect, test } from "vitest";
import { erlangC } from "../../../src/stats/theory/erlangC.ts";
import { priority } from "../../../src/stats/theory/priority.ts";
import { expectDigits, simpson } from "./printed.ts";

test("cases R01 and R02 to their digits", () => {
  const [high, low] = priority({ servers: 10, arrivalRates: [0.02, 0.03], serviceTime: 180 });
  expectDigits("p_wait", high.pWait, 0.6687315241);
  expectDigits("w1", high.meanWait, 18.80807412);
  expectDigits("w2", low.meanWait, 188.0807412);
  expectDigits("sl1", high.answeredWithin(20), 0.6715871325);
  // The case prints …748: its own inversion is good to nine digits.
  expect(low.answeredWithin(20)).toBeCloseTo(0.3925619748, 9);

  const rates = [0.2, 0.3222222222222222];
  const [first, second] = priority({ servers: 100, arrivalRates: rates, serviceTime: 180 });
  expectDigits("p_wait", second.pWait, 0.4338528039);
  expectDigits("w1", first.meanWait, 1.220211011);
  expectDigits("w2", second.meanWait, 20.33685018);
  expectDigits("sl1", first.answeredWithin(20), 0.9996459814);
  expectDigits("sl2", second.answeredWithin(20), 0.7233453332);
});

test("M/M/1, 0.2 and 0.6 calls per service: 2 and 6 in the system (Cobham; Ciw's example)", () => {
  const [high, low] = priority({ servers: 1, arrivalRates: [0.2, 0.6], serviceTime: 1 });
  expect(high.meanWait + 1).toBeCloseTo(2, 12);
  expect(low.meanWait + 1).toBeCloseTo(6, 12);
});

test.each([1, 12, 900])("%i servers: together the classes wait as in one queue", (servers) => {
  const arrivalRates = [0.1, 0.25, 0.35, 0.2].map((share) => share * 0.95 * (servers / 180));
  const classes = priority({ servers, arrivalRates, serviceTime: 180 });
  const arrivalRate = arrivalRates.reduce((sum, rate) => sum + rate, 0);
  const one = erlangC({ servers, arrivalRate, serviceTime: 180 });
  const inQueue = classes.reduce((sum, { meanQueue }) => sum + meanQueue, 0);
  expect(inQueue / one.meanQueue).toBeCloseTo(1, 11);
});

test("each class: its law has its mean, and its quantile is one", () => {
  const arrivalRates = [0.01, 0.02, 0.012];
  for (const each of priority({ servers: 10, arrivalRates, serviceTime: 180 })) {
    const end = each.waitQuantile(1 - 1e-10);
    const mean = simpson((time) => 1 - each.answeredWithin(time), end);
    expect(mean / each.meanWait).toBeCloseTo(1, 6);
    expect(each.answeredWithin(each.waitQuantile(0.95))).toBeCloseTo(0.95, 11);
    expect(each.answeredWithin(0)).toBeCloseTo(1 - each.pWait, 15);
    expect(each.answeredWithin(1e-6)).toBeCloseTo(1 - each.pWait, 6);
    expect(each.waitQuantile((1 - each.pWait) / 2)).toBe(0);
  }
});

test("a lower class without a higher one to speak of waits as in one queue", () => {
  const group = { servers: 40, serviceTime: 180 };
  const [, low] = priority({ ...group, arrivalRates: [1e-15, 0.21] });
  const one = erlangC({ ...group, arrivalRate: 0.21 });
  for (const time of [0.01, 1, 20, 200, 2000]) {
    expect(low.answeredWithin(time), `${time} s`).toBeCloseTo(one.answeredWithin(time), 11);
  }
});

test("60,000 servers: all shares are shares", () => {
  for (const load of [1e-3, 59_000, 59_999]) {
    const arrivalRates = [0.4, 0.6].map((share) => (share * load) / 180);
    for (const each of priority({ servers: 60_000, arrivalRates, serviceTime: 180 })) {
      for (const time of [0, 1e-3, 1, 60, 3600]) {
        const share = each.answeredWithin(time);
        expect(share >= 1 - each.pWait - 1e-12 && share <= 1).toBe(true);
      }
    }
  }
});

test.each([
  [[1, 0], /^arrivalRates\[1\]: /],
  [[1, 1], /^arrivalRates: together less/],
  [[], /^arrivalRates: /],
])("rates %j are refused", (arrivalRates, message) => {
  const group = { servers: 2, serviceTime: 1, arrivalRates };
  expect(() => priority(group)).toThrow(message);
});

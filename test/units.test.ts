import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatBandwidth,
  formatBytes,
  formatDuration,
  formatTimeOfDay,
  parseQuantity,
  parseTimeOfDay,
  QuantityError,
  type ScalarKind,
} from "../src/units.ts";

const ACCEPTED: readonly [ScalarKind, string | number, number][] = [
  ["duration", "5us", 5],
  ["duration", "0.4ms", 400],
  ["duration", ".5s", 500_000],
  ["duration", "180s", 180e6],
  ["duration", "1.5min", 90e6],
  ["duration", "1h 30min", 5400e6],
  ["duration", "1h30min 5 s", 5405e6],
  ["duration", "0s", 0],
  ["duration", "1d 12h", 129_600e6],
  ["rate", "8/s", 8],
  ["rate", "4.2/min", 0.07],
  ["rate", "100/h", 100 / 3600],
  ["rate", "15.3/30min", 15.3 / 1800],
  ["bandwidth", "64bps", 64],
  ["bandwidth", "87.2kbps", 87_200],
  ["bandwidth", "0.25Mbps", 250_000],
  ["bandwidth", "1 Gbps", 1e9],
  ["bytes", "1200B", 1200],
  ["bytes", "1.1kB", 1100],
  ["bytes", "2GB", 2e9],
  ["share", 0.3, 0.3],
  ["share", "30%", 0.3],
  ["share", "7%", 0.07],
  ["number", 1.5, 1.5],
  ["number", "-1e-3", -0.001],
  ["count", 4, 4],
  ["count", "12", 12],
];

const REFUSED: readonly [ScalarKind, string | number][] = [
  ["duration", 180],
  ["duration", "180"],
  ["duration", "-1s"],
  ["duration", "1s extra"],
  ["duration", "1day"],
  ["duration", ""],
  ["duration", "0.4us"],
  ["duration", "10.02us"],
  ["duration", "9007199255s"],
  ["rate", 8],
  ["rate", "8"],
  ["rate", "8/fortnight"],
  ["rate", "8/0s"],
  ["rate", "8/-1s"],
  ["bandwidth", "1gbps"],
  ["bandwidth", 1000],
  ["bytes", "12kb"],
  ["bytes", "100.5B"],
  ["bytes", "12constructor"],
  ["share", 1.01],
  ["share", "101%"],
  ["share", -0.1],
  ["number", "1 000"],
  ["number", Number.NaN],
  ["number", ""],
  ["count", 3.5],
  ["count", -1],
  ["count", Infinity],
];

describe("quantities", () => {
  test.each(ACCEPTED)("%s %s is %d", (kind, given, value) => {
    expect(parseQuantity(given, kind)).toBe(value);
  });

  test.each(REFUSED)("%s refuses %s", (kind, given) => {
    expect(() => parseQuantity(given, kind)).toThrow(QuantityError);
  });

  test("a duration that whole microseconds alter by 0.1 % or less is rounded", () => {
    expect(parseQuantity("1000.9us", "duration")).toBe(1001);
  });

  test("durations, bandwidths and sizes survive being written and read", () => {
    const numbers = fc.oneof(fc.nat(2e6), fc.integer({ min: 0, max: 1e15 - 1 }));
    fc.assert(
      fc.property(numbers, (value) => {
        expect(parseQuantity(formatDuration(value), "duration")).toBe(value);
        expect(parseQuantity(formatBandwidth(value), "bandwidth")).toBe(value);
        expect(parseQuantity(formatBytes(value), "bytes")).toBe(value);
      }),
    );
  });

  test("are written as a planner would", () => {
    expect([400, 7.5e6, 180e6, 1800e6, 5400e6, 3605e6].map(formatDuration)).toEqual([
      "0.4ms",
      "7.5s",
      "180s",
      "30min",
      "1h 30min",
      "3605s",
    ]);
    expect([87_200, 1e9, Infinity].map(formatBandwidth)).toEqual([
      "87.2kbps",
      "1Gbps",
      "unlimited",
    ]);
  });
});

describe("time of day", () => {
  test("is counted from midnight", () => {
    expect(parseTimeOfDay("08:00")).toBe(8 * 3600e6);
    expect(parseTimeOfDay("7:30:15")).toBe(27_015e6);
    expect(parseTimeOfDay("24:00")).toBe(86_400e6);
  });

  test.each(["24:01", "08:60", "8", "08:00am", "-1:00"])("refuses %s", (given) => {
    expect(() => parseTimeOfDay(given)).toThrow(QuantityError);
  });

  test("is written with seconds only where there are some, and wraps at midnight", () => {
    expect([27_000e6, 27_015e6, 86_400e6, -1800e6].map(formatTimeOfDay)).toEqual([
      "07:30",
      "07:30:15",
      "00:00",
      "23:30",
    ]);
  });
});

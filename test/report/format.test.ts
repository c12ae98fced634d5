import { describe, expect, test } from "vitest";
import {
  counted,
  duration,
  fixed,
  headroomText,
  inUnitOf,
  percent,
  prefixed,
  quantity,
  signedPercent,
  significant,
  withInterval,
} from "../../src/report/format.ts";
import { est } from "./fixture.ts";

describe("numbers as text", () => {
  test.each([
    [1234567.891, 2, "1,234,567.89"],
    [-1234.5, 1, "-1,234.5"],
    [-0.04, 1, "0.0"],
    [0.1234, 0, "0"],
    [999.5, 0, "1,000"],
    [1234.5678, 4, "1,234.5678"],
  ])("fixed(%d, %d)", (value, decimals, text) => {
    expect(fixed(value, decimals)).toBe(text);
  });

  test.each([
    [20, "20 s"],
    [90, "90 s"],
    [300, "5 min"],
    [5400, "1 h 30 min"],
  ])("duration(%d s)", (seconds, text) => {
    expect(duration(1e6 * seconds)).toBe(text);
  });

  test.each([
    [28801, "28,801"],
    [123456.7, "123,457"],
    [9.99996, "10.00"],
    [0.012345, "0.01235"],
    [0.00000012, "1.200e-7"],
    [Infinity, "unlimited"],
    [0, "0"],
  ])("significant(%d)", (value, text) => {
    expect(significant(value)).toBe(text);
  });

  test.each([
    [10473432, "10.5 Mbit"],
    [1e9, "1 Gbit"],
    [999, "999 bit"],
    [0, "0 bit"],
    [Infinity, "unlimited"],
  ])("prefixed(%d)", (value, text) => {
    expect(prefixed(value, "bit")).toBe(text);
  });

  test("a noun follows its count", () => {
    const texts = [0, 1, 1200].map((count) => counted(count, "default"));
    expect(texts).toEqual(["0 defaults", "1 default", "1,200 defaults"]);
  });

  test("shares, signs and headroom", () => {
    expect([percent(0.80031, 2), percent(Infinity)]).toEqual(["80.03 %", "unlimited"]);
    expect([signedPercent(0.25), signedPercent(-0.25), signedPercent(0)]).toEqual([
      "+25 %",
      "-25 %",
      "0 %",
    ]);
    expect([headroomText(10), headroomText(10.01), headroomText(Infinity)]).toEqual([
      "+1,000 %",
      "> 1,000 %",
      "unlimited",
    ]);
  });
});

describe("an estimate as text", () => {
  test("shows the decimals that two digits of its half width justify", () => {
    expect(withInterval(est("calls.offered", "cluster", "calls", 28801.4, 62.1))).toBe(
      "28,801 ± 62",
    );
    expect(withInterval(est("caps.offered", "cluster", "1/s", 8.0004, 0.0172))).toBe(
      "8.000 ± 0.017",
    );
    expect(withInterval(est("caps.offered", "cluster", "1/s", 8.0004, 0.0996))).toBe("8.00 ± 0.10");
  });

  test("has six digits at most, five where it is surer, and its error is not zero", () => {
    expect(withInterval(est("asa", "cluster", "s", 10.014022, 0.0012))).toBe("10.0140 ± 0.0012");
    expect(withInterval(est("asa", "cluster", "s", 10.014022, 0.00012))).toBe("10.014 ± <0.001");
    expect(withInterval(est("asa", "cluster", "s", 1.25, 1e-12))).toBe("1.2500 ± <0.0001");
    expect(withInterval(est("blocked.ratio", "cluster", "ratio", 0, 1e-12))).toBe("0");
    expect(withInterval(est("sip.ser", "cluster", "ratio", 0.999994, 0.000027))).toBe(
      "99.9994 ± 0.0027",
    );
    expect(withInterval(est("calls.offered", "cluster", "calls", 0, 0.42))).toBe("0.00 ± 0.42");
  });

  test("is shown in the unit a planner reads", () => {
    expect(quantity(est("agents.occupancy", "cluster", "ratio", 0.80031, 0.0018))).toBe(
      "80.03 ± 0.18 %",
    );
    expect(quantity(est("setup.delay.mean", "cluster", "s", 0.0183, 0.0011))).toBe("18.3 ± 1.1 ms");
    expect(quantity(est("wait.mean", "cluster", "s", 8.2, 0.41))).toBe("8.20 ± 0.41 s");
    expect(quantity(est("bandwidth.media", "link:a>b", "Mbps", 91.2, 0.3))).toBe(
      "91.20 ± 0.30 Mbit/s",
    );
  });

  test("a table may ask for another unit", () => {
    expect(withInterval(est("component.delay.p99", "component:sbc", "s", 2, 0.1), "ms")).toBe(
      "2,000 ± 100",
    );
    expect(inUnitOf(0.79, est("agents.occupancy", "cluster", "ratio", 0.8, 0))).toBe("79 %");
  });

  test("has no ± without an interval and is a dash where it is undefined", () => {
    expect(withInterval(est("calls.blocked", "cluster", "calls", 0, 0))).toBe("0");
    expect(withInterval(est("wait.mean", "cluster", "s", 8.2143, null))).toBe("8.214");
    expect(quantity(est("callback.wait.mean", "cluster", "s", null, null))).toBe("–");
    expect(quantity(undefined)).toBe("–");
  });
});

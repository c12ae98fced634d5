import { describe, expect, test } from "vitest";
import {
  halfWidthAt,
  pairedDifference,
  pOfBeyond,
  pOfWithin,
  replicationsToDecide,
  welchDifference,
} from "../../src/stats/difference.ts";
import { judged } from "../../src/stats/judgement.ts";
import { studentT } from "../../src/stats/studentT.ts";

describe("differences", () => {
  test("of pairs: what both have in common cancels out", () => {
    const a = [10, 20, 30, 40];
    const paired = pairedDifference(
      a,
      a.map((value, i) => value + 1 + (i % 2) * 0.2),
    );
    expect(paired.value).toBeCloseTo(1.1, 12);
    expect(paired.error).toBeCloseTo(Math.sqrt(0.04 / 3 / 4), 12);
    expect(paired.freedom).toBe(3);
  });

  test("of independent estimates: Welch's degrees of freedom, as in a worked example", () => {
    // Means 20.2 and 23.0 of 10 and 15 with variances 3.6 and 9: 22.8 degrees, rounded down.
    const a = { estimate: 20.2, error: Math.sqrt(3.6 / 10), freedom: 9 };
    const b = { estimate: 23, error: Math.sqrt(9 / 15), freedom: 14 };
    const { value, error, freedom } = welchDifference(a, b);
    expect(value).toBeCloseTo(2.8, 12);
    expect(error).toBeCloseTo(Math.sqrt(0.36 + 0.6), 12);
    expect(freedom).toBe(22);
  });

  test("without any spread are certain", () => {
    const same = pairedDifference([5, 5], [5, 5]);
    expect(halfWidthAt(same, 0.05)).toBe(0);
    expect([pOfWithin(same, 0), pOfBeyond(same, 0)]).toEqual([1, 0]);
    const other = pairedDifference([5, 5], [6, 6]);
    expect([pOfWithin(other, 0.5), pOfBeyond(other, 0.5)]).toEqual([0, 1]);
  });

  test("p-values are those of the interval that just touches the margin", () => {
    const difference = { value: 3, error: 1, freedom: 9 };
    expect(pOfWithin(difference, 3 - studentT(0.975, 9))).toBeCloseTo(0.05, 12);
    expect(pOfBeyond(difference, 3 + studentT(0.95, 9))).toBeCloseTo(0.05, 12);
  });

  test("replications to decide: as many as make the interval reach the margin", () => {
    const difference = { value: 3, error: 1, freedom: 9 };
    const needed = (margin: number) =>
      replicationsToDecide(difference, { margin, alpha: 0.05, replications: 10 });
    const t = studentT(0.975, 9);
    expect(needed(2.5)).toBe(Math.ceil(10 * (t / 0.5) ** 2));
    expect(needed(3.5)).toBe(needed(2.5));
    expect(needed(3)).toBeNull();
  });
});

describe("a judgement", () => {
  const of = (value: number, error: number, margin: number) => ({
    difference: { value, error, freedom: 29 },
    margin,
    replications: 30,
  });

  test("is pass within the margin, fail beyond it on either side, else undecided", () => {
    const verdicts = [of(0.1, 0.1, 1), of(-5, 0.1, 1), of(5, 0.1, 1), of(1, 0.3, 1)];
    expect(verdicts.map((each) => judged([each], 0.05)[0]!.verdict)).toEqual([
      "pass",
      "fail",
      "fail",
      "undecided",
    ]);
    expect(judged([of(0.5, 0.1, 1)], 0.05)[0]).toMatchObject({ verdict: "pass", isProven: true });
  });

  test("needs more where many are judged; certain ones do not count", () => {
    const near = of(2.2, 1, 0);
    expect(judged([near], 0.05)[0]!.verdict).toBe("fail");
    expect(judged([near, of(0, 1, 0)], 0.05)[0]!.verdict).toBe("undecided");
    expect(judged([near, of(0, 0, 0)], 0.05).map(({ verdict }) => verdict)).toEqual([
      "fail",
      "pass",
    ]);
  });

  test("says how many replications would decide", () => {
    const [judgement] = judged([of(1.5, 1, 0)], 0.05);
    expect(judgement!.verdict).toBe("undecided");
    expect(judgement!.replicationsNeeded).toBe(Math.ceil(30 * (studentT(0.975, 29) / 1.5) ** 2));
    expect(judged([of(9, 1, 0)], 0.05)[0]!.replicationsNeeded).toBeNull();
  });
});

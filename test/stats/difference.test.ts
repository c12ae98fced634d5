import { describe, expect, test } from "vitest";
import {
  chanceOfSame,
  halfWidthAt,
  pairedDifference,
  pOfBeyond,
  pOfWithin,
  replicationsToDecide,
  welchDifference,
} from "../../src/stats/difference.ts";
import { judged } from "../../src/stats/judgement.ts";
import { studentT } from "../../src/stats/studentT.ts";

/** As pairs have it, so many of them. */
const of = (value: number, error: number, replications: number) =>
  ({ value, error, freedom: replications - 1, replications, kind: "paired" }) as const;

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
    const a = { estimate: 20.2, error: Math.sqrt(3.6 / 10), freedom: 9, isCoarse: false };
    const b = { estimate: 23, error: Math.sqrt(9 / 15), freedom: 14, isCoarse: false };
    const difference = welchDifference(a, b);
    expect(difference.value).toBeCloseTo(2.8, 12);
    expect(difference.error).toBeCloseTo(Math.sqrt(0.36 + 0.6), 12);
    expect(difference).toMatchObject({ freedom: 22, replications: 10, kind: "independent" });
    expect(welchDifference({ ...a, isCoarse: true }, b).kind).toBe("coarse");
  });

  test("pairs beat independent estimates of the same values", () => {
    const a = [10, 20, 30, 40];
    const b = a.map((value, i) => value + 1 + (i % 2) * 0.2);
    const measured = (values: readonly number[]) => {
      const { value, error, freedom } = pairedDifference([0, 0, 0, 0], values);
      return { estimate: value, error, freedom, isCoarse: false };
    };
    const [paired, welch] = [pairedDifference(a, b), welchDifference(measured(a), measured(b))];
    expect(welch.value).toBeCloseTo(paired.value, 12);
    expect(halfWidthAt(paired, 0.05)).toBeLessThan(halfWidthAt(welch, 0.05) / 50);
  });

  test("none in any replication is none; one without spread is as sure as chance allows", () => {
    const same = pairedDifference([5, 5], [5, 5]);
    expect([pOfWithin(same, 0), pOfBeyond(same, 0), halfWidthAt(same, 0.05)]).toEqual([1, 0, 0]);
    const other = pairedDifference([5, 5, 5], [6, 6, 6]);
    // Three pairs fall to the same side by chance once in four times.
    expect(pOfWithin(other, 0.5)).toBeCloseTo(1 / 4, 12);
    expect(pOfWithin(other, 1)).toBe(1);
    expect(pOfBeyond(other, 1.5)).toBeCloseTo(1 / 4, 12);
    // Of twenty ways to choose three of six, two part them so.
    expect(chanceOfSame("independent", 3)).toBeCloseTo(2 / 20, 12);
    expect(replicationsToDecide(other, { margin: 0, alpha: 0.05 })).toBe(6);
  });

  test("of coarse estimates are never certain", () => {
    const coarse = { ...pairedDifference([5, 5, 5], [6, 6, 6]), kind: "coarse" } as const;
    expect([pOfWithin(coarse, 0), pOfBeyond(coarse, 9)]).toEqual([1, 1]);
    expect(replicationsToDecide(coarse, { margin: 0, alpha: 0.05 })).toBeNull();
  });

  test("p-values are those of the interval that just touches the margin", () => {
    const difference = of(3, 1, 10);
    expect(pOfWithin(difference, 3 - studentT(0.975, 9))).toBeCloseTo(0.05, 12);
    expect(pOfBeyond(difference, 3 + studentT(0.95, 9))).toBeCloseTo(0.05, 12);
  });

  test("replications to decide: as many as make the interval reach the margin", () => {
    const needed = (margin: number, fixedError = 0) =>
      replicationsToDecide({ ...of(3, 1, 10), fixedError }, { margin, alpha: 0.05 });
    const isEnough = (count: number) => studentT(0.975, count - 1) * Math.sqrt(10 / count) < 0.5;
    const count = needed(2.5)!;
    expect([isEnough(count - 1), isEnough(count)]).toEqual([false, true]);
    expect(needed(3.5)).toBe(count);
    expect(needed(3)).toBeNull();
    // What a summary has left of its error stays; here it alone is more than the distance.
    expect(needed(2.5, 0.2)).toBeGreaterThan(count);
    expect(needed(2.5, 0.3)).toBeNull();
  });
});

describe("a judgement", () => {
  const judge = (value: number, error: number, margin: number) => ({
    difference: of(value, error, 30),
    margin,
  });

  test("is pass within the margin, fail beyond it on either side, else undecided", () => {
    const all = [judge(0.1, 0.1, 1), judge(-5, 0.1, 1), judge(5, 0.1, 1), judge(1, 0.3, 1)];
    expect(all.map((each) => judged([each], 0.05)[0]!.verdict)).toEqual([
      "pass",
      "fail",
      "fail",
      "undecided",
    ]);
    const proven = judged([judge(0.5, 0.1, 1)], 0.05)[0];
    expect(proven).toMatchObject({ verdict: "pass", isProven: true });
  });

  test("needs more where many are judged; what is the same does not count", () => {
    const near = judge(2.2, 1, 0);
    expect(judged([near], 0.05)[0]!.verdict).toBe("fail");
    expect(judged([near, judge(0, 1, 0)], 0.05)[0]!.verdict).toBe("undecided");
    expect(judged([near, judge(0, 0, 0)], 0.05).map(({ verdict }) => verdict)).toEqual([
      "fail",
      "pass",
    ]);
  });

  test("spends the error in Holm's steps: the least p at a part, the next at a larger one", () => {
    // p of 2.6 and 2.3 standard errors, 29 degrees: 0.0145 and 0.0289.
    const two = judged([judge(2.3, 1, 0), judge(2.6, 1, 0)], 0.05);
    expect(two.map(({ verdict }) => verdict)).toEqual(["fail", "fail"]);
    const alone = judged([judge(2.3, 1, 0), judge(0.1, 1, 0)], 0.05);
    expect(alone[0]!.verdict).toBe("undecided");
  });

  test("says how many replications would decide", () => {
    const [judgement] = judged([judge(1.5, 1, 0)], 0.05);
    expect(judgement).toMatchObject({ verdict: "undecided", isProven: false });
    const count = judgement!.replicationsNeeded!;
    const isEnough = (n: number) => studentT(0.975, n - 1) * Math.sqrt(30 / n) < 1.5;
    expect([isEnough(count - 1), isEnough(count)]).toEqual([false, true]);
    expect(judged([judge(9, 1, 0)], 0.05)[0]!.replicationsNeeded).toBeNull();
  });
});

import { expect, test } from "vitest";
import { replicationsNeeded, verdictOf } from "../../src/stats/verdict.ts";

const interval = { low95: 0.79, high95: 0.81 };

test("an expectation passes when the whole interval keeps it", () => {
  expect(verdictOf({ relation: ">=", limit: 0.79 }, interval)).toBe("pass");
  expect(verdictOf({ relation: "<=", limit: 0.81 }, interval)).toBe("pass");
});

test("it fails when none of the interval keeps it", () => {
  expect(verdictOf({ relation: ">=", limit: 0.82 }, interval)).toBe("fail");
  expect(verdictOf({ relation: "<=", limit: 0.78 }, interval)).toBe("fail");
});

test("it is undecided in between and without an interval", () => {
  expect(verdictOf({ relation: ">=", limit: 0.8 }, interval)).toBe("undecided");
  expect(verdictOf({ relation: "<=", limit: 0.8 }, interval)).toBe("undecided");
  const none = { low95: null, high95: null };
  expect(verdictOf({ relation: "<=", limit: 0.8 }, none)).toBe("undecided");
  const half = { low95: 0.5, high95: null };
  expect(verdictOf({ relation: "<=", limit: 0.6 }, half)).toBe("undecided");
  expect(verdictOf({ relation: "<=", limit: 0.6 }, { low95: null, high95: 0.5 })).toBe("undecided");
});

test("replications that would decide: as many as bring the interval to the limit", () => {
  const of = (estimate: number | null, halfWidth95: number | null) =>
    replicationsNeeded(
      { relation: ">=", limit: 0.8 },
      {
        ...{ id: "service.level", unit: "ratio", scope: "cluster", basis: "cohort" },
        ...{ estimate, halfWidth95, low95: null, high95: null, min: null, max: null },
        replications: 10,
      },
    );
  // t(0.975, 9) is 2.262, t(0.975, 60) 2.0003 and t(0.975, 14) 2.145: N by trial.
  expect(of(0.78, 0.0555)).toBe(61);
  expect(of(0.82, 0.025)).toBe(15);
  expect(of(0.8, 0.02)).toBeNull();
  expect(of(0.8 + 1e-9, 0.02)).toBeNull();
  expect(of(null, null)).toBeNull();
  expect(of(0.7, null)).toBeNull();
});

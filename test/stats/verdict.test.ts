import { expect, test } from "vitest";
import { verdictOf } from "../../src/stats/verdict.ts";

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

import { expect, test } from "vitest";
import { complianceTable } from "../../../src/report/tables/compliance.ts";
import { est, findings } from "../fixture.ts";

const US = "outbound.abandoned.worst30d";
const UK = "outbound.unconnected.worst24h";

/** Verdicts and windows of a campaign with these shares, over so many hours. */
function judged(hours: number, abandoned: number, unconnected: number) {
  const estimates = [
    est(US, "cluster", "ratio", 0.5, 0.001),
    est(US, "campaign:spring", "ratio", abandoned, 0.002),
    est(UK, "campaign:spring", "ratio", unconnected, 0.002),
  ];
  const run = { ...findings.scenario.run, measureUs: hours * 3600e6 };
  const scenario = { ...findings.scenario, run };
  return complianceTable({ ...findings, scenario, estimates }).rows;
}

test("each campaign is judged by the rules of the US and of the UK, by all of the interval", () => {
  expect(judged(8, 0.025, 0.04)).toEqual([
    ["spring", "US: abandoned", "2.50 ± 0.20", "3 %", "pass", "8 h of 720 h"],
    ["spring", "UK: abandoned or misjudged", "4.00 ± 0.20", "3 %", "fail", "8 h of 24 h"],
  ]);
  expect(judged(8, 0.029, 0.031).map((row) => row[4])).toEqual(["undecided", "undecided"]);
});

test("it says over how long: the rule's own hours, or fewer where fewer were measured", () => {
  expect(judged(240, 0, 0).map((row) => row[5])).toEqual(["240 h of 720 h", "any 24 h"]);
});

test("a run without campaigns has no such table", () => {
  expect(complianceTable(findings).rows).toEqual([]);
});

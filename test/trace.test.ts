import { expect, test } from "vitest";
import type { CallRecord } from "../src/model/records.ts";
import { simulate } from "../src/model/simulate.ts";
import { openStudy } from "../src/study.ts";
import { traceCsv } from "../src/trace.ts";
import { scenarioFile, TINY } from "./cli/support.ts";

const study = openStudy(scenarioFile(TINY));

test("the first calls to arrive, none missing because it ended late", () => {
  const records: CallRecord[] = [];
  simulate(study.plan, 0, records);
  const arrivals = records.map(({ arrivedUs }) => arrivedUs / 1e6).sort((a, b) => a - b);
  const rows = traceCsv(study, 20).trimEnd().split("\n").slice(1);
  expect(rows.map((row) => Number(row.split(",")[4]))).toEqual(arrivals.slice(0, 20));
});

test("times in seconds, in the order a call goes through them", () => {
  const [head, first] = traceCsv(study, 1).split("\n");
  expect(head).toBe(
    "call,demand,site,outcome,arrived_s,queued_s,selected_s,answered_s,ended_s,agent",
  );
  const [call, demand, site, outcome, ...times] = first!.split(",");
  expect([call, demand, site, outcome]).toEqual(["1", "customers", "dc1", "served"]);
  const [arrived, queued, selected, answered, ended] = times.map(Number);
  expect(queued!).toBeGreaterThanOrEqual(arrived!);
  expect(selected!).toBeGreaterThanOrEqual(queued!);
  expect(answered! - selected!).toBeCloseTo(5, 6);
  expect(ended!).toBeGreaterThan(answered!);
});

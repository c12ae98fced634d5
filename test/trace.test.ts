import { expect, test } from "vitest";
import type { CallRecord } from "../src/model/records.ts";
import { simulate } from "../src/model/simulate.ts";
import { openStudy } from "../src/study.ts";
import { traceCsv } from "../src/trace.ts";
import { scenarioFile, TINY } from "./cli/support.ts";
import { TWO_SITES } from "./support/scenarios.ts";

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

test("each row tells its call's record, field by field", () => {
  const busy = openStudy(scenarioFile(TWO_SITES), ["run.fidelity=call"]);
  const records: CallRecord[] = [];
  simulate(busy.plan, 0, records);
  records.sort((a, b) => a.arrivedUs - b.arrivedUs);
  const rows = traceCsv(busy, 200).trimEnd().split("\n").slice(1);
  const second = (timeUs: number | null) => (timeUs === null ? "" : String(timeUs / 1e6));
  expect(rows).toEqual(
    records.slice(0, 200).map((each, i) => {
      const { site, outcome, arrivedUs, queuedUs, selectedUs, answeredUs, endedUs, agent } = each;
      const times = [arrivedUs, queuedUs, selectedUs, answeredUs, endedUs].map(second);
      const who = agent < 0 ? "" : agent;
      return [i + 1, "customers", `dc${site + 1}`, outcome, ...times, who].join(",");
    }),
  );
  expect(records.some(({ queuedUs, selectedUs }) => selectedUs! > queuedUs!)).toBe(true);
});

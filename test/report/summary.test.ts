import { describe, expect, test } from "vitest";
import { summaryJson } from "../../src/report/summary.ts";
import { timeSeriesCsv } from "../../src/report/timeSeries.ts";
import { est, findings } from "./fixture.ts";

describe("summary.json", () => {
  const parsed = JSON.parse(summaryJson(findings));

  test("has the keys of schema 1 in their order", () => {
    expect(Object.keys(parsed)).toEqual([
      "schema",
      "scenario",
      "version",
      "seed",
      "replications",
      "metrics",
      "capacity",
      "warmUp",
      "assumptions",
      "fixedAssumptions",
      "expectations",
      "observed",
    ]);
    expect(parsed.schema).toBe(1);
  });

  test("gives every estimate back in full precision and in order", () => {
    expect(parsed.metrics).toEqual(findings.estimates);
    expect(Object.keys(parsed.metrics[0]).slice(0, 5)).toEqual([
      "id",
      "unit",
      "scope",
      "estimate",
      "halfWidth95",
    ]);
  });

  test("key order does not depend on how an estimate was put together", () => {
    const reversed = findings.estimates.map((each) =>
      Object.fromEntries(Object.entries(each).reverse()),
    ) as unknown as typeof findings.estimates;
    expect(summaryJson({ ...findings, estimates: reversed })).toBe(summaryJson(findings));
  });

  test("an unlimited ceiling is null, a verdict stands beside its text", () => {
    expect(parsed.capacity.at(-1)).toMatchObject({ ceilingCaps: null, headroom: null });
    expect(parsed.expectations[2]).toEqual({
      text: "agents.occupancy[cluster] <= 0.75",
      verdict: "fail",
      id: "agents.occupancy",
      scope: "cluster",
      replicationsNeeded: null,
    });
    expect(parsed.expectations[0].replicationsNeeded).toBe(1234);
  });

  test("NaN is our bug and never becomes null", () => {
    const estimates = [est("wait.mean", "cluster", "s", Number.NaN, 1)];
    expect(() => summaryJson({ ...findings, estimates })).toThrow("estimate is not a number");
  });
});

describe("timeseries.csv", () => {
  const minutes = [
    { mean: 1 / 3, low95: 0.25, high95: 0.5 },
    { mean: 1234567.8, low95: null, high95: null },
  ];
  const series = [
    { id: "caps.offered", scope: "cluster", unit: "1/s", minutes },
    { id: "pool.inUse", scope: 'pool:a,"b"', unit: "ports", minutes: minutes.slice(0, 1) },
  ];

  test("has a row per minute and three columns per series", () => {
    expect(timeSeriesCsv({ ...findings, series })).toBe(
      "minute,caps.offered[cluster] mean 1/s,caps.offered[cluster] low95 1/s," +
        'caps.offered[cluster] high95 1/s,"pool.inUse[pool:a,""b""] mean ports",' +
        '"pool.inUse[pool:a,""b""] low95 ports","pool.inUse[pool:a,""b""] high95 ports"\n' +
        "0,0.333333,0.25,0.5,0.333333,0.25,0.5\n" +
        "1,1234570,,,,,\n",
    );
  });

  test("every row has the columns of its head", () => {
    const widths = timeSeriesCsv(findings)
      .trimEnd()
      .split("\n")
      .map((row) => row.split(",").length);
    expect(new Set(widths)).toEqual(new Set([1 + 3 * findings.series.length]));
    expect(widths.length).toBe(1 + 60);
  });
});

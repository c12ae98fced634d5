import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parquetOf, tablesOf } from "../../src/experiments/query.ts";
import { openStudy, replicate } from "../../src/study.ts";
import { busyhour, scenarioFile, scratch, TINY } from "./support.ts";

const tiny = scenarioFile(TINY);
const out = join(scratch(), "sweep");
const hasDuckDb = (() => {
  try {
    createRequire(import.meta.url).resolve("@duckdb/node-api");
    return true;
  } catch {
    console.log("DuckDB is not installed: of queries only their tables are tested");
    return false;
  }
})();

beforeAll(async () => {
  const vary = ["--vary", "agents.all.sites.dc1=11,12"];
  await busyhour("sweep", tiny, ...vary, "--replications", "3", "--out", out, "--no-charts");
});

const query = (sql: string, ...more: string[]) => busyhour("query", out, sql, ...more);

test.skipIf(hasDuckDb)("without DuckDB a query says how to install it", async () => {
  const { exitCode, out: printed, err } = await query("SELECT 1");
  expect({ exitCode, printed }).toEqual({ exitCode: 2, printed: "" });
  expect(err).toMatch(/query needs DuckDB, .*: npm install --no-save @duckdb\/node-api@/);
});

describe.skipIf(!hasDuckDb)("busyhour query", () => {
  test("answers from the metrics and the replications of every point", async () => {
    const where = "metric = 'agents.occupancy' AND scope = 'cluster'";
    const both = `SELECT m.point, m.estimate, avg(r.value) AS mean FROM metrics m
      JOIN replications r USING (point, metric, scope) WHERE ${where} GROUP BY ALL ORDER BY point`;
    const rows = JSON.parse((await query(both, "--json")).out);
    expect(rows.map(({ point }: { point: number }) => point)).toEqual([1, 2]);
    for (const { estimate, mean } of rows) expect(estimate).toBeCloseTo(mean, 3);
    const text = await query(`SELECT count(*) AS n FROM replications WHERE ${where}`);
    expect(text.out).toMatch(/^n\n6\n$/);
  });

  test("knows each call, where a run has kept them", async () => {
    const kept = join(scratch(), "run");
    await busyhour("run", tiny, "--out", kept, "--no-charts", "--records", "parquet");
    const both = `SELECT r.value, c.offered FROM replications r JOIN (SELECT replication,
      count(*) AS offered FROM calls WHERE counted GROUP BY ALL) c USING (replication)
      WHERE metric = 'calls.offered' AND scope = 'cluster'`;
    const rows = JSON.parse((await busyhour("query", kept, both, "--json")).out);
    expect(rows).toHaveLength(5);
    for (const { value, offered } of rows) expect(Number(offered)).toBe(value);
    const { exitCode, err } = await query("SELECT * FROM calls");
    expect(exitCode).toBe(2);
    expect(err).toContain("calls: only of studies made by run --records parquet");
  });

  test("passes on what DuckDB complains about", async () => {
    const { exitCode, err } = await query("SELECT nothing FROM nowhere");
    expect(exitCode).toBe(2);
    expect(err).toContain("nowhere");
  });
});

test("the tables have a value for each replication, and all of them fit into Parquet", () => {
  const study = openStudy(tiny);
  const samples = [0, 1].map((index) => replicate(study, index));
  const { metrics, replications } = tablesOf([{ point: 1, study, samples }]);
  expect(replications).toHaveLength(2 * metrics!.length);
  for (const rows of [metrics!, replications!])
    expect(parquetOf(rows).subarray(-4)).toEqual(new TextEncoder().encode("PAR1"));
});

import { execFile } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { busyhour, scenarioFile, scratch, TINY } from "./support.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const tiny = scenarioFile(TINY);
const whole = join(scratch(), "whole");
const recordsIn = (directory: string) => join(directory, "study", "records");
const tables = (directory: string) =>
  Object.fromEntries(
    readdirSync(recordsIn(directory)).map((name) => [
      name,
      readFileSync(join(recordsIn(directory), name), "base64"),
    ]),
  );
const run = (...more: string[]) =>
  busyhour("run", tiny, "--no-charts", "--records", "parquet", ...more);

beforeAll(async () => {
  await run("--out", whole);
});

describe("--records", () => {
  test("writes a table for each replication, the same for any number of workers", async () => {
    const out = join(scratch(), "threads");
    const command = ["--import", "tsx", main, "run", tiny, "--no-charts", "--records", "parquet"];
    await promisify(execFile)(process.execPath, [...command, "--workers", "2", "--out", out]);
    const names = [0, 1, 2, 3, 4].map((each) => `00000${each}.parquet`);
    expect(Object.keys(tables(out))).toEqual(names);
    expect(tables(out)).toEqual(tables(whole));
  });

  test("makes what is missing when the study is resumed, and nothing twice", async () => {
    const out = join(scratch(), "resumed");
    await run("--out", out);
    rmSync(join(recordsIn(out), "000001.parquet"));
    writeFileSync(join(recordsIn(out), "000003.parquet.host-1-0.draft"), "half");
    const replications = join(out, "study", "replications");
    rmSync(join(replications, readdirSync(replications)[0]!, "000003.sample.gz"));
    const kept = () => statSync(join(recordsIn(out), "000003.parquet")).ino;
    const before = kept();
    expect((await busyhour("resume", out)).exitCode).toBe(0);
    expect(tables(out)).toEqual(tables(whole));
    expect(kept()).toBe(before);
  });

  test("is put together from shards", async () => {
    const parts = ["1/2", "2/2"].map((shard) => ({ shard, out: join(scratch(), "part") }));
    for (const { shard, out } of parts) await run("--shard", shard, "--out", out);
    expect(Object.keys(tables(parts[1]!.out))).toHaveLength(2);
    const out = join(scratch(), "merged");
    await busyhour("merge", ...parts.map((each) => each.out), "--out", out);
    expect(tables(out)).toEqual(tables(whole));
  });

  test("leaves the results as they are", async () => {
    const plain = await busyhour("run", tiny, "--json");
    expect(readFileSync(join(whole, "summary.json"), "utf8")).toBe(plain.out);
  });

  test.each([
    [["--engine", "redis://localhost:1"], /--records: wanted --out.*\n.*--records: wanted without/],
    [["--out", join(scratch(), "none"), "--engine", "redis://localhost:1"], /without --engine/],
    [["--out", join(scratch(), "none"), "--records", "csv"], /parquet/],
  ])("is refused where nobody could keep them: %s", async (more, message) => {
    const { exitCode, out, err } = await run(...more);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toMatch(message);
  });

  test("is refused to workers elsewhere when the study is resumed", async () => {
    const { exitCode, err } = await busyhour("resume", whole, "--engine", "redis://localhost:1");
    expect(exitCode).toBe(2);
    expect(err).toContain("--records: wanted without --engine");
  });
});

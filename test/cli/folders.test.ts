import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { busyhour, scenarioFile, scratch, TINY } from "./support.ts";

const tiny = scenarioFile(TINY);
const whole = join(scratch(), "whole");
const REPORT = ["summary.json", "summary.md", "timeseries.csv", "report.html"];

const written = (directory: string) =>
  REPORT.map((name) => readFileSync(join(directory, name), "utf8"));
const archiveOf = (directory: string) => {
  const replications = join(directory, "study", "replications");
  return join(replications, readdirSync(replications)[0]!);
};
const run = (...more: string[]) => busyhour("run", tiny, "--no-charts", ...more);

beforeAll(async () => {
  await run("--out", whole);
});

describe("busyhour report", () => {
  test("writes the same bytes again, even if the scenario's file is gone", async () => {
    const path = scenarioFile(TINY);
    const out = join(scratch(), "report");
    const first = await busyhour("run", path, "--out", out, "--no-charts");
    const before = written(out);
    for (const name of [...REPORT.map((each) => join(out, each)), path]) rmSync(name);
    const again = await busyhour("report", out);
    expect(again).toEqual(first);
    expect(written(out)).toEqual(before);
  });

  test("of a part says so, and is that of a shorter study", async () => {
    const out = join(scratch(), "part");
    await run("--out", out);
    rmSync(join(archiveOf(out), "000003.sample.gz"));
    const { exitCode, err } = await busyhour("report", out);
    expect(exitCode).toBe(130);
    expect(err).toContain("first 3 of 5 replications (busyhour resume");
    const { metrics } = JSON.parse((await run("--replications", "3", "--json")).out);
    const summary = readFileSync(join(out, "summary.json"), "utf8");
    expect(JSON.parse(summary).metrics).toEqual(metrics);
  });

  test.each([
    ["no study", () => scratch(), /wanted the directory of a study \(--out\)/],
    ["a broken one", () => withManifest(() => "{"), /study\.json: /],
    [
      "one of another version",
      () => withManifest((text) => text.replace(/"code": "[^"]*"/, '"code": "0.0.1+0"')),
      /made by another version of busyhour \(0\.0\.1\+0, this is /,
    ],
  ])("refuses %s", async (_, directory, message) => {
    const { exitCode, out, err } = await busyhour("report", directory());
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toMatch(message);
  });
});

function withManifest(changed: (text: string) => string): string {
  const directory = scratch();
  mkdirSync(join(directory, "study"));
  const text = readFileSync(join(whole, "study", "study.json"), "utf8");
  writeFileSync(join(directory, "study", "study.json"), changed(text));
  return directory;
}

describe("resuming", () => {
  test("makes what is missing and ends with the same bytes", async () => {
    const out = join(scratch(), "resumed");
    await run("--out", out);
    const archive = archiveOf(out);
    for (const index of [1, 4]) rmSync(join(archive, `00000${index}.sample.gz`));
    writeFileSync(join(archive, "000001.sample.gz.host-1-0.draft"), "half");
    mkdirSync(join(out, ".busyhour-half"));
    for (const name of REPORT) rmSync(join(out, name));
    expect((await busyhour("resume", out)).exitCode).toBe(0);
    expect(written(out)).toEqual(written(whole));
    expect(readdirSync(archive)).toHaveLength(5);
    expect(readdirSync(out)).not.toContain(".busyhour-half");
  });

  test("with the same command line: --resume", async () => {
    const out = join(scratch(), "resumed");
    for (const more of [[], ["--resume"]])
      expect((await run("--out", out, ...more)).exitCode).toBe(0);
    expect(written(out)).toEqual(written(whole));
  });

  test("refuses to go on with something else", async () => {
    const out = join(scratch(), "resumed");
    const path = scenarioFile(TINY);
    await busyhour("run", path, "--out", out, "--no-charts");
    const other = await busyhour(
      "run",
      path,
      "--out",
      out,
      "--no-charts",
      "--resume",
      "--seed",
      "x",
    );
    expect(other).toMatchObject({ exitCode: 2, out: "" });
    expect(other.err).toContain("holds another study");
    writeFileSync(path, TINY.replace("3/min", "4/min"));
    const edited = await busyhour("run", path, "--out", out, "--no-charts", "--resume");
    expect(edited.err).toContain(`${path} has changed since`);
    expect((await run("--resume")).err).toContain("--resume: wanted --out DIR as well");
  });

  test("a study begins anew without it, but never in a folder of somebody else", async () => {
    const out = scratch();
    mkdirSync(join(out, "study"));
    writeFileSync(join(out, "study", "thesis.txt"), "");
    const { exitCode, err } = await run("--out", out);
    expect(exitCode).toBe(2);
    expect(err).toContain("study/thesis.txt there is none of busyhour's");
    expect(readdirSync(join(out, "study"))).toEqual(["thesis.txt"]);
  });
});

describe("shards", () => {
  test("merged in any order give the bytes of the whole", async () => {
    const parts = ["1/3", "2/3", "3/3"].map((shard) => ({ shard, out: join(scratch(), "part") }));
    for (const { shard, out } of parts) {
      const { exitCode, out: said } = await run("--out", out, "--shard", shard);
      expect(exitCode).toBe(0);
      expect(said).toMatch(/^(1 of 1|2 of 2) replications of shard .\/3 are kept\n$/);
    }
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
    ]) {
      const out = join(scratch(), "merged");
      const directories = order.map((i) => parts[i]!.out);
      expect((await busyhour("merge", ...directories, "--out", out)).exitCode).toBe(0);
      expect(written(out)).toEqual(written(whole));
    }
  });

  test("into one directory need no merging", async () => {
    const out = join(scratch(), "shared");
    for (const shard of ["2/2", "1/2"]) await run("--out", out, "--shard", shard);
    expect((await busyhour("report", out)).exitCode).toBe(0);
    expect(written(out)).toEqual(written(whole));
  });

  test("of different studies are not put together", async () => {
    const other = join(scratch(), "other");
    await run("--out", other, "--seed", "other");
    const { exitCode, err } = await busyhour("merge", whole, other, "--out", join(scratch(), "x"));
    expect(exitCode).toBe(2);
    expect(err).toContain("is no part of the study in");
  });

  test.each(["0/3", "4/3", "1", "a/b"])("%s is refused", async (shard) => {
    const { exitCode, err } = await run("--out", scratch(), "--shard", shard);
    expect(exitCode).toBe(2);
    expect(err).toContain("such as 3/8");
  });
});

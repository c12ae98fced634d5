import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { busyhour, scenarioFile, scratch, TINY } from "./support.ts";

const LOG =
  "Start,Queue,Result,Wait,Talk\n" +
  "2026-03-02 09:00:00,sales,ANS,5,60\n2026-03-02 09:00:10,sales,GONE,20,\nsoon,sales,ANS,1,1\n";
const FLAGS = [
  ...["--format", "csv", "--map", "arrival=Start,type=Queue", "--map", "outcome=Result"],
  ...["--outcomes", "ANS=served,GONE=abandoned", "--bad-lines-max", "50%"],
];

function logFile(text = LOG): string {
  const path = join(scratch(), "log.csv");
  writeFileSync(path, text);
  return path;
}

describe("busyhour import", () => {
  test("says what a log has and what is wrong with it", async () => {
    const { exitCode, out, err } = await busyhour("import", logFile(), ...FLAGS);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toMatch(/^log\.csv: 2 calls from 3 lines \(1 left out\), 2026-03-02 to 2026-03-02/);
    expect(out).toMatch(/outcomes: served 1, abandoned 1/);
    expect(out).toMatch(/Mon 2026-03-02 +2/);
    expect(out).toMatch(/1 +no beginning that can be .* left out +4/);
  });

  test("writes calls that it reads back by itself, and every finding", async () => {
    const out = join(scratch(), "imported");
    const first = await busyhour("import", logFile(), ...FLAGS, "--out", out, "--json");
    const report = readFileSync(join(out, "import.json"), "utf8");
    expect(first.out).toBe(report);
    expect(JSON.parse(report)).toMatchObject({ schema: 1, calls: 2, leftOut: 1, clock: "second" });
    expect(readdirSync(out).sort()).toEqual(["calls.csv", "findings.csv", "import.json"]);
    expect(readFileSync(join(out, "findings.csv"), "utf8")).toMatch(
      /^4,arrival,left out,.*,soon$/m,
    );
    const again = join(scratch(), "again");
    const second = await busyhour("import", join(out, "calls.csv"), "--out", again);
    expect(second.exitCode).toBe(0);
    const calls = (directory: string) => readFileSync(join(directory, "calls.csv"), "utf8");
    expect(calls(again)).toBe(calls(out));
  });

  test("nothing is written for a log that cannot be used", async () => {
    const out = join(scratch(), "imported");
    const { exitCode, err } = await busyhour("import", logFile(), "--format", "csv", "--out", out);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/log\.csv: header: wanted arrived, got "Start", "Queue"/);
    expect(existsSync(out)).toBe(false);
  });

  test.each([
    [[], /say --format \(csv, technion, busyhour\)/],
    [["--format", "technoin"], /did you mean technion\?/],
    [["--format", "busyhour"], /--format busyhour is read from a folder/],
    [["--format", "technion"], /header, column 1: wanted vru\+line, got "Start,Queue/],
    [["--map", "arrival"], /Wanted: name=value/],
    [["--separator", "ab"], /Wanted: one character/],
    [["--bad-lines-max", "200%"], /Wanted: 0% to 100%/],
    [["--date-format", "ydm"], /ymd, dmy, mdy/],
  ])("%s is refused", async (flags, reason) => {
    const { exitCode, err } = await busyhour("import", logFile(), ...flags);
    expect([exitCode, err]).toEqual([2, expect.stringMatching(reason)]);
  });

  test("a file that is not there", async () => {
    const { exitCode, err } = await busyhour("import", "nowhere.csv", "--format", "csv");
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/nowhere\.csv: ENOENT/)]);
  });

  test("call records of a run: replications are days", async () => {
    const out = scratch();
    const run = [scenarioFile(TINY), "--replications", "2", "--records", "parquet"];
    await busyhour("run", ...run, "--no-charts", "--out", out);
    const { exitCode, out: printed } = await busyhour("import", out, "--start-of-day", "08:00");
    expect(exitCode).toBe(0);
    expect(printed).toMatch(/Mon 2001-01-01 +\d+\nTue 2001-01-02 +\d+/);
    const json = await busyhour("import", out, "--json");
    expect(JSON.parse(json.out)).toMatchObject({ types: [{ name: "customers" }], leftOut: 0 });
    const empty = join(scratch(), "empty");
    mkdirSync(empty);
    const none = await busyhour("import", empty);
    expect([none.exitCode, none.err]).toEqual([2, expect.stringMatching(/wanted call records/)]);
  });

  test("a table of intervals", async () => {
    const path = logFile("date,start,offered\n2026-03-02,08:00,40\n2026-03-02,08:30,50\n");
    const out = join(scratch(), "imported");
    const first = await busyhour("import", path, "--format", "intervals", "--out", out);
    expect(first.out).toMatch(/2 intervals from 2 lines \(0 left out\), every 30 min/);
    const written = join(out, "intervals.csv");
    const again = join(scratch(), "again");
    await busyhour("import", written, "--format", "intervals", "--out", again, "--json");
    expect(readFileSync(join(again, "intervals.csv"), "utf8")).toBe(readFileSync(written, "utf8"));
  });
});

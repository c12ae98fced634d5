import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { busyhour, type Outcome, scenarioFile, scratch, TINY } from "./support.ts";

const tiny = scenarioFile(TINY);

describe("busyhour run", () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await busyhour("run", tiny);
  });

  test("prints the summary within 100 columns and nothing else", () => {
    expect(outcome.exitCode).toBe(0);
    expect(outcome.err).toBe("");
    expect(outcome.out).toMatch(/^Twelve agents\nseed busyhour, 5 replications/);
    for (const line of outcome.out.split("\n"))
      expect([...line].length, line).toBeLessThanOrEqual(100);
  });

  test("the same input gives the same bytes", async () => {
    expect((await busyhour("run", tiny)).out).toBe(outcome.out);
  });

  test("another seed gives other results", async () => {
    const other = await busyhour("run", tiny, "--seed", "a 'quoted' one");
    expect(other.exitCode).toBe(0);
    expect(other.out).toContain("seed a 'quoted' one");
    expect(capsLine(other)).not.toBe(capsLine(outcome));
  });
});

const capsLine = ({ out }: Outcome) => out.split("\n").find((line) => line.startsWith("CAPS"));

describe("--json", () => {
  test("prints summary.json and nothing else", async () => {
    const { exitCode, out, err } = await busyhour("run", tiny, "--json", "--replications", "3");
    const summary = JSON.parse(out);
    expect(exitCode).toBe(0);
    expect(err).toBe("");
    expect(summary).toMatchObject({ schema: 1, replications: 3, scenario: { name: "tiny" } });
    expect(out.endsWith("}\n")).toBe(true);
  });

  test("--set changes the scenario: more agents are less occupied", async () => {
    const occupancy = async (agents: number) => {
      const set = `agents.all.sites.dc1=${agents}`;
      const { metrics } = JSON.parse((await busyhour("run", tiny, "--json", "--set", set)).out);
      return metrics.find(
        ({ id, scope }: { id: string; scope: string }) =>
          id === "agents.occupancy" && scope === "cluster",
      ).estimate;
    };
    expect(await occupancy(24)).toBeLessThan(await occupancy(12));
  });
});

describe("--out", () => {
  test("writes the report, says where, and prints the same summary.json as --json", async () => {
    const directory = join(scratch(), "report");
    const outcome = await busyhour("run", tiny, "--out", directory, "--trace", "3");
    expect(outcome.out.replaceAll("\n", "")).toContain(`Written to ${directory}`);
    expect(readdirSync(directory).sort()).toEqual([
      "agents.png",
      "blocking-dc1-mcp.treatment.png",
      "caps.png",
      "pool-mcp.treatment.png",
      "report.html",
      "study",
      "summary.json",
      "summary.md",
      "timeseries.csv",
      "trace.csv",
      "utilisation.png",
    ]);
    const { out } = await busyhour("run", tiny, "--json");
    expect(readFileSync(join(directory, "summary.json"), "utf8")).toBe(out);
  });

  test("--no-charts leaves the pictures out", async () => {
    const directory = join(scratch(), "report");
    await busyhour("run", tiny, "--out", directory, "--no-charts");
    expect(readdirSync(directory).filter((name) => name.endsWith(".png"))).toEqual([]);
  });

  test("a file in its place is refused before anything runs", async () => {
    const { exitCode, out, err } = await busyhour("run", tiny, "--out", tiny);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain("wanted a directory, got a file");
    const none = await busyhour("run", tiny, "--out", "");
    expect(none).toMatchObject({ exitCode: 2, out: "", err: expect.stringContaining("got none") });
  });
});

describe("exit codes", () => {
  test.each([
    ["met", "agents.occupancy <= 100%", 0],
    ["not met", "agents.occupancy >= 100%", 1],
  ])("an expectation that is %s", async (_, expectation, exitCode) => {
    const path = scenarioFile(`${TINY}expect: ["${expectation}"]\n`);
    expect((await busyhour("run", path)).exitCode).toBe(exitCode);
  });

  test("six mistakes: six messages, and nothing is written", async () => {
    const path = scenarioFile(
      TINY.replace("queue: support", "queue: suport")
        .replace("3/min", "3")
        .replace("ring: 5s", "rong: 5s")
        .replace("warmUp: 10min", "warmUp: soon")
        .replace("dc1: 12", "dc9: 12")
        .replace("trunks: unlimited", "trunks: -1"),
    );
    const directory = join(scratch(), "report");
    for (const argv of [
      ["check", path],
      ["run", path, "--out", directory],
    ]) {
      const { exitCode, out, err } = await busyhour(...argv);
      expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
      expect(err.match(/scenario\.yaml:\d+:\d+: /g)).toHaveLength(6);
      expect(err).toMatch(/\n6 mistakes\n$/);
    }
    expect(existsSync(directory)).toBe(false);
  });

  test.each([
    ["an unknown command", ["runn"], "Did you mean run?"],
    ["an unknown option", ["run", tiny, "--replicatons", "3"], "Did you mean --replications?"],
    ["a count that is none", ["run", tiny, "--workers", "0"], "a whole number"],
    ["a missing scenario", ["run"], "missing required argument"],
    ["a scenario that is not there", ["run", `${tiny}.not`], "a file that can be read"],
    [
      "an unknown path in --set",
      ["run", tiny, "--set", "run.warmup=1min"],
      'did you mean "warmUp"',
    ],
    ["an unknown flow", ["flows", "imbound"], "did you mean inbound?"],
    ["an unknown prefix", ["paths", "runn"], "did you mean run?"],
  ])("%s", async (_, argv, message) => {
    const { exitCode, out, err } = await busyhour(...argv);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test("help is no mistake", async () => {
    const { exitCode, out } = await busyhour("--help");
    expect(exitCode).toBe(0);
    for (const command of ["run", "check", "flows", "paths"]) expect(out).toContain(command);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { busyhour, scenarioFile, scratch, TINY } from "./support.ts";

const NUMBERS = "--agents 2000 --utilisation 0.8 --qualification 60s --talk 180s".split(" ");

describe("busyhour size with a planner's own numbers", () => {
  test("prints each row with its derivation, and that nothing was simulated", async () => {
    const { exitCode, out } = await busyhour("size", ...NUMBERS);
    expect(exitCode).toBe(0);
    expect(out).toContain("closed form only: nothing was simulated");
    expect(out).toMatch(/calls per agent and hour +16 +14\.4 +contradicts busy-hour calls/);
    expect(out).toContain("8/s × 3,600 / 2,000 agents");
    expect(out).not.toContain("too few");
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  test("every number arrives where it belongs", async () => {
    const more =
      "--queue 30s --ring 5s --after-call-work 15s --answered 60% --human 25% --redials 2 " +
      "--records 1000 --site-count 3";
    const { out } = await busyhour("size", "--json", ...NUMBERS, ...more.split(" "));
    const { rows } = JSON.parse(out) as { rows: { id: string; closedForm: number }[] };
    const of = (id: string) => rows.find((row) => row.id === id)!.closedForm;
    expect(of("calls.inSystem")).toBeCloseTo(8 * (60 + 30 + 5 + 180), 6);
    expect(of("outbound.callsPerAgentHour")).toBeCloseTo(14.4 / 0.25, 6);
    expect(of("outbound.agents.unanswered") * 14.4).toBeCloseTo((1560 / 8) * 0.25, 6);
    expect(rows.filter(({ id }) => id.startsWith("link."))).toHaveLength(6);
  });

  test.each([
    ["a number without its unit", ["--talk", "180"], "a duration with its unit"],
    ["a misspelt option", ["--qualificaton", "60s"], "Did you mean --qualification?"],
  ])("refuses %s", async (_, argv, hint) => {
    const { exitCode, err } = await busyhour("size", ...NUMBERS, ...argv);
    expect(exitCode).toBe(2);
    expect(err).toContain(hint);
  });

  test("says what is missing", async () => {
    const { exitCode, err } = await busyhour("size", "--agents", "10", "--talk", "1min");
    expect(exitCode).toBe(2);
    expect(err).toContain(
      "wanted a scenario file, or --utilisation <share>, --qualification <time>",
    );
  });

  test("refuses numbers beside a scenario, which states its own", async () => {
    const { exitCode, err } = await busyhour("size", scenarioFile(TINY), "--talk", "1min");
    expect(exitCode).toBe(2);
    expect(err).toContain("--talk is for your own numbers");
  });

  test("nothing to size is refused, all of it at once", async () => {
    const none = ["--agents", "0", "--ring", "0s", "--talk", "0s", "--after-call-work", "0s"];
    const { exitCode, err } = await busyhour("size", ...NUMBERS, ...none);
    expect(exitCode).toBe(2);
    expect(err).toContain(
      "more than 0 for --agents; --ring, --talk and --after-call-work together",
    );
  });

  test("a setting may be changed, and a misspelt one is refused with the nearest", async () => {
    const mono = await busyhour("size", ...NUMBERS, "--set", "recording.channels=mono");
    expect(mono.out).toMatch(/recorded file, mono +8 kbit\/s +8 kbit\/s +confirmed/);
    const { exitCode, err } = await busyhour("size", ...NUMBERS, "--set", "sizing.blockin=1%");
    expect(exitCode).toBe(2);
    expect(err).toContain("did you mean");
  });
});

describe("busyhour size with a scenario", () => {
  test("runs it and shows the interval beside the closed form; files in --out", async () => {
    const out = join(scratch(), "sizing");
    const sized = await busyhour("size", scenarioFile(TINY), "--replications", "3", "--out", out);
    expect(sized.exitCode).toBe(0);
    expect(sized.out).toContain("3 replications (± 95 % interval)");
    expect(sized.out).toMatch(/busy-hour calls +180 +\d+ ± \d+/);
    expect(readdirSync(out).sort()).toEqual(["sizing.json", "sizing.md"]);
    const { rows } = JSON.parse(readFileSync(join(out, "sizing.json"), "utf8"));
    const caps = rows.find(({ id }: { id: string }) => id === "caps");
    expect(caps).toMatchObject({ closedForm: 0.05, unit: "/s", printed: null });
    expect(caps.simulated.estimate).toBeGreaterThan(0.01);
    expect(readFileSync(join(out, "sizing.md"), "utf8")).toContain("| row | derivation |");
  });

  test("--no-run leaves the simulation out", async () => {
    const { out } = await busyhour("size", scenarioFile(TINY), "--no-run", "--json");
    expect(JSON.parse(out)).toMatchObject({ schema: 1, kind: "sizing", simulated: null });
  });
});

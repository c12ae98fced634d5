import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { busyhour, scratch } from "./support.ts";

const LOG = "scenarios/logs/help-desk.csv";
const WEEK = ["--days", "2025-03-03..2025-03-07"];

describe("from a log to a scenario and back", () => {
  const out = join(scratch(), "desk");

  test("calibrate writes a scenario, its data and its pictures", async () => {
    const outcome = await busyhour("calibrate", LOG, ...WEEK, "--out", out);
    expect(outcome).toMatchObject({ exitCode: 0, err: "" });
    expect(outcome.out).toContain("calls that asked for an agent on 2025-03-03 (Mon)");
    const text = readFileSync(join(out, "scenario.yaml"), "utf8");
    // What made the log: lognormal and gamma talk, a ring of 4 s.
    expect(text).toMatch(/talk: "lognormal\(mean (2[89]\d|30\d|31\d)/);
    expect(text).toMatch(/talk: "gamma\(mean 1[4-6]\d/);
    expect(text).toContain('ring: "4s"');
    const json = JSON.parse(readFileSync(join(out, "calibration.json"), "utf8"));
    expect(json.days).toEqual(["03", "04", "05", "06", "07"].map((day) => `2025-03-${day}`));
    for (const picture of ["arrivals", "team", "talk-time-faults", "patience-faults-orders"])
      expect(readFileSync(join(out, `${picture}.png`)).length).toBeGreaterThan(10_000);
    const printed = await busyhour("calibrate", LOG, ...WEEK);
    expect(printed.out).toBe(text);
  });

  test("validate --against holds it against other days, and says what it misses", async () => {
    const held = join(out, "held");
    const scenario = join(out, "scenario.yaml");
    const days = ["--days", "2025-03-10..2025-03-12", "--replications", "39"];
    const outcome = await busyhour("validate", scenario, "--against", LOG, ...days, "--out", held);
    expect(outcome).toMatchObject({ exitCode: 0, err: "" });
    expect(outcome.out).toMatch(/Mean wait +54 +\d/);
    expect(outcome.out).toContain("What the model misses");
    const { measures, days: names } = JSON.parse(readFileSync(join(held, "backtest.json"), "utf8"));
    expect(names).toHaveLength(3);
    expect(measures[2].coverage.total).toBe(54);
    const page = readFileSync(join(held, "backtest.html"), "utf8");
    expect(page.match(/data:image\/png/g)).toHaveLength(5);
    const again = await busyhour("validate", scenario, "--against", LOG, ...days, "--json");
    expect(JSON.parse(again.out).measures).toEqual(measures);
  });

  test("mistakes end with 2 and write nothing", async () => {
    const wrong = join(out, "wrong");
    const refused = [
      ["calibrate", LOG, "--days", "2026-01-01", "--out", wrong],
      ["calibrate", "no-such.csv", "--out", wrong],
      ["calibrate", LOG, "--solve", "agent", "--out", wrong],
      ["validate", "--against", LOG, "--out", wrong],
      [
        "validate",
        "scenarios/replay-day.yaml",
        "--against",
        LOG,
        "--types",
        "fault",
        "--out",
        wrong,
      ],
      ["validate", "scenarios/replay-day.yaml", "--against", LOG, "--replications", "9"],
    ];
    for (const words of refused) {
      const outcome = await busyhour(...(words as [string, ...string[]]));
      expect(outcome, words.join(" ")).toMatchObject({ exitCode: 2, out: "" });
      expect(outcome.err).not.toMatch(/\n +at /);
    }
    expect(() => readFileSync(join(wrong, "scenario.yaml"))).toThrow();
  });
});

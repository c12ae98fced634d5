import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { busyhour, scenarioFile, scratch, TINY } from "./support.ts";

const tiny = scenarioFile(TINY);

describe("busyhour run --precision", () => {
  test("decides how many replications there are, and says how", async () => {
    const { exitCode, out } = await busyhour("run", tiny, "--precision", "agents.occupancy=4%");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/Replications\n\d+ replications: two stages \(Stein\)/);
    expect(out).toMatch(/agents\.occupancy ±.* wanted 4%, ±[\d.]+: reached/);
  });

  test("the same bytes kept, resumed, and reported again", async () => {
    const words = ["run", tiny, "--json", "--precision", "20%", "--precision", "agents.busy=0.5"];
    const { out } = await busyhour(...words);
    const { stopping, replications, metrics } = JSON.parse(out);
    const asked = stopping.goals.map(({ id }: { readonly id: string }) => id);
    expect(asked.sort()).toEqual([
      ...["agents.busy", "agents.occupancy", "asa", "caps.offered", "service.level"],
    ]);
    expect(replications).toBeGreaterThan(20);
    // The interval in the tables is that of the first stage too, for this metric alone.
    const isBusy = ({ id, scope }: { readonly id: string; readonly scope: string }) =>
      id === "agents.busy" && scope === "cluster";
    const [goal, shown] = [stopping.goals.find(isBusy), metrics.find(isBusy)];
    expect(shown).toMatchObject({ freedom: 19, halfWidth95: goal.halfWidth95 });
    expect(goal.halfWidth95).toBeLessThan(goal.halfWidth);
    expect(goal.halfWidth).toBeLessThanOrEqual(0.5);
    const directory = join(scratch(), "study");
    const kept = await busyhour(...words, "--out", directory, "--no-charts");
    expect(kept.out).toBe(out);
    expect((await busyhour("resume", directory, "--json")).out).toBe(out);
    expect((await busyhour("report", directory, "--json")).out).toBe(out);
  });

  test("every mistake at once, with the nearest name", async () => {
    const { exitCode, err, out } = await busyhour(
      ...["run", tiny, "--precision", "wait.meen=2%", "--precision", "0.1", "--first-stage", "5"],
      ...["--replications", "9", "--until", "decided"],
    );
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain("did you mean wait.mean?");
    expect(err).toContain('got "0.1"');
    expect(err).toContain("--first-stage: wanted at least 20, got 5");
    expect(err).toContain("--replications: wanted either");
    expect(err).toContain("wanted limits in the scenario");
  });

  test("cannot be shared out", async () => {
    const where = ["--out", join(scratch(), "s"), "--shard", "1/2"];
    const { exitCode, err } = await busyhour("run", tiny, "--precision", "4%", ...where);
    expect(exitCode).toBe(2);
    expect(err).toContain("results decide");
  });
});

describe("variance reduction", () => {
  const reduced = (...settings: readonly string[]) =>
    busyhour("run", tiny, ...settings.flatMap((each) => ["--set", each]));

  test("the report says what was used and what it gained", async () => {
    const { out } = await reduced(
      ...["run.replications=40", "run.variates=antithetic", "run.control=arrivals"],
    );
    const text = out.replaceAll("\n", " ");
    expect(text).toMatch(
      /reduction by antithetic pairs and arrivals as control variate; .*agents\.occupancy [\d.]+/,
    );
  });

  test("a control whose mean a fault changes is not used, and the report says why", async () => {
    const surge = "{ overload: { target: customers, factor: 2, at: 15min, for: 5min } }";
    const { out, err } = await reduced("run.control=arrivals", `faults=[${surge}]`);
    expect(err).toBe("");
    expect(out.replaceAll("\n", " ")).toContain(
      "not used as control variate: arrivals: a fault changes",
    );
  });
});

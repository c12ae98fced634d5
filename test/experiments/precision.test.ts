import { describe, expect, test } from "vitest";
import type { Crew } from "../../src/crew/crew.ts";
import { type PrecisionOptions, runToPrecision } from "../../src/experiments/precision.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import { openStudy, replicate } from "../../src/study.ts";
import { scenarioFile, TINY } from "../cli/support.ts";

const path = scenarioFile(TINY);
const study = openStudy(path);
const crew: Crew = { replicate: async (...asked) => replicate(...asked), dismiss: async () => {} };

const goal = (id: string, value: number, kind: "share" | "amount" = "share") => ({
  figure: { metric: metrics.find((each) => each.id === id)!, scope: "cluster" },
  size: { kind, value },
});

const run = (options: Partial<PrecisionOptions>, of = study) =>
  runToPrecision(of, crew, {
    ...{ goals: [], untilDecided: false, firstStage: 20, most: 1000 },
    ...options,
  });

describe("precision in two stages", () => {
  test("the goal that takes most decides, and all are reached", async () => {
    const goals = [goal("agents.occupancy", 0.03), goal("agents.busy", 2, "amount")];
    const { samples, stopping } = await run({ goals });
    const [tight, loose] = stopping!.goals;
    expect(samples.length).toBeGreaterThan(20);
    expect(samples).toHaveLength(tight!.replicationsWanted);
    expect(loose!.replicationsWanted).toBeLessThan(samples.length);
    expect(stopping!.goals.every(({ isReached }) => isReached)).toBe(true);
    expect(tight!.halfWidth).toBeLessThanOrEqual(tight!.goal);
  });

  test("more metrics share the error probability, so each takes more", async () => {
    const alone = await run({ goals: [goal("agents.occupancy", 0.03)] });
    const goals = [goal("agents.occupancy", 0.03), goal("agents.busy", 2, "amount")];
    const both = await run({ goals });
    expect(both.samples.length).toBeGreaterThan(alone.samples.length);
  });

  test("no more than the most are made, and what that leaves is said", async () => {
    const { samples, stopping } = await run({ goals: [goal("agents.occupancy", 0.001)], most: 25 });
    expect(samples).toHaveLength(25);
    expect(stopping!.goals[0]).toMatchObject({ isReached: false, asked: "0.1%" });
  });

  test("what is 0 is left out of a share and named", async () => {
    const { samples, stopping } = await run({ goals: [goal("calls.blocked", 0.02)] });
    expect(samples).toHaveLength(20);
    expect(stopping!.leftOut).toMatchObject([{ id: "calls.blocked", scope: "cluster" }]);
  });

  test("antithetic replications come in whole pairs", async () => {
    const pairs = openStudy(path, ["run.variates=antithetic", "run.replications=6"]);
    const goals = [goal("wait.mean", 0.2)];
    const { samples, stopping } = await run({ goals, firstStage: 40, most: 201 }, pairs);
    expect(samples.length).toBeGreaterThan(40);
    expect(samples.length % 2).toBe(0);
    expect(stopping!.most).toBe(200);
  });

  test("an interruption leaves what is finished, and says how many were wanted", async () => {
    const interruption = new AbortController();
    const onFinished = (finished: number) => {
      if (finished === 30) interruption.abort();
    };
    const slow: Crew = {
      replicate: async (of, index) => {
        for (let turn = 0; turn < 50 * index; turn++) await null;
        if (interruption.signal.aborted) throw new Error("dismissed");
        return replicate(of, index);
      },
      dismiss: async () => {},
    };
    const { samples, wanted } = await runToPrecision(study, slow, {
      ...{ goals: [goal("agents.occupancy", 0.005)], untilDecided: false },
      ...{ firstStage: 20, most: 60, signal: interruption.signal, onFinished },
    });
    expect(samples).toHaveLength(30);
    expect(wanted).toBe(60);
  });
});

describe("until limits are decided", () => {
  const limited = (...limits: readonly string[]) =>
    openStudy(path, [`expect=[${limits.join(", ")}]`]);

  test("an easy limit takes one look, a near one several", async () => {
    const easy = await run({ untilDecided: true }, limited("agents.occupancy <= 0.95"));
    expect(easy.samples).toHaveLength(20);
    expect(easy).toMatchObject({ stopping: { looks: 1 }, verdicts: ["pass"] });
    const near = limited("agents.occupancy <= 0.95", "agents.occupancy <= 0.76");
    const later = await run({ untilDecided: true, most: 400 }, near);
    expect(later.stopping!.looks).toBeGreaterThan(1);
    expect(later.verdicts).toEqual(["pass", "fail"]);
  });

  test("limits that are decided end a run before its precision is reached", async () => {
    const goals = [goal("agents.occupancy", 0.001)];
    const { samples, stopping } = await run(
      { goals, untilDecided: true },
      limited("agents.occupancy <= 0.95"),
    );
    expect(samples).toHaveLength(20);
    expect(stopping!.goals[0]!.isReached).toBe(false);
  });
});

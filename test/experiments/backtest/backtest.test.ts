import { describe, expect, test } from "vitest";
import { daysOf } from "../../../src/callLog/days.ts";
import { backtest } from "../../../src/experiments/backtest/backtest.ts";
import { missesOf } from "../../../src/experiments/backtest/misses.ts";
import { CENTRE, logOf, studyOf } from "./centre.ts";

const OPTIONS = { level: 0.9, lengthUs: 1800e6 };
const log = logOf(CENTRE, 20, "observed");
const resultOf = (found: NonNullable<Awaited<ReturnType<typeof backtest>>>, id: string) =>
  found.measures.find(({ measure }) => measure.id === id)!;

describe("a scenario held against a log", () => {
  test("its own days lie in its bands as often as the bands say", async () => {
    const found = (await backtest(studyOf(CENTRE), log, daysOf(log), OPTIONS))!;
    expect(found.days).toHaveLength(20);
    for (const { coverage, observed } of found.measures) {
      expect(observed).toHaveLength(20);
      expect(coverage.total).toBe(20 * 8);
      // Half-hours of a day hang together: 3.3 standard errors over days are about a tenth.
      expect(coverage.share.estimate!).toBeGreaterThan(0.79);
      expect(coverage.covered + coverage.below + coverage.above).toBe(coverage.total);
    }
    const covered = found.measures.map(({ coverage }) => coverage.share.estimate!);
    expect(Math.min(...covered)).toBeLessThan(0.975);
    const missed = found.measures.reduce(
      (sum, { coverage }) => sum + coverage.below + coverage.above,
      0,
    );
    const told = missesOf(found).reduce(
      (sum, { above, below }) => sum + above.length + below.length,
      0,
    );
    expect(told).toBe(missed);
  });

  test("with too few agents, waits of the log are too short, and it says so", async () => {
    const short = studyOf(CENTRE, "agents.team.sites.here=7");
    const found = (await backtest(short, log, daysOf(log), OPTIONS))!;
    const { coverage, wholeDay } = resultOf(found, "wait");
    expect(coverage.share.high95!).toBeLessThan(0.85);
    expect(coverage.below).toBeGreaterThan(5 * Math.max(1, coverage.above));
    expect(wholeDay.observed.filter((value) => value < wholeDay.band!.low).length).toBeGreaterThan(
      10,
    );
  });

  test("the same again gives the same; too few days are refused", async () => {
    const once = await backtest(studyOf(CENTRE), log, daysOf(log).slice(0, 2), OPTIONS);
    const again = await backtest(studyOf(CENTRE), log, daysOf(log).slice(0, 2), OPTIONS);
    expect(JSON.stringify(once!.measures)).toBe(JSON.stringify(again!.measures));
    await expect(
      backtest(studyOf(CENTRE, "run.replications=18"), log, daysOf(log), OPTIONS),
    ).rejects.toThrow("wanted at least 19");
  });

  test("ended early, there is no band of too few days", async () => {
    const signal = AbortSignal.abort();
    expect(
      await backtest(studyOf(CENTRE), log, daysOf(log), { ...OPTIONS, signal }),
    ).toBeUndefined();
  });
});

import { describe, expect, test } from "vitest";
import { daysOf } from "../../../src/callLog/days.ts";
import { LOGGED_OUTCOMES, type LoggedCalls } from "../../../src/callLog/types.ts";
import { calibrate } from "../../../src/experiments/calibrate/calibrate.ts";
import { calibrationJson } from "../../../src/experiments/calibrate/files.ts";
import { poolsOf } from "../../../src/experiments/calibrate/pools.ts";
import { rosterOf } from "../../../src/experiments/calibrate/roster.ts";
import { scenarioText } from "../../../src/experiments/calibrate/scenarioText.ts";
import { solve } from "../../../src/experiments/calibrate/solve.ts";
import { renderCalibration } from "../../../src/experiments/calibrate/text.ts";
import type { Calibration, ChosenLaw } from "../../../src/experiments/calibrate/types.ts";
import type { Ranged } from "../../../src/stats/fitting/dispersion.ts";
import { aLog } from "../../callLog/aLog.ts";
import { withinBinomial } from "../../stats/fitting/coverage.ts";
import { CENTRE, logOf, studyOf } from "../backtest/centre.ts";

const OPTIONS = { lengthUs: 1800e6, gapUs: 1800e6 };
const calibrated = (log: LoggedCalls): Calibration =>
  calibrate("a/made log.csv", log, daysOf(log), OPTIONS);
const logs = Array.from({ length: 5 }, (_, i) => logOf(CENTRE, 8, `truth ${i}`));
const found = logs.map(calibrated);
const first = found[0]!;

const parameter = ({ fits }: ChosenLaw, law: string, name: string) =>
  fits!.fits.find((each) => each.law === law)!.parameters.find((each) => each.name === name)!;
const RATES = [40, 60, 80, 90, 90, 80, 70, 50];

describe("a log of a known centre, calibrated back", () => {
  const holds = (of: (each: Calibration) => Ranged, truth: number): number =>
    found.filter((each) => of(each).low95 <= truth && truth <= of(each).high95).length;

  test("intervals hold what is true", () => {
    const [{ talk }] = first.classes as [Calibration["classes"][number]];
    expect(talk.events).toBeGreaterThan(3000);
    const law =
      (of: (each: Calibration) => ChosenLaw, name: string, what = "mean") =>
      (each: Calibration) =>
        parameter(of(each), name, what) as Ranged;
    const counts = [
      holds((each) => each.leaving, 0.03),
      holds((each) => each.containment, 0.1),
      holds((each) => each.balking.ifQueued, 0.05),
      holds((each) => each.redialling!.share, 0.4),
      holds((each) => each.redialling!.delay, 480),
      holds((each) => each.dispersion!.dayCv, 0.1),
      holds((each) => each.dispersion!.intervalCv, 0.15),
      holds(
        law(({ classes }) => classes[0]!.talk, "lognormal"),
        200,
      ),
      holds(
        law(({ classes }) => classes[0]!.talk, "lognormal", "cv"),
        1.1,
      ),
      holds(
        law(({ classes }) => classes[0]!.patience, "exponential"),
        150,
      ),
      holds(
        law(({ ivr }) => ivr, "exponential"),
        20,
      ),
      holds(
        law(({ staffing }) => staffing[0]!.afterCallWork, "exponential"),
        30,
      ),
      ...RATES.map((rate, i) => holds((each) => each.firstCalls[i]!, rate * (1 - 0.97 * 0.1))),
    ];
    const all = counts.reduce((sum, count) => sum + count, 0);
    expect(withinBinomial(all, counts.length * logs.length, 0.95)).toBe(true);
    expect(Math.min(...counts)).toBeGreaterThan(1);
  });

  test("after-call work that the log does not tell is read off the next calls", () => {
    const log = { ...logs[1]!, freedUs: logs[1]!.freedUs.map(() => Number.NaN) };
    const { afterCallWork } = calibrated(log).staffing[0]!;
    const { low95, high95 } = parameter(afterCallWork, "exponential", "mean");
    expect(afterCallWork.events).toBeLessThan(afterCallWork.count);
    expect(low95!).toBeLessThan(33);
    expect(high95!).toBeGreaterThan(27);
  });

  test("agents present are those who were, breaks left out", () => {
    const { counts, shrinkage } = rosterOf(first.staffing[0]!);
    const present = counts.slice(0, 8).reduce((sum, count) => sum + count, 0) * (1 - shrinkage);
    // Nine of ten positions; who is away for less than half an hour looks present.
    expect(present / 8).toBeGreaterThan(8.6);
    expect(present / 8).toBeLessThan(10);
  });
});

describe("the scenario", () => {
  const text = scenarioText(first);

  test("is valid, and each number has its comment", () => {
    const { scenario } = studyOf(text);
    expect(scenario.name).toBe("made-log");
    expect(scenario.run.measureUs).toBe(4 * 3600e6);
    const total = RATES.reduce((sum, rate) => sum + rate, 0) * 2;
    const rates = scenario.demand[0]!.profile.perSecond.reduce((sum, rate) => sum + rate * 3600, 0);
    expect(rates / total).toBeGreaterThan(0.85);
    expect(rates / total).toBeLessThan(1.15);
    for (const about of ["busyness", "containment", "patience", "talk", "redial", "shrinkage"])
      expect(text).toMatch(new RegExp(`# .*\\n(?:[^#]*\\n)?\\s*${about}:`));
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test("report and data say the same as the scenario", () => {
    const json = JSON.parse(calibrationJson(first));
    expect(json.classes[0].calls).toBe(first.classes[0]!.calls);
    expect(json.redialling.share.estimate).toBe(first.redialling!.share.estimate);
    const report = renderCalibration(first, "out");
    expect(report).toContain("out/scenario.yaml");
    expect(report).toMatch(/calls again after hanging up +[34]\d\.\d+ %/);
  });
});

describe("what the log cannot tell", () => {
  test("too few agents in the scenario are found out, with an interval", async () => {
    const [staffing] = first.staffing as [Calibration["staffing"][number]];
    const present = staffing.present.map((value) => 0.8 * value);
    const short = { ...first, staffing: [{ ...staffing, present }] };
    const { factor, target, reached } = (await solve(short, "agents", { days: 25 }))!;
    expect(factor.low95).toBeLessThan(1 / 0.8);
    expect(factor.high95).toBeGreaterThan(1 / 0.8);
    expect(Math.abs(reached.estimate! / target.estimate! - 1)).toBeLessThan(0.1);
  });
});

describe("strange logs", () => {
  test("a burst of calls is left out, and said", () => {
    const log = logs[2]!;
    const day = daysOf(log)[3]!;
    const burst = Array.from({ length: log.count }, (_, row) => row).flatMap((row) =>
      row >= day.from && row < day.to && log.arrivedUs[row]! < 8.5 * 3600e6
        ? Array<number>(9).fill(row)
        : [row],
    );
    const strange = rowsOf(log, burst);
    const { outliers, firstCalls } = calibrated(strange);
    expect(outliers).toMatchObject([{ day: 3, interval: 0 }]);
    const plain = calibrated(log).firstCalls[0]!.estimate;
    expect(firstCalls[0]!.estimate / plain).toBeGreaterThan(0.7);
    expect(firstCalls[0]!.estimate / plain).toBeLessThan(1.3);
  });

  test("types with agents of their own are a pool of their own", () => {
    const log = aLog(
      Array.from({ length: 60 }, (_, i) => ({
        ...{ arrived: i, queued: i, dequeued: i, answered: i, ended: i + 5 },
        ...(i % 3 === 0 ? { type: 1, agent: 2 } : { type: 0, agent: i % 2 }),
      })),
    );
    const pools = poolsOf(
      log,
      Array.from({ length: 60 }, (_, i) => i),
    );
    expect(pools.map(({ types, agents }) => [types, [...agents]])).toEqual([
      [[0], [1, 0]],
      [[1], [2]],
    ]);
  });

  test("a log without a call for an agent is refused", () => {
    const log = aLog([{ arrived: 1, ended: 5, outcome: "contained" }]);
    expect(() => calibrated(log)).toThrow("no call asks for an agent");
    expect(LOGGED_OUTCOMES).toContain("contained");
  });
});

/** Some rows of a log, in this order. */
function rowsOf(log: LoggedCalls, rows: readonly number[]): LoggedCalls {
  const columns = Object.entries(log).map(([name, column]) => {
    if (column instanceof Float64Array)
      return [name, Float64Array.from(rows, (row) => column[row]!)];
    if (column instanceof Int32Array) return [name, Int32Array.from(rows, (row) => column[row]!)];
    if (column instanceof Uint8Array) return [name, Uint8Array.from(rows, (row) => column[row]!)];
    return [name, column];
  });
  return { ...Object.fromEntries(columns), count: rows.length };
}

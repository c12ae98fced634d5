import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { LoggedCalls } from "../../src/callLog/types.ts";
import { busyhour } from "../cli/support.ts";
import { callsOfReplication, centre, logOf, measured, studyOf } from "./logged.ts";

const original = studyOf(centre("rate: 3/min"));
const files = { "calls.csv": logOf(original, 2) };
const replay = (more = "") => centre(`replay: { log: calls.csv${more} }`);
const ALL_OF_LOG = ", serviceTimes: log";
const days = [0, 1].map((day) => measured(callsOfReplication(original, day)));

const wait = ({ queuedUs, dequeuedUs }: LoggedCalls) =>
  dequeuedUs.map((us, i) => us - queuedUs[i]!);
const talk = ({ answeredUs, endedUs }: LoggedCalls) => endedUs.map((us, i) => us - answeredUs[i]!);

describe("replayed calls", () => {
  test("replications take the days of the log in turn, to the microsecond", () => {
    const study = studyOf(replay(), files);
    expect(days[0]!.count).toBeGreaterThan(250);
    for (const replication of [0, 1, 2, 3]) {
      const { arrivedUs } = callsOfReplication(study, replication);
      expect(arrivedUs).toEqual(days[replication % 2]!.arrivedUs);
    }
  });

  test("with the same agents and the times of the log, everything happens as it did", () => {
    const study = studyOf(replay(ALL_OF_LOG), files);
    days.forEach((logged, day) => {
      const calls = callsOfReplication(study, day);
      expect(Math.max(...wait(logged).filter((us) => us > 0))).toBeGreaterThan(60e6);
      // The replay stops before the last after-call work is done; who is idle has no number.
      const freedUs = logged.freedUs.map((us, i) => us + 0 * calls.freedUs[i]!);
      expect(freedUs.filter(Number.isNaN).length).toBeLessThan(logged.count / 2);
      expect(calls).toEqual({ ...logged, freedUs, agent: calls.agent, agents: calls.agents });
    });
  });

  test("with fewer agents, calls that wait longer talk as long as they did", () => {
    const text = centre(`replay: { log: calls.csv${ALL_OF_LOG} }`, "never", 8);
    const calls = callsOfReplication(studyOf(text, files), 1);
    expect(talk(calls)).toEqual(talk(days[1]!));
    const total = (all: Float64Array) =>
      all.filter((us) => us > 0).reduce((sum, us) => sum + us, 0);
    expect(total(wait(calls))).toBeGreaterThan(total(wait(days[1]!)));
  });

  test("callers who hung up draw their service times", () => {
    const impatient = studyOf(centre("rate: 3/min", "60s"));
    const log = { "calls.csv": logOf(impatient, 1) };
    const logged = measured(callsOfReplication(impatient, 0));
    const calls = callsOfReplication(studyOf(replay(ALL_OF_LOG), log), 0);
    const hungUp = [...talk(logged).keys()].filter(
      (i) => Number.isNaN(logged.answeredUs[i]!) && !Number.isNaN(logged.queuedUs[i]!),
    );
    const drawn = new Set(hungUp.map((i) => talk(calls)[i]!));
    expect(hungUp.length).toBeGreaterThan(5);
    expect(drawn.size).toBe(hungUp.length);
    expect([...drawn].every((us) => us > 0)).toBe(true);
  });

  test("what is drawn beside the log is the same whatever the log tells", () => {
    const [drawn, told] = [", ivrTimes: drawn", ""].map((more) =>
      callsOfReplication(studyOf(replay(more), files), 0),
    );
    const served = (i: number) => !Number.isNaN(drawn!.answeredUs[i]! + told!.answeredUs[i]!);
    const both = [...talk(drawn!).keys()].filter(served);
    expect(both.length).toBeGreaterThan(150);
    expect(both.map((i) => talk(drawn!)[i])).toEqual(both.map((i) => talk(told!)[i]));
    expect(told!.queuedUs).toEqual(days[0]!.queuedUs);
    expect(drawn!.queuedUs).not.toEqual(days[0]!.queuedUs);
  });

  test("types choose among the calls of a log, and what is chosen decides the hash", () => {
    const [head, ...rows] = files["calls.csv"].trimEnd().split("\n");
    const other = rows.map((row, i) => (i % 3 === 0 ? row.replace("customers", "PS") : row));
    const mixed = { "calls.csv": [head, ...other].join("\n") };
    const study = studyOf(replay(", types: [PS], days: [1999-02-01]"), mixed);
    const { arrivedUs } = callsOfReplication(study, 1);
    expect(arrivedUs).toEqual(days[0]!.arrivedUs.filter((_, i) => i % 3 === 0));
    const hash = (log: string, more = "") =>
      studyOf(replay(more), { "calls.csv": log }).scenario.hash;
    const alone = [head, ...rows.slice(0, -1)].join("\n");
    expect(hash(alone)).not.toBe(hash(files["calls.csv"]));
    expect(hash(files["calls.csv"], ", types: [customers]")).toBe(hash(files["calls.csv"]));
    expect(hash(files["calls.csv"], ", serviceTimes: log")).not.toBe(hash(files["calls.csv"]));
  });

  test("who calls after the measured time may be served before who is still in the IVR", () => {
    const log = `day,arrived,queued,dequeued,answered,ended,freed,outcome
1999-02-01,09:49:00,09:55:00,10:12:00,10:12:00,10:13:00,10:13:00,served
1999-02-01,09:51:00,09:52:00,09:52:00,09:52:00,10:12:00,10:12:00,served
`;
    const text = centre(`replay: { log: calls.csv${ALL_OF_LOG} }`, "never", 1);
    const calls = callsOfReplication(studyOf(text, { "calls.csv": log }), 0);
    expect([...wait(calls)]).toEqual([17 * 60e6]);
  });

  test("any number of threads gives the same bytes", async () => {
    const program = fileURLToPath(new URL("../cli/main.ts", import.meta.url));
    const command = ["run", "scenarios/replay-day.yaml", "--set", "run.replications=2", "--json"];
    const node = ["--import", "tsx", program, ...command, "--workers", "2"];
    const two = await promisify(execFile)(process.execPath, node);
    expect(two.stdout).toContain("calls.offered");
    expect((await busyhour(...command)).out).toBe(two.stdout);
  });
});

describe("closed forms of a replay", () => {
  const { scenario } = studyOf(replay(ALL_OF_LOG), files);
  const { profile, talk: law, containment } = scenario.demand[0]!;

  test("rates are the mean counts of the half hours, cut where the run begins and ends", () => {
    expect(profile.labels.slice(0, 5)).toEqual(["08:00", "08:30", "09:00", "09:30", ""]);
    const within = (fromUs: number, toUs: number) =>
      days.flatMap(({ arrivedUs }) => [...arrivedUs]).filter((us) => us >= fromUs && us < toUs)
        .length;
    const minute = 60e6;
    expect(profile.perSecond[0]).toBeCloseTo(within(490 * minute, 510 * minute) / 2 / 1200, 12);
    expect(profile.perSecond[3]).toBeCloseTo(within(570 * minute, 590 * minute) / 2 / 1200, 12);
    expect(profile.perSecond[4]).toBe(0);
  });

  test("laws have the means of what is replayed", () => {
    const all = days.flatMap((day) => [...talk(day)]).filter((us) => us > 0);
    const contained = days.flatMap(({ queuedUs }) => [...queuedUs]).filter(Number.isNaN);
    const calls = days[0]!.count + days[1]!.count;
    const mean = all.reduce((sum, us) => sum + us, 0) + contained.length * 180e6;
    expect(law.mean / (mean / calls)).toBeCloseTo(1, 9);
    expect(containment).toBeCloseTo(contained.length / calls, 9);
  });
});

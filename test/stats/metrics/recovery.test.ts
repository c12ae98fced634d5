import { describe, expect, test } from "vitest";
import { Layout } from "../../../src/measure/layout.ts";
import type { Sample } from "../../../src/measure/types.ts";
import { recovery } from "../../../src/stats/metrics/recovery.ts";
import { SERVICE } from "../../../src/stats/recovery/service.ts";

/** Courses of 15 minutes by second; what is left out is zero. The failure lasts 100 s. */
const LENGTH = 900;
const ONSET = 400;
const END = 500;
const IDS = [...SERVICE, "offered", "lost", "agents.loggedIn", "registers"] as const;
type Courses = Partial<Record<(typeof IDS)[number], (second: number) => number>>;

/** A metric of the cluster over replications with these courses. */
function estimateOf(id: string, replications: readonly Courses[], onset = ONSET) {
  const layout = new Layout();
  const step = (each: string) => [{ counter: layout.counter(each, "cluster") }];
  for (const each of IDS) layout.course(each, "cluster", step(each), 1);
  layout.moment("fault.onset", "cluster");
  layout.moment("fault.end", "cluster");
  const samples = replications.map((courses) => ({
    courses: IDS.map((each) =>
      Float64Array.from({ length: LENGTH }, (_, i) => courses[each]?.(i) ?? 0),
    ),
    moments: Float64Array.of(onset * 1e6, (onset + END - ONSET) * 1e6),
  }));
  const { estimator } = recovery.find((metric) => metric.id === id)!;
  return estimator(layout, "cluster")!.estimate(samples as unknown as Sample[]);
}

const valueOver = (id: string, courses: Courses) => estimateOf(id, [courses]).estimate;

/** A value that changes at some seconds. */
const steps =
  (...changes: readonly (readonly [from: number, value: number])[]) =>
  (second: number): number =>
    changes.findLast(([from]) => from <= second)![1];

describe("agents who were logged out", () => {
  const AWAY = steps([0, 200], [410, 100], [430, 189], [450, 190], [460, 200]);

  test("are back with 95 % of them; those missing until then are added up", () => {
    expect(valueOver("recovery.agents.time", { "agents.loggedIn": AWAY })).toBe(50);
    expect(valueOver("recovery.loggedOut.minutes", { "agents.loggedIn": AWAY })).toBe(
      (20 * 100 + 20 * 11) / 60,
    );
  });

  test("who leave again while something is failed are not back, later they go home", () => {
    const twice = steps([0, 200], [410, 100], [430, 200], [480, 50], [520, 200]);
    expect(valueOver("recovery.agents.time", { "agents.loggedIn": twice })).toBe(120);
    const home = steps([0, 200], [410, 100], [430, 200], [810, 50]);
    expect(valueOver("recovery.agents.time", { "agents.loggedIn": home })).toBe(30);
  });

  test("who never come back are said so: no mean of the replications in which they do", () => {
    const gone = { "agents.loggedIn": steps([0, 200], [410, 0]) };
    const back = { "agents.loggedIn": AWAY };
    const { estimate, low95, min, max, reason } = estimateOf("recovery.agents.time", [back, gone]);
    expect([estimate, low95, min, max]).toEqual([null, null, 50, null]);
    expect(reason).toBe("not within the run: 1 of 2 replications");
    expect(estimateOf("recovery.agents.notWithinRun", [back, gone]).estimate).toBe(0.5);
    expect(valueOver("recovery.loggedOut.minutes", gone)).toBe((490 * 200) / 60);
  });

  test("are compared with a minute at least", () => {
    const stay = { "agents.loggedIn": () => 200 };
    expect(estimateOf("recovery.agents.time", [stay], 60).estimate).toBe(0);
    const early = estimateOf("recovery.agents.time", [stay], 59);
    expect([early.estimate, early.reason?.split(":")[0]]).toEqual([
      null,
      "no failure with a minute before it in the measured time",
    ]);
    expect(estimateOf("recovery.agents.time", [stay], LENGTH).estimate).toBeNull();
  });
});

test("the peak of REGISTER requests is sought from the failure on, in 1 s and in 10 s", () => {
  const registers = steps([0, 90], [400, 2], [415, 40], [416, 2], [895, 30]);
  expect(valueOver("recovery.registers.max1s", { registers })).toBe(40);
  expect(valueOver("recovery.registers.max10s", { registers })).toBe((5 * 2 + 5 * 30) / 10);
});

describe("the service level while something fails", () => {
  /** 10 calls a second, answered in time but for those who give up for 100 s. */
  const BROKEN: Courses = {
    inTime: steps([0, 10], [400, 0], [500, 10]),
    answered: steps([0, 10], [400, 0], [500, 10]),
    abandoned: steps([0, 0], [400, 10], [500, 0]),
    offered: () => 10,
  };

  test("is back when the last minute has 95 % of what was before", () => {
    // 57 of the last 60 seconds are good at the end of second 556.
    expect(valueOver("recovery.service.time", BROKEN)).toBe(556 - ONSET);
  });

  test("counts who was lost, refused or failed before an answer, and who waits for nobody", () => {
    for (const instead of ["blocked", "failed", "lostUnanswered"] as const)
      expect(
        valueOver("recovery.service.time", {
          ...BROKEN,
          abandoned: () => 0,
          [instead]: BROKEN.abandoned!,
        }),
      ).toBe(556 - ONSET);
    const nobody: Courses = {
      inTime: BROKEN.inTime!,
      answered: BROKEN.answered!,
      "calls.inQueue": steps([0, 0], [400, 5], [500, 0]),
    };
    // The minute before second 460 has answers still; from 500 on all of them are good.
    expect(valueOver("recovery.service.time", nobody)).toBe(100);
  });

  test("what callers gave up until then is what they gave up more than before", () => {
    const usual = { ...BROKEN, abandoned: (i: number) => 1 + BROKEN.abandoned!(i) };
    expect(valueOver("recovery.abandoned.extra", usual)).toBe(1000);
  });

  test("minutes are degraded that lose more than 5 % above the usual, and above chance", () => {
    expect(valueOver("recovery.degraded.minutes", BROKEN)).toBe(2);
    // 300 usually; 30 more are 5 % of 600 but no more than chance brings.
    const much = (more: number): Courses => ({
      offered: () => 10,
      abandoned: steps([0, 5], [400, 5 + more], [460, 5]),
    });
    expect(valueOver("recovery.degraded.minutes", much(0.8))).toBe(0);
    expect(valueOver("recovery.degraded.minutes", much(0.9))).toBe(1);
    const few = (more: number): Courses => ({
      offered: () => 10,
      lost: steps([0, 0], [400, more], [460, 0]),
    });
    expect(valueOver("recovery.degraded.minutes", few(0.5))).toBe(0);
    expect(valueOver("recovery.degraded.minutes", few(0.51))).toBe(1);
  });
});

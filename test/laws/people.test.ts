import { describe, expect, test } from "vitest";
import type { CallRecord } from "../../src/model/records.ts";
import { areaUs, type Run, run, TWO_SITES } from "../support/scenarios.ts";

const PATIENCE_US = 8_000_000;

describe.each(["selected", "answered"])("patience of 8 s until %s", (until) => {
  const { records } = run(
    TWO_SITES,
    1,
    "run.fidelity=call",
    "demand.customers.patience=8s",
    `demand.customers.patienceUntil=${until}`,
    "agents.all.sites.dc1=4",
  );
  const queued = records.filter(({ queuedUs }) => queuedUs !== null);
  const gone = queued.filter(({ outcome }) => outcome === "abandoned");
  const served = queued.filter(({ outcome }) => outcome === "served");

  test("runs out 8 s after the caller entered the queue, to the microsecond", () => {
    expect(gone.length).toBeGreaterThan(5);
    for (const { queuedUs, endedUs } of gone) expect(endedUs - queuedUs!).toBe(PATIENCE_US);
  });

  test("bounds the time to what it waits for", () => {
    expect(served.length).toBeGreaterThan(20);
    for (const { queuedUs, selectedUs, answeredUs } of served) {
      const reachedUs = until === "selected" ? selectedUs! : answeredUs!;
      expect(reachedUs - queuedUs!).toBeLessThanOrEqual(PATIENCE_US);
    }
  });

  test("ends ringing only where it runs until the answer", () => {
    const ringing = gone.filter(({ selectedUs }) => selectedUs !== null);
    const afterWait = ringing.filter(({ queuedUs, selectedUs }) => selectedUs! > queuedUs!);
    const longer = served.filter(
      ({ queuedUs, answeredUs }) => answeredUs! - queuedUs! > PATIENCE_US,
    );
    if (until === "answered") expect(afterWait.length).toBeGreaterThan(5);
    else expect([ringing.length, longer.length > 5]).toEqual([0, true]);
  });
});

const SHIFT_ENDS_US = 360_000_000;
const WORK_US = 5_000_000;
const AT_DC1 = 9;
const UNTIL_SIX = 'intervals: { start: "08:00", length: 6min }';

/** Everybody's shift ends at once, while many are busy; the queue goes on. */
const shiftUntilSix = (atShiftEnd: string): Run =>
  run(
    TWO_SITES.replace(
      "all: { sites: { dc1: 9, dc2: 8 } }",
      ["all: { sites: { dc1: [9, 0] }", "others: { sites: { dc2: [8, 0] }"]
        .map((group) => `${group}, atShiftEnd: ${atShiftEnd}, ${UNTIL_SIX} }`)
        .join("\n  "),
    ).replace("groups: [all]", "groups: [all, others]"),
    1,
    "run.fidelity=call",
  );

/** When the agent of a call has nothing more to do with it. */
function doneUs({ outcome, endedUs }: CallRecord, skipsWork: boolean): number {
  if (outcome !== "served" || (skipsWork && endedUs >= SHIFT_ENDS_US)) return endedUs;
  return endedUs + WORK_US;
}

describe.each(["finishCallAndWork", "leaveAfterCall"])("agents whose rule is %s", (rule) => {
  const result = shiftUntilSix(rule);
  const calls = result.records.filter(({ selectedUs }) => selectedUs !== null);
  const isDc1 = (agent: number) => agent < AT_DC1;
  const scopes: [string, (agent: number) => boolean][] = [
    ["cluster", () => true],
    ["site:dc1", isDc1],
    ["site:dc2", (agent) => !isDc1(agent)],
    ["group:all", isDc1],
    ["group:others", (agent) => !isDc1(agent)],
  ];

  test.each(scopes)(
    "are logged in until their last call after the shift is over, %s",
    (scope, at) => {
      const stays = Array.from(result.world.agents.state.keys())
        .filter(at)
        .map((agent) => {
          const own = calls.filter((call) => call.agent === agent);
          const ends = own.map((call) => doneUs(call, rule === "leaveAfterCall"));
          return Math.max(SHIFT_ENDS_US, ...ends);
        });
      expect(stays.filter((us) => us > SHIFT_ENDS_US).length).toBeGreaterThan(3);
      const areaInAll = stays.reduce((total, us) => total + BigInt(us), 0n);
      expect(areaUs(result, "agents.loggedIn", scope)).toBe(areaInAll);
    },
  );

  test.each(scopes)("are busy from selection to the end of their work, %s", (scope, at) => {
    const busy = calls
      .filter(({ agent }) => at(agent))
      .map((call) => doneUs(call, rule === "leaveAfterCall") - call.selectedUs!);
    const area = busy.reduce((total, us) => total + BigInt(us), 0n);
    expect(areaUs(result, "agents.busy", scope)).toBe(area);
  });

  test("are all gone in the end", () => {
    const { layout } = result.plan;
    for (const [scope] of scopes) {
      const level = layout.find("level", "agents.loggedIn", scope)!;
      expect(result.world.recorders.levels[level], scope).toBe(0);
    }
  });
});

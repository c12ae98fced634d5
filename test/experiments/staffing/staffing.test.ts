import { expect, test } from "vitest";
import { thisThread } from "../../../src/crew/thisThread.ts";
import { measureDay } from "../../../src/experiments/staffing/dayFigures.ts";
import { planStaffing, staffDay } from "../../../src/experiments/staffing/staffing.ts";
import { renderStaffing } from "../../../src/experiments/staffing/text.ts";
import { openStudy } from "../../../src/study.ts";

const OF_QUEUE = "service.level[queue:support] >= 0.7";
const texts = new Map([
  [
    "day.yaml",
    `name: day
platform: none
run: { startOfDay: "08:00", warmUp: 0s, measure: 1h }
demand:
  customers:
    queue: support
    intervals: { start: "08:00", length: 30min, rates: [1/min, 2/min] }
queues: { support: { groups: [all] } }
agents: { all: { sites: { a: 5 } } }
sites: { a: {} }
`,
  ],
]);
function planFor(target: string) {
  const open = (settings: readonly string[]) =>
    openStudy("day.yaml", [`expect=["${target}"]`, ...settings], texts);
  return planStaffing(open([]), open, {
    ...{ find: [], deltas: new Map([["service.level", 0.2]]), alpha: 0.05, replicationsMax: 40 },
    ...{ formulas: true, offset: 0, lengthUs: 1800e6, shiftsUs: [], historyUs: Infinity },
  });
}
const plan = planFor("service.level >= 0.7");

test("a day run once shows of its intervals what runs of each of them show", async () => {
  const day = (target: string) =>
    measureDay(planFor(target), [[4, 7]], thisThread(), new AbortController().signal);
  const [once, each] = [await day("service.level >= 0.7"), await day(OF_QUEUE)];
  const values = (figures: typeof once) =>
    figures!.intervals.map(({ calls, targets }) =>
      [calls, ...targets].map(({ estimate, halfWidth95 }) => [estimate, halfWidth95]),
    );
  expect(once!.intervals[1]!.targets[0]!.scope).toBe("interval:08:30");
  expect(each!.intervals[1]!.targets[0]!.scope).toBe("queue:support");
  expect(values(once)).toEqual(values(each));
});

test.each([0, 3, 60, 100])("ended after %i replications it says how far it came", async (most) => {
  const end = new AbortController();
  const { replicate, dismiss } = thisThread();
  let made = 0;
  const crew = {
    dismiss,
    replicate: async (...of: Parameters<typeof replicate>) => {
      if (made++ < most) return replicate(...of);
      end.abort();
      throw new Error("dismissed");
    },
  };
  const staffing = await staffDay(plan, crew, end);
  expect(staffing.figures).toBeNull();
  expect(renderStaffing(staffing)).toMatch(
    new RegExp(`^Ended after ${staffing.needs.length} of 2 intervals\\.`),
  );
});

import { expect, test } from "vitest";
import { thisThread } from "../../../src/crew/thisThread.ts";
import { planStaffing, staffDay } from "../../../src/experiments/staffing/staffing.ts";
import { renderStaffing } from "../../../src/experiments/staffing/text.ts";
import { openStudy } from "../../../src/study.ts";

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
const open = (settings: readonly string[]) =>
  openStudy("day.yaml", ['expect=["service.level >= 0.7"]', ...settings], texts);
const plan = planStaffing(open([]), open, {
  ...{ find: [], deltas: new Map([["service.level", 0.2]]), alpha: 0.05, replicationsMax: 40 },
  ...{ formulas: true, offset: 0, lengthUs: 1800e6, shiftsUs: [], historyUs: Infinity },
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

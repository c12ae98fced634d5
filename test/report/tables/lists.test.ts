import { expect, test } from "vitest";
import { reportedIds } from "../../../src/report/tables/lists.ts";
import { metrics } from "../../../src/stats/metrics/index.ts";

test("every metric that a table names exists: a wrong name would just leave its row out", () => {
  const known = new Set(metrics.map(({ id }) => id));
  const named = reportedIds();
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

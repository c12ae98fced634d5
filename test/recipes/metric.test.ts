import { expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { estimate } from "../../src/stats/estimate.ts";
import { ratioOfMeans } from "../../src/stats/metrics/estimators.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import { cohort } from "../../src/stats/metrics/sources.ts";
import type { Metric } from "../../src/stats/metrics/types.ts";
import { scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const containedRatio: Metric = {
  id: "contained.ratio",
  unit: "ratio",
  meaning: "calls contained in the IVR over calls offered",
  estimator: ratioOfMeans(cohort("calls.contained"), cohort("calls.offered")),
};

test("a new metric is one record, estimated in every scope that has its recorders", () => {
  const plan = planOf(scenarioOf(TWO_SITES, "run.fidelity=call"));
  const samples = [0, 1, 2].map((replication) => simulate(plan, replication));
  const found = estimate([...metrics, containedRatio], plan.layout, samples);
  const sum = (id: string) =>
    samples.reduce((total, { cohorts }) => {
      return total + cohorts[plan.layout.find("cohort", id, "site:dc1")!];
    }, 0);
  const atSite = found.find(({ id, scope }) => id === "contained.ratio" && scope === "site:dc1");
  expect(atSite?.estimate).toBe(sum("calls.contained") / sum("calls.offered"));
});

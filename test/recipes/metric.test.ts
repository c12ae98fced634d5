import { expect, test, vi } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { summaryMarkdown } from "../../src/report/markdown.ts";
import { runStudy } from "../../src/run.ts";
import { estimate } from "../../src/stats/estimate.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import type { Metric } from "../../src/stats/metrics/types.ts";
import { scenarioOf, TWO_SITES } from "../support/scenarios.ts";

vi.mock("../../src/stats/metrics/index.ts", async (original) => {
  const shipped = await original<{ metrics: readonly Metric[] }>();
  const { ratioOfMeans } = await import("../../src/stats/metrics/estimators.ts");
  const { cohort } = await import("../../src/stats/metrics/sources.ts");
  const containedRatio: Metric = {
    id: "contained.ratio",
    unit: "ratio",
    meaning: "calls contained in the IVR over calls offered",
    estimator: ratioOfMeans(cohort("calls.contained"), cohort("calls.offered")),
  };
  return { metrics: [...shipped.metrics, containedRatio] };
});

test("a new metric is one record, estimated in every scope that has its recorders", () => {
  const plan = planOf(scenarioOf(TWO_SITES, "run.fidelity=call"));
  const samples = [0, 1, 2].map((replication) => simulate(plan, replication));
  const found = estimate(metrics, plan.layout, samples);
  const sum = (id: string) =>
    samples.reduce((total, { cohorts }) => {
      return total + cohorts[plan.layout.find("cohort", id, "site:dc1")!];
    }, 0);
  const atSite = found.find(({ id, scope }) => id === "contained.ratio" && scope === "site:dc1");
  expect(atSite?.estimate).toBeCloseTo(sum("calls.contained") / sum("calls.offered"), 12);
});

test("the new metric may be expected and observed, and the report shows it", async () => {
  const findings = await runStudy("scenarios/validation/C04.yaml", {
    overrides: [
      "run={ warmUp: 0s, measure: 10min, replications: 2 }",
      "expect=['contained.ratio <= 0.1 %']",
      "observed=[{ metric: contained.ratio, value: 0 }]",
    ],
  });
  expect(findings!.expectations.map(({ verdict }) => verdict)).toEqual(["pass"]);
  const report = summaryMarkdown(findings!);
  expect(report).toMatch(/^\| contained\.ratio \| whole cluster \| 0 % \|/m);
  expect(report).toMatch(
    /^\| contained\.ratio \| 0 % \| calls contained in the IVR over calls offered \|$/m,
  );
});

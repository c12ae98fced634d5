import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { read } from "../../src/scenario/read.ts";
import { validate } from "../../src/scenario/validate.ts";
import { type Estimate, estimate } from "../../src/stats/estimate.ts";
import { levelQuantile } from "../../src/stats/metrics/estimators.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import type { Metric } from "../../src/stats/metrics/types.ts";
import { studentT } from "../../src/stats/studentT.ts";

/**
 * The model against queueing theory. Expected values are exact for the Markov models; `sd` is the
 * exact standard deviation per root of offered calls (renewal reward of a birth-death process), so
 * that the standard error of a run of N calls is sd / sqrt(N).
 */
const CASES = [
  {
    file: "mmc-14",
    expected: [
      { metric: "wait.delayed.ratio", value: 0.1741319336, sd: 1.8901474 },
      { metric: "wait.mean", value: 7.835937012, sd: 173.5551289 },
      { metric: "agents.occupancy", value: 0.7142857143, sd: 1.010152545 },
    ],
  },
  {
    file: "mmc-patience-50",
    expected: [
      { metric: "wait.delayed.ratio", value: 0.4677740686, sd: 4.77740401 },
      { metric: "abandon.ratio", value: 0.03091224916, sd: 0.5514524614 },
      { metric: "wait.mean", value: 3.709469899, sd: 66.93871567 },
      { metric: "agents.occupancy", value: 0.9303242408, sd: 0.9067519107 },
    ],
  },
  {
    file: "mmcc-20",
    expected: [
      { metric: "calls.blocked", perOffered: true, value: 0.1092128459, sd: 0.6937237065 },
      { metric: "agents.occupancy", value: 0.8017084387, sd: 0.6537662845 },
    ],
  },
  {
    file: "mginf-480",
    expected: [{ metric: "pool.inUse", scope: "pool:mcp.treatment", value: 480, sd: 678.8225099 }],
  },
] as const;

type Expected = (typeof CASES)[number]["expected"][number];

/** All replications of a file of `scenarios/validation`, estimated by some metrics. */
function study(file: string, by: readonly Metric[], overrides: readonly string[]): Estimate[] {
  const path = `scenarios/validation/${file}.yaml`;
  const plan = planOf(validate(read(path, overrides, (name) => readFileSync(name, "utf8"))));
  const { replications } = plan.scenario.run;
  const samples = Array.from({ length: replications }, (_, i) => simulate(plan, i));
  return estimate(by, plan.layout, samples);
}

/** Deviation of each expected value in standard errors. */
function deviations(file: string, expected: readonly Expected[], ...overrides: string[]): number[] {
  const estimates = study(file, metrics, overrides);
  const [{ replications }] = estimates;
  const of = (id: string, scope: string) =>
    estimates.find((each) => each.id === id && each.scope === scope)!.estimate!;
  const offered = of("calls.offered", "cluster");
  return expected.map((each) => {
    const scope = "scope" in each ? each.scope : "cluster";
    const value = of(each.metric, scope) / ("perOffered" in each ? offered : 1);
    return (value - each.value) / (each.sd / Math.sqrt(replications * offered));
  });
}

const LIMIT = 3.5;

/**
 * Case G01: the number of ports in use is Poisson with mean 480, so that its quantiles are known.
 * Rare levels come in clumps: what a run tells of them is judged by its own jackknife interval.
 */
const PORTS = [
  { id: "p50", estimator: levelQuantile("pool.inUse", 0.5), ports: 480 },
  { id: "p90", estimator: levelQuantile("pool.inUse", 0.9), ports: 508 },
  { id: "p99", estimator: levelQuantile("pool.inUse", 0.99), ports: 532 },
  { ...metrics.find(({ id }) => id === "pool.inUse.p999")!, ports: 549 },
];

describe("the model reduces to theory", () => {
  test.each(CASES)("$file", ({ file, expected }) => {
    for (const [i, z] of deviations(file, expected).entries())
      expect(Math.abs(z), `${expected[i].metric}: ${z.toFixed(2)} standard errors`).toBeLessThan(
        LIMIT,
      );
  });

  test("mginf-480, quantiles of the ports in use to one port and their own error", () => {
    const asked = PORTS.map((each) => ({ unit: "ports", meaning: "", ...each }));
    const many = ["run.replications=20", "run.measure=2h"];
    const estimates = study("mginf-480", asked, many);
    for (const { id, ports } of PORTS) {
      const found = estimates.find(
        (each) => each.id === id && each.scope === "pool:mcp.treatment",
      )!;
      const error = found.halfWidth95! / studentT(0.975, found.replications - 1);
      const text = `${id}: ${found.estimate} ports, standard error ${error.toFixed(2)}`;
      expect(Math.abs(found.estimate! - ports), text).toBeLessThanOrEqual(1 + LIMIT * error);
      expect(error, text).toBeLessThan(4);
    }
  });

  test("and a service time 3 % too long is found out", () => {
    const [, , { expected }] = CASES;
    const biased = "demand.callers.talk=exponential(mean 185.4s)";
    const worst = Math.max(...deviations("mmcc-20", expected, biased).map(Math.abs));
    expect(worst).toBeGreaterThan(LIMIT);
  });
});

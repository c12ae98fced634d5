import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { read } from "../../src/scenario/read.ts";
import { validate } from "../../src/scenario/validate.ts";
import { estimate } from "../../src/stats/estimate.ts";
import { metrics } from "../../src/stats/metrics/index.ts";

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

/** Deviation of each expected value in standard errors. */
function deviations(file: string, expected: readonly Expected[], ...overrides: string[]): number[] {
  const path = `scenarios/validation/${file}.yaml`;
  const plan = planOf(validate(read(path, overrides, (name) => readFileSync(name, "utf8"))));
  const { replications } = plan.scenario.run;
  const samples = Array.from({ length: replications }, (_, i) => simulate(plan, i));
  const estimates = estimate(metrics, plan.layout, samples);
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

describe("the model reduces to theory", () => {
  test.each(CASES)("$file", ({ file, expected }) => {
    for (const [i, z] of deviations(file, expected).entries())
      expect(Math.abs(z), `${expected[i].metric}: ${z.toFixed(2)} standard errors`).toBeLessThan(
        LIMIT,
      );
  });

  test("and a service time 3 % too long is found out", () => {
    const [, , { expected }] = CASES;
    const biased = "demand.callers.talk=exponential(mean 185.4s)";
    const worst = Math.max(...deviations("mmcc-20", expected, biased).map(Math.abs));
    expect(worst).toBeGreaterThan(LIMIT);
  });
});

import { expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { estimate } from "../../src/stats/estimate.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import { scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/** Estimates of a few replications, by metric and scope. */
function figuresOf(replications: number, text: string, ...overrides: string[]) {
  const plan = planOf(scenarioOf(text, ...overrides));
  const samples = Array.from({ length: replications }, (_, index) => simulate(plan, index));
  const estimates = estimate(metrics, plan.layout, samples);
  return (id: string, scope: string) =>
    estimates.find((each) => each.id === id && each.scope === `link:${scope}`)?.estimate;
}

test("a link is used by all it carries, over its capacity; one without limit by nothing", () => {
  const codecs = "media.paths={ carrier: { codec: G.729 }, phones: { codec: Opus 16k } }";
  const limits = ["network.carrier.capacity=3Mbps", "network.wan.capacity=800kbps"];
  const figure = figuresOf(3, TWO_SITES, codecs, ...limits);
  for (const [link, capacity] of [
    ["carrier>dc1", 3],
    ["dc2>dc1", 0.8],
  ] as const) {
    const parts = ["media", "signalling", "tlib"].map((kind) => figure(`bandwidth.${kind}`, link)!);
    const used = figure("bandwidth.utilisation", link)!;
    expect(used).toBeGreaterThan(0.1);
    expect(used * capacity).toBeCloseTo(
      parts.reduce((sum, part) => sum + part),
      9,
    );
    const [p95, p99, max] = ["p95of1s", "p99of1s", "max1s"].map(
      (what) => figure(`bandwidth.utilisation.${what}`, link)!,
    );
    expect([used < p95!, p95! <= p99!, p99! <= max! * 1.5]).toEqual([true, true, true]);
  }
  expect(figure("bandwidth.utilisation", "dc1>dc1")).toBeUndefined();
});

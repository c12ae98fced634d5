import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { read } from "../../src/scenario/read.ts";
import { validate } from "../../src/scenario/validate.ts";
import { estimate } from "../../src/stats/estimate.ts";
import { levelQuantile } from "../../src/stats/metrics/estimators.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import { studentT } from "../../src/stats/studentT.ts";
import { shippedCases, validateCases } from "../../src/validate.ts";

/** Patience and places, loss, a short queue, days, redials: half a million calls in all. */
const QUICK = ["A11", "B02", "CC-MMC", "SIMMER-MM23", "T02", "X02"];

const judged = (names: readonly string[], bias: number) => {
  const shipped = shippedCases();
  const files = names.map((name) => shipped.get(name)!);
  return validateCases(files, { seed: "theory", bias, quick: true });
};

describe("the model reduces to theory", () => {
  test("in small cases, judged jointly", async () => {
    const { cases, isConsistent } = (await judged(QUICK, 1))!;
    const worst = cases.map(({ name, adjustedP }) => `${name}: ${adjustedP.toPrecision(2)}`);
    expect(isConsistent, worst.join(", ")).toBe(true);
    expect(cases.flatMap(({ figures }) => figures).length).toBeGreaterThan(18);
  });

  test("and times 3 % too long are found out", async () => {
    const { cases } = (await judged(["B02", "A11"], 1.03))!;
    expect(cases.map(({ isConsistent }) => isConsistent)).toEqual([false, false]);
  });
});

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

test("G01: quantiles of the ports in use to one port and their own error", () => {
  const asked = PORTS.map((each) => ({ unit: "ports", meaning: "", ...each }));
  const overrides = ["run.replications=20", "run.measure=2h"];
  const document = read(shippedCases().get("G01")!, overrides, (name) =>
    readFileSync(name, "utf8"),
  );
  const plan = planOf(validate(document));
  const samples = Array.from({ length: 20 }, (_, i) => simulate(plan, i));
  const estimates = estimate(asked, plan.layout, samples);
  for (const { id, ports } of PORTS) {
    const found = estimates.find((each) => each.id === id && each.scope === "pool:mcp.treatment")!;
    const error = found.halfWidth95! / studentT(0.975, found.replications - 1);
    const text = `${id}: ${found.estimate} ports, standard error ${error.toFixed(2)}`;
    expect(Math.abs(found.estimate! - ports), text).toBeLessThanOrEqual(1 + LIMIT * error);
    expect(error, text).toBeLessThan(4);
  }
});

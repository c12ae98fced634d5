import { describe, expect, test } from "vitest";
import { capacityOf } from "../../src/model/capacity.ts";
import { planOf } from "../../src/model/plan.ts";
import { treatmentOf } from "../../src/model/treatment.ts";
import { areaUs, cohort, run, scenarioOf } from "../support/scenarios.ts";

/** Two minutes of treatment for each call, before callers of this patience may be answered. */
const treated = (patience: string) => `name: treated
run: { fidelity: call, warmUp: 0s, measure: 40min, startOfDay: "08:00", registrations: false }
sites: { dc1: { mcp: 12, portsPerMcp: 150 } }
demand:
  customers:
    queue: support
    intervals: { start: "08:00", length: 40min, rates: [36000/h] }
    ivr: { duration: 15s, containment: 0 }
    queueTreatment: atLeast 120s
    patience: ${patience}
    ring: 5s
    talk: 20s
    afterCallWork: 5s
queues: { support: { groups: [all] } }
agents: { all: { sites: { dc1: 900 } } }
`;

describe("who hangs up in queue treatment, and when", () => {
  test.each([
    ["exponential(mean 420s)", 1 - Math.exp(-120 / 420), 420 * (1 - Math.exp(-120 / 420))],
    ['"zeroInflated(share 0.25, law never)"', 0.25, 0.75 * 120],
    ['"uniform(0s, 480s)"', 0.25, 0.25 * 60 + 0.75 * 120],
    ["30s", 1, 30],
    ["120s", 0, 120],
    ["never", 0, 120],
  ])("%s", (patience, leaving, meanS) => {
    const [demand] = scenarioOf(treated(patience)).demand;
    const treatment = treatmentOf(demand);
    expect(treatment.leaving).toBeCloseTo(leaving, 12);
    expect(treatment.meanUs / 1e6).toBeCloseTo(meanS, 5);
  });
});

test("what they take until then, and what they leave to others, is what a run shows", () => {
  const text = treated('"uniform(0s, 480s)"');
  const shown = run(text, 1);
  const calls = cohort(shown, "calls.offered");
  const perCall = (scope: string) =>
    capacityOf(planOf(scenarioOf(text))).find((row) => row.scope === scope)!.perCall;
  const seconds = (id: string, scope: string) => Number(areaUs(shown, id, scope)) / 1e6;
  // All calls have ended. Four standard errors of 24,000 calls that stay or go.
  for (const pool of ["pool:trunks", "pool:mcp.treatment"])
    expect(Math.abs(seconds("pool.inUse", pool) / calls / perCall(pool) - 1)).toBeLessThan(0.015);
  const handling = seconds("agents.busy", "cluster") / calls;
  expect(Math.abs(handling / perCall("cluster") - 1)).toBeLessThan(0.015);
});

import { expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { estimate } from "../../src/stats/estimate.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import { studentT } from "../../src/stats/studentT.ts";
import { erlangC } from "../../src/stats/theory/erlangC.ts";
import { scenarioOf } from "../support/scenarios.ts";

/** Two groups of agents in a row: the first hand calls over to the second and leave at once. */
const TANDEM = `name: tandem
run: { fidelity: call, warmUp: 0s, measure: 200h }
platform: none
sites:
  dc1: {}
demand:
  customers:
    queue: support
    rate: 240/h
    ivr: { duration: 0s }
    patience: never
    ring: 0s
    talk: "exponential(mean 60s)"
    afterCallWork: 0s
    consult:
      queue: experts
      blindTransfer: 0.25
      ring: 0s
      secondTalk: "exponential(mean 120s)"
      afterCallWork: 0s
queues:
  support: { groups: [agents] }
  experts: { groups: [experts] }
agents:
  agents: { sites: { dc1: 5 } }
  experts: { sites: { dc1: 3 } }
`;

const REPLICATIONS = 10;
const LIMIT = 3.5;

test("handed over at random, calls reach the second group as a Poisson stream (Burke)", () => {
  const plan = planOf(scenarioOf(TANDEM));
  const samples = Array.from({ length: REPLICATIONS }, (_, i) => simulate(plan, i));
  const { meanWait } = erlangC({ servers: 3, arrivalRate: 60 / 3600, serviceTime: 120 });
  const exact = { "consult.ratio": 0.25, "transfer.ratio": 0.25, "consult.wait.mean": meanWait };
  const asked = metrics.filter(({ id }) => id in exact);
  const estimates = estimate(asked, plan.layout, samples);
  for (const [id, value] of Object.entries(exact)) {
    const found = estimates.find((each) => each.id === id && each.scope === "cluster")!;
    const error = found.halfWidth95! / studentT(0.975, REPLICATIONS - 1);
    const text = `${id}: ${found.estimate} for ${value}, standard error ${error}`;
    expect(Math.abs(found.estimate! - value), text).toBeLessThanOrEqual(LIMIT * error);
    expect(error / value, text).toBeLessThan(0.03);
  }
});

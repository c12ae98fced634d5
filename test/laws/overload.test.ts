import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { capacityOf } from "../../src/model/capacity.ts";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { estimate } from "../../src/stats/estimate.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import { studentT } from "../../src/stats/studentT.ts";
import { scenarioOf } from "../support/scenarios.ts";

/** A node a quarter as fast, so that a test takes seconds; its bursts last four times as long. */
const SLOW = [
  "signalling.overload.targetDelay=300ms",
  "components.sipServer.modules.sessionController.service=10ms",
  "run.warmUp=5min",
  "run.measure=5min",
];
const SERVICE_SECONDS = 0.01;
const REPLICATIONS = 3;
const NODE = "component:sipServer.sessionController";
const CONTROL = {
  none: "components.sipServer.backlogLimit=unlimited",
  refusal: "signalling.overload.control=none",
  feedback: "signalling.overload.control=loss",
} as const;

const file = fileURLToPath(new URL("../../scenarios/overload/one-node.yaml", import.meta.url));
const text = readFileSync(file, "utf8");
const plan = (...overrides: string[]) => planOf(scenarioOf(text, ...SLOW, ...overrides));
const ceiling = capacityOf(plan()).find(({ scope }) => scope === NODE)!.ceilingCaps;

/** At a load in ceilings: goodput, in ceilings, and what the rest of the node's second went to. */
function at(load: number, control: keyof typeof CONTROL, ...more: string[]) {
  const loaded = plan(`demand.customers.rate=${load * ceiling}/s`, CONTROL[control], ...more);
  const seconds = loaded.scenario.run.measureUs / 1e6;
  const samples = Array.from({ length: REPLICATIONS }, (_, i) => simulate(loaded, i));
  const found = estimate(metrics, loaded.layout, samples);
  const one = (id: string, scope = "cluster") =>
    found.find((each) => each.id === id && each.scope === scope)!;
  const served = one("calls.served");
  return {
    goodput: served.estimate! / seconds / ceiling,
    error: served.halfWidth95! / studentT(0.975, REPLICATIONS - 1) / seconds / ceiling,
    failed: one("calls.failed").estimate! / one("calls.offered").estimate!,
    used: one("component.utilisation", NODE).estimate!,
    again: one("sip.retransmissions.rate").estimate!,
    refused: one("component.rejected", NODE).estimate! / seconds,
    heldBack: one("component.heldBack", NODE).estimate! / seconds,
  };
}

describe("load beyond the ceiling that the capacity table gives", () => {
  test("is not reached yet: nothing is lost, and the node is used as the table says", () => {
    for (const control of ["none", "refusal", "feedback"] as const) {
      const below = at(0.85, control);
      expect(below.failed, control).toBeLessThan(0.01);
      expect(Math.abs(below.used - below.goodput), control).toBeLessThan(5 * below.error);
    }
  });

  test("without control: repeated requests eat the node, and goodput collapses", () => {
    const [beyond, far] = [at(1.3, "none"), at(2, "none")];
    expect(beyond.used).toBeGreaterThan(0.99);
    expect(beyond.again).toBeGreaterThan(20 * ceiling);
    expect(beyond.goodput).toBeLessThan(0.8);
    expect(far.goodput).toBeLessThan(0.7);
  });

  test("with refusals: goodput sags by what refusing takes", () => {
    const [beyond, far] = [at(1.3, "refusal"), at(2, "refusal")];
    expect(beyond.refused).toBeGreaterThan(0);
    expect(beyond.goodput).toBeGreaterThan(0.88);
    expect(far.goodput).toBeGreaterThan(0.8);
    expect(far.goodput).toBeLessThan(beyond.goodput);
  });

  test("with nothing repeated, a refusal takes half an INVITE's work and that of its ACK", () => {
    const patient = ["signalling.t1=4s", "signalling.t2=4s"];
    const { used, goodput, error, refused } = at(2, "refusal", ...patient);
    expect(refused).toBeGreaterThan(0.5 * ceiling);
    const perRefusal = (used - goodput) / refused / SERVICE_SECONDS;
    expect(Math.abs(perRefusal - 1.5)).toBeLessThan((3 * error) / refused / SERVICE_SECONDS);
    expect((3 * error) / refused / SERVICE_SECONDS).toBeLessThan(0.4);
  });

  test("with feedback: goodput holds at the ceiling, however great the load", () => {
    for (const load of [1.3, 2]) {
      const { goodput, error, refused, heldBack, used } = at(load, "feedback");
      expect(heldBack).toBeGreaterThan(10 * refused);
      expect(goodput).toBeGreaterThan(0.93);
      expect(Math.abs(used - goodput), `${load}`).toBeLessThan(0.01 + 5 * error);
    }
  });
});

import { expect, test } from "vitest";
import { components } from "../../src/model/components/index.ts";
import { nearestName } from "../../src/scenario/nearest.ts";
import { EXAMPLE, placesOfProblems, scenarioOf } from "./example.ts";

const scenario = scenarioOf(EXAMPLE, [
  "run.startOfDay=07:45",
  "run.busyness=0.15",
  "components.sipProxy.retryAfter=11s",
  "network.links.dc2>dc1.capacity=2Mbps",
  "signalling={ t1: 400ms, t2: 5s }",
  "demand.morning={ busyness: 0.2, ivr: { duration: 61s, containment: 0.3, patience: 62s } }",
  "demand.morning.sites={ dc2: 1 }",
  "queues.support.threshold=21s",
]);

test("every figure arrives where the model looks for it", () => {
  const proxy = scenario.components[components.findIndex(({ name }) => name === "sipProxy")];
  expect(proxy).toMatchObject({ retryAfterUs: 11e6, backlogLimitUs: 500_000 });
  const link = scenario.links.find(({ from, to }) => from === 1 && to === 0);
  expect(link).toMatchObject({ latencyUs: 5000, bitsPerSecond: 2e6 });
  expect(scenario.signalling).toMatchObject({ registerExpiresUs: 300e6, t1Us: 4e5, t2Us: 5e6 });
  const [, morning] = scenario.demand;
  expect(morning).toMatchObject({ busynessCv: 0.2, containment: 0.3, siteShares: [0, 1] });
  expect([morning!.ivrDuration.mean, morning!.ivrPatience.mean]).toEqual([61e6, 62e6]);
  expect(scenario.queues[0]!.thresholdUs).toBe(21e6);
  expect(scenario.run.busynessCv).toBe(0.15);
});

test("an interval under way at the start of the run begins with it", () => {
  expect(scenario.demand[1]!.profile.startUs).toEqual([0, 900e6, 2700e6, 4500e6]);
});

test("queue treatment is none, or a least time", () => {
  const treated = (text: string) =>
    scenarioOf(EXAMPLE, [`demand.morning.queueTreatment=${text}`]).demand[1]!.queueTreatmentUs;
  expect(scenario.demand[1]!.queueTreatmentUs).toBe(0);
  expect([treated("none"), treated("atLeast 2min"), treated("atLeast 10h")]).toEqual([
    0, 120e6, 36_000e6,
  ]);
  for (const wrong of ["120s", "atLeast 120", "atLeast 11h", "atMost 1s"])
    expect(
      placesOfProblems(() => treated(wrong)),
      wrong,
    ).toHaveLength(1);
});

test("what is kept depends on the measured time and the channels of a recording", () => {
  const { storage } = scenario;
  expect(storage).toMatchObject({ daySeconds: 30_000, fileBitsPerSecond: 16_000 });
  expect(storage.days).toEqual({ recordings: 90, logs: 14, detail: 91, aggregates: 730 });
  expect([storage.recordBytes, storage.indexBytes, storage.databaseBytes]).toEqual([1e3, 3e3, 1e9]);
  const day = scenarioOf(EXAMPLE, ["run.measure=24h", "recording.channels=mono"]).storage;
  expect(day).toMatchObject({ daySeconds: 86_400, fileBitsPerSecond: 8000 });
});

test("what a sizing table aims at is no part of the meaning", () => {
  expect(scenarioOf(EXAMPLE, ["sizing.blocking=1%"]).hash).toBe(scenarioOf(EXAMPLE).hash);
  expect(scenarioOf(EXAMPLE, ["retention.logs=7d"]).hash).not.toBe(scenarioOf(EXAMPLE).hash);
});

test("the number of replications is no part of the meaning", () => {
  expect(scenarioOf(EXAMPLE, ["run.replications=3"]).hash).toBe(scenarioOf(EXAMPLE).hash);
});

test("mistakes of one line are told from left to right", () => {
  const twice = EXAMPLE.replace("warmUp: 30min, measure: 60min", "wrmUp: 1s, measure: 60");
  expect(placesOfProblems(() => scenarioOf(twice))).toEqual([
    "a.yaml:4:8 run.wrmUp",
    "a.yaml:4:28 run.measure",
  ]);
});

test("shares of refreshing are in order, and a list of agents is not empty", () => {
  const turned = "signalling={ refreshFrom: 0.9, refreshTo: 0.5 }";
  expect(placesOfProblems(() => scenarioOf(EXAMPLE, [turned]))).toEqual([
    "--set:1:43 signalling.refreshTo",
  ]);
  expect(placesOfProblems(() => scenarioOf(EXAMPLE, ["agents.day.sites.dc1=[]"]))).toEqual([
    "--set:1:18 agents.day.sites.dc1",
  ]);
});

test("the nearest name is a slip away or begins alike; else there is none", () => {
  expect(nearestName("suport", ["sales", "support"])).toBe("support");
  expect(nearestName("thresh", ["groups", "threshold"])).toBe("threshold");
  expect(nearestName("entirely", ["sales", "support"])).toBeUndefined();
});

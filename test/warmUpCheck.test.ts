import { expect, test } from "vitest";
import { openStudy } from "../src/study.ts";
import { checkWarmUp } from "../src/warmUpCheck.ts";
import { scenarioFile, TINY } from "./cli/support.ts";

const check = (...overrides: readonly string[]) =>
  checkWarmUp(openStudy(scenarioFile(TINY), overrides).scenario);

/** Calls of an hour fill an endless system slowly: the start cannot be missed. */
const SLOW = [
  "demand.customers.talk=1h",
  "demand.customers.rate=10/min",
  "agents.all.sites.dc1=1000",
];
const LONG = ["run.measure=8h", "run.replications=25"];

test("a warm-up that ends while the system still fills is too short, a longer one is not", () => {
  expect(check(...SLOW, ...LONG, "run.warmUp=10min")).toMatchObject({ longEnough: false });
  const patient = check(...SLOW, ...LONG, "run.warmUp=2h");
  expect(patient).toMatchObject({ statedS: 7200, longEnough: true });
  expect(patient!.truncationS).toBeGreaterThanOrEqual(3000);
});

test.each([
  ["without a warm-up", ["run.warmUp=0s"]],
  ["with too few replications", ["run.replications=4"]],
  ["with too short a run", ["run.measure=1min", "run.warmUp=1min"]],
  [
    "when the staffing changes",
    [
      "agents.all.sites.dc1=[12, 11]",
      'agents.all.intervals={ start: "08:00", length: 15min }',
      'run.startOfDay="08:00"',
    ],
  ],
  [
    "when something fails",
    ['faults=[{ linkDown: { target: "carrier>dc1", at: 5min, for: 1min } }]'],
  ],
])("nothing is judged %s", (_, overrides) => {
  expect(check(...overrides)).toBeUndefined();
});

import { describe, expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { run, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/** Two sites of plenty in which nobody gives up, agents of the own site first. */
const PLENTY = TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited")
  .replace("{ sites: { dc1: 9, dc2: 8 } }", "{ sites: { dc1: 60, dc2: 60 } }")
  .replace('patience: "exponential(mean 20s)"', "patience: never");
const ONSET_US = 200_000_000;
const END_US = 500_000_000;
const withFaults = (...faults: readonly string[]) =>
  `${PLENTY}faults:\n${faults.map((each) => `  - ${each}\n`).join("")}`;

const selectedIn = (records: ReturnType<typeof run>["records"], fromUs: number, toUs: number) =>
  records.filter(({ selectedUs }) => selectedUs! >= fromUs && selectedUs! < toUs);

describe("without StatServer", () => {
  const { records } = run(
    withFaults("serviceDown: { target: statServer, at: 200s, for: 300s }"),
    2,
  );

  test("no call gets an agent; whoever waits gets one once it is back", () => {
    expect(selectedIn(records, ONSET_US, END_US)).toEqual([]);
    expect(selectedIn(records, 0, ONSET_US).length).toBeGreaterThan(5);
    expect(selectedIn(records, END_US, END_US + 1).length).toBeGreaterThan(5);
  });

  test("no call ends that waits", () => {
    expect(records.filter(({ outcome }) => outcome === "lost" || outcome === "failed")).toEqual([]);
  });
});

test("without URS no call gets an agent", () => {
  const { records } = run(withFaults("serviceDown: { target: urs, at: 200s, for: 300s }"), 2);
  expect(selectedIn(records, ONSET_US, END_US)).toEqual([]);
  expect(selectedIn(records, END_US, Infinity).length).toBeGreaterThan(5);
});

test("a site without StatServer makes calls of no other site wait", () => {
  const names = planOf(scenarioOf(PLENTY)).topology.instances.map(({ name }) => name);
  const faults = names
    .filter((name) => name.startsWith("dc1/statServer/"))
    .map((name) => `instanceDown: { target: ${name}, at: 200s, for: 300s }`);
  expect(faults.length).toBeGreaterThan(0);
  const { records } = run(withFaults(...faults), 2);
  const selected = selectedIn(records, ONSET_US, END_US);
  expect(selected.filter(({ site }) => site === 0)).toEqual([]);
  expect(selected.filter(({ site }) => site === 1).length).toBeGreaterThan(5);
});

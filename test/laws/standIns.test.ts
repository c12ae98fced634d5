import { describe, expect, test } from "vitest";
import { componentIndex } from "../../src/model/topology.ts";
import { areaUs, cohort, type Run, run, TWO_SITES } from "../support/scenarios.ts";

/** Two sites of plenty, whose calls last long enough to be found in progress. */
const PLENTY = TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited").replace(
  "{ sites: { dc1: 9, dc2: 8 } }",
  "{ sites: { dc1: 90, dc2: 80 } }",
);
const withFaults = (...faults: string[]) =>
  `${PLENTY}faults:${faults.map((each) => `\n  - ${each}`).join("")}\n`;
const down = (target: string, at = "100s", lasts = "400s") =>
  `instanceDown: { target: ${target}, at: ${at}, for: ${lasts} }`;
const ended = ({ records }: Run, outcome: string) =>
  records.filter((each) => each.outcome === outcome);
const counter = ({ plan, world }: Run, id: string) =>
  world.recorders.counters[plan.layout.find("counter", id, "cluster")!];
const messages = ({ plan, world }: Run, component: string, number: number) => {
  const { first } = plan.topology.atSite[componentIndex(component)][0];
  return world.platform.messages(plan.topology.stationOf[first + number]);
};

describe("one of several stands in for another", () => {
  test("calls on a dead MCP lose their media; the next ones get ports of the others", () => {
    const long = "demand.customers.ivr.duration=60s";
    const { records, world } = run(withFaults(down("dc1/mcp/1")), 2, long);
    const lost = records.filter(({ outcome }) => outcome === "lost");
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every(({ endedUs, site }) => endedUs === 100e6 && site === 0)).toBe(true);
    const later = records.filter(({ arrivedUs, site }) => site === 0 && arrivedUs > 101e6);
    expect(later.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(world.pools.inUse).toBe(0);
  });

  test("an ORS is asked instead of the other, so that no call notices", () => {
    const result = run(withFaults(down("dc1/ors/1")), 2);
    expect(ended(result, "failed")).toEqual([]);
    expect(messages(result, "ors", 1)).toBeGreaterThan(2 * messages(result, "ors", 0));
  });

  test("one ICON misses what the other one hears; without both there is a gap", () => {
    const one = run(withFaults(down("dc1/icon/1")), 2);
    expect(counter(one, "icon.missed")).toBeGreaterThan(100);
    expect(counter(one, "icon.unheard")).toBe(0);
    const both = run(withFaults(down("dc1/icon/1"), down("dc1/icon/2")), 2);
    expect(counter(both, "icon.unheard")).toBe(counter(both, "icon.missed") / 2);
  });
});

describe("recordings", () => {
  const recorded = (mode: string) =>
    `${PLENTY}recording: { mode: ${mode}, share: 1, screen: { share: 1 } }\n`;

  test.each([
    ["bridged", true],
    ["siprec", false],
  ])("%s: a conversation is lost with the MCP that records it: %s", (mode, isLost) => {
    const result = run(`${recorded(mode)}faults:\n  - ${down("dc1/mcp/1")}\n`, 2);
    const talking = ended(result, "lost").filter(({ answeredUs }) => answeredUs !== null);
    expect(talking.length > 0).toBe(isLost);
    expect(counter(result, "recording.cut")).toBeGreaterThan(0);
    expect(result.world.pools.inUse).toBe(0);
  });

  test("screens wait for the muxers, and each of them is put together in the end", () => {
    const muxers = [down("dc1/muxer/1"), down("dc1/muxer/2")];
    const result = run(`${recorded("siprec")}faults:\n  - ${muxers.join("\n  - ")}\n`, 2);
    const usual = run(recorded("siprec"), 2);
    const id = (name: string, of: Run) => counter(of, `recording.${name}`);
    expect(id("muxed", result)).toBe(id("screens", result));
    expect(id("screens", result)).toBe(id("screens", usual));
    const waited = (of: Run) => Number(areaUs(of, "recording.muxer.files"));
    expect(waited(result)).toBeGreaterThan(5 * waited(usual));
  });
});

describe("a list that is dialled", () => {
  const CAMPAIGN = `campaigns:
  list:
    queue: support
    site: dc1
    records: 60
    pacing: { rate: 600/h }
    hours: { from: "08:00", to: "20:00" }
    ring: 5s
    talk: 20s
    afterCallWork: 0s
`;
  test("stops without its OCS and goes on where it was: nobody is dialled twice", () => {
    const usual = run(`${PLENTY}${CAMPAIGN}`, 2);
    for (const fault of [
      down("dc1/ocs/1"),
      "pairSwitchover: { target: dc1/ocs/1, cause: hang, at: 100s, for: 400s }",
    ]) {
      const result = run(`${PLENTY}${CAMPAIGN}faults:\n  - ${fault}\n`, 2);
      expect(counter(result, "outbound.dials")).toBe(counter(usual, "outbound.dials"));
    }
  });
});

test("the cohort has one outcome for each call, whatever stood in for what", () => {
  const faults = ["urs/1", "ors/1", "mcp/2", "resourceManager/1", "sbc/2", "featureServer/1"];
  const result = run(withFaults(...faults.map((each) => down(`dc1/${each}`))), 2);
  const outcomes = ["contained", "served", "abandoned", "blocked", "failed", "lost"];
  const sum = outcomes.reduce((all, each) => all + cohort(result, `calls.${each}`), 0);
  expect(sum).toBe(cohort(result, "calls.offered"));
});

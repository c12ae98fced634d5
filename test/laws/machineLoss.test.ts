import { describe, expect, test } from "vitest";
import { runUntil } from "../../src/engine/loop.ts";
import { HELD, PORT_COUNT } from "../../src/model/calls.ts";
import { PORT_USES } from "../../src/model/holdings.ts";
import { planOf } from "../../src/model/plan.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { componentIndex } from "../../src/model/topology.ts";
import { wire } from "../../src/model/wire.ts";
import { type Run, run, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const TREATMENT = PORT_USES.indexOf("treatment");

/** Two sites of plenty in which nobody gives up: calls end as they like, or by the fault. */
const PLENTY = TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited")
  .replace("{ sites: { dc1: 9, dc2: 8 } }", "{ sites: { dc1: 90, dc2: 80 } }")
  .replace("sipServer: 1,", "sipServer: 2,");
const STRIKES_US = 300_000_000;
const withFault = (text: string) => `${PLENTY}faults:\n  - ${text}\n`;
const lostIn = ({ records }: Run) => records.filter(({ outcome }) => outcome === "lost");

/** Whatever fails, in the end everything is given back and every call has one outcome. */
function expectNothingKept({ world, records }: Run): void {
  expect(world.pools.inUse).toBe(0);
  expect(new Set(records.map(({ serial }) => serial)).size).toBe(records.length);
  const open = Array.from({ length: world.calls.used }, (_, call) => call).filter(
    (call) => world.calls.main[call] >= 0,
  );
  expect(open).toEqual([]);
}

const each = (component: string) => [component, `dc1/${component}/1`] as const;
const stateless = ["urs", "ors", "vqServer", "statServer", "gws", "icon", "configServer"].map(each);

describe.each(["message", "call"])("at %s fidelity", (fidelity) => {
  const lose = (fault: string, ...more: string[]) =>
    run(withFault(fault), 2, `run.fidelity=${fidelity}`, ...more);

  test("a site takes all of its calls with it, and nothing stays behind", () => {
    const result = lose("siteDown: { target: dc1, at: 300s, for: 10min }");
    const lost = lostIn(result);
    const atOnce = lost.filter(({ endedUs }) => endedUs === STRIKES_US);
    expect(atOnce.length).toBeGreaterThan(4);
    const throughout = result.records.filter(
      ({ site, arrivedUs, endedUs }) =>
        site === 0 && arrivedUs < STRIKES_US - 1e6 && endedUs > STRIKES_US,
    );
    expect(throughout).toEqual([]);
    expectNothingKept(result);
  });

  test.each(stateless)("%s takes no call in progress with it", (_, target) => {
    const result = lose(`instanceDown: { target: ${target}, at: 300s, for: 10s }`);
    expect(lostIn(result)).toEqual([]);
    expectNothingKept(result);
  });
});

test("a node takes about half of the calls of its site with it, and those alone", () => {
  const { records } = run(
    withFault("instanceDown: { target: dc1/sipServer/1, at: 300s, for: 10s }"),
    2,
  );
  const inProgress = records.filter(
    ({ arrivedUs, endedUs, site }) =>
      site === 0 && arrivedUs < STRIKES_US - 1e6 && endedUs >= STRIKES_US,
  );
  const lost = inProgress.filter(({ outcome }) => outcome === "lost");
  expect(lost.every(({ endedUs }) => endedUs === STRIKES_US)).toBe(true);
  expect(lost.length).toBeGreaterThan(0.25 * inProgress.length);
  expect(lost.length).toBeLessThan(0.75 * inProgress.length);
});

describe.each([
  ["message", true],
  ["call", false],
])("the MCPs of a site at %s fidelity", (fidelity, isSlow) => {
  test("take the calls with them that hear them or wait for their answer, and no other", () => {
    const text = withFault("serviceDown: { target: dc1/mcp, at: 300s, for: 10min }");
    const many = text.replace("[2400/h]", "[9000/h]");
    const slow = ["serviceOf.INVITE=1s", "backlogLimit=unlimited"].map(
      (each) => `components.mcp.${each}`,
    );
    const settings = [`run.fidelity=${fidelity}`, "sites.dc1.mcp=2", "signalling.t1=4s"];
    if (isSlow) settings.push(...slow);
    const plan = planOf(scenarioOf(many, ...settings));
    const records: CallRecord[] = [];
    const world = wire(plan, 0, records);
    runUntil(world, STRIKES_US);
    const { calls } = world;
    const { first, count } = plan.topology.atSite[componentIndex("mcp")][0];
    const mcps = Array.from({ length: count }, (_, i) => first + i);
    const isOn = (call: number) =>
      calls.main[call] >= 0 &&
      (calls.held[call] & (HELD.PORT << TREATMENT)) !== 0 &&
      mcps.includes(calls.ports[PORT_COUNT * call + TREATMENT]);
    const on = Array.from({ length: calls.used }, (_, call) => call).filter(isOn);
    const waiting = on.filter((call) => calls.accepted[call] === 0);
    expect(waiting.length > 0).toBe(isSlow);
    expect(on.length).toBeGreaterThan(waiting.length);
    const doomed = on.map((call) => calls.serial[call]).toSorted((a, b) => a - b);
    runUntil(world, STRIKES_US + 1);
    const lost = records.filter(({ outcome }) => outcome === "lost");
    expect(lost.map(({ serial }) => serial).toSorted((a, b) => a - b)).toEqual(doomed);
  });
});

describe("an availability zone fails", () => {
  const zoned = PLENTY.replace("dc1: {", "dc1: { zones: 2, pairPlacement: PLACED,");
  const lose = (placement: string, zone: number) =>
    run(
      `${zoned.replace("PLACED", placement)}faults:
  - availabilityZoneDown: { target: dc1/${zone}, at: 300s, for: 10min }\n`,
      2,
      "sites.dc1.sipServer=1",
    );
  const inProgress = ({ records }: Run) =>
    records.filter(
      ({ arrivedUs, endedUs, site }) =>
        site === 0 && arrivedUs < STRIKES_US - 1e6 && endedUs >= STRIKES_US,
    );

  test("a pair in one zone takes the calls of its node with it, one across zones does not", () => {
    const same = lose("sameZone", 1);
    expect(inProgress(same).filter(({ outcome }) => outcome !== "lost")).toEqual([]);
    const across = lose("acrossZones", 1);
    expect(inProgress(across).some(({ outcome }) => outcome !== "lost")).toBe(true);
    expect(lostIn(across).length).toBeGreaterThan(0);
    expectNothingKept(same);
    expectNothingKept(across);
  });

  test("the other zone has the spare of the pair alone, which works on", () => {
    const result = lose("acrossZones", 2);
    const node = result.plan.topology.nodes[0];
    expect(result.world.platform.stops[node]).toBe(0);
    expect(lose("acrossZones", 1).world.platform.stops[node]).toBe(1);
  });
});

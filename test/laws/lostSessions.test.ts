import { describe, expect, test } from "vitest";
import { runUntil } from "../../src/engine/loop.ts";
import { planOf } from "../../src/model/plan.ts";
import { componentIndex } from "../../src/model/topology.ts";
import { wire } from "../../src/model/wire.ts";
import type { World } from "../../src/model/world.ts";
import { NO_PINGS, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const [AT_DC1, AT_DC2] = [90, 10];
/** Phones that are registered from the start and refresh, where nobody calls. */
const QUIET = TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited, sbc: 1")
  .replace("{ sites: { dc1: 9, dc2: 8 } }", `{ sites: { dc1: ${AT_DC1}, dc2: ${AT_DC2} } }`)
  .replace("registrations: false", "registrations: true, agentsAtStart: loggedIn")
  .replace("rates: [2400/h]", "rates: [0/h]");
const wired = (faults: readonly string[], ...settings: string[]): World => {
  const text = `${QUIET}faults:\n${faults.map((each) => `  - ${each}\n`).join("")}`;
  return wire(planOf(scenarioOf(text, ...NO_PINGS, ...settings)), 0);
};
const levelAt = (world: World, id: string, seconds: number): number => {
  runUntil(world, seconds * 1e6);
  return world.recorders.levels[world.plan.layout.find("level", id, "cluster")!]!;
};

describe("the way of phones and desktops is gone for half a minute", () => {
  const cut = 'linkDown: { target: "desks:dc1>dc1", at: 300s, for: 30s }';
  const restart = (target: string) => `serviceDown: { target: ${target}, at: 310s, for: 5s }`;
  const unaware = "sessions.phoneDetection=refresh";

  test.each([
    // Who refreshed meanwhile sends again by its timers, every 4 s at last.
    ["nothing stopped meanwhile", [], AT_DC1 + AT_DC2, 335],
    ["their node did", [restart("dc1/sipServer")], AT_DC2, 331],
    ["their SBC did", [restart("dc1/sbc")], AT_DC2, 331],
  ])("registrations hold where %s", (_, more, registered, seconds) => {
    const world = wired([cut, ...more], unaware);
    expect(levelAt(world, "registrations.active", 329)).toBe(AT_DC2);
    expect(levelAt(world, "registrations.active", seconds)).toBe(registered);
  });

  test.each([
    ["nothing stopped meanwhile", [], AT_DC1 + AT_DC2],
    ["their GWS did", [restart("dc1/gws")], AT_DC2],
  ])("sessions of desktops hold where %s", (_, more, loggedIn) => {
    const world = wired([cut, ...more], unaware);
    expect(levelAt(world, "agents.loggedIn", 329)).toBe(AT_DC2);
    expect(levelAt(world, "agents.loggedIn", 331)).toBe(loggedIn);
    expect(levelAt(world, "agents.loggedIn", 4000)).toBe(AT_DC1 + AT_DC2);
  });
});

test("a GWS that two faults keep from new sessions takes them once both are over", () => {
  const lost = "siteDown: { target: dc1, at: 300s, for: 2h }";
  const sync = (atS: number, forS: number) =>
    `gwsSyncLost: { target: gws, at: ${atS}s, for: ${forS}s }`;
  const world = wired([lost, sync(200, 1400), sync(250, 100)], "sessions.phoneDetection=reset");
  expect(levelAt(world, "agents.loggedIn", 1599)).toBe(AT_DC2);
  expect(levelAt(world, "agents.loggedIn", 2200)).toBe(AT_DC1 + AT_DC2);
});

test("phones wait twice as long after each round in vain, half of it at least (RFC 5626)", () => {
  const all = "siteDown: { target: dc1, at: 300s, for: 100h }";
  const settings = ["network.dns.srvView=local-only", "sessions.phoneDetection=reset"];
  const refused = ["signalling.transport.phones=tcp", "sessions.deadTarget=refused"];
  const world = wired([all], ...settings, ...refused);
  const { phones } = world.sessions!;
  const { retryBaseUs, retryMaxUs } = world.plan.scenario.sessions;
  const calledUs = Array.from({ length: AT_DC1 }, (): number[] => []);
  const reach = phones.reach.bind(phones);
  phones.reach = (among, agent, leg, pc) => {
    calledUs[agent]!.push(among.nowUs);
    return reach(among, agent, leg, pc);
  };
  runUntil(world, 3 * 3600e6);
  const most = Math.log2(retryMaxUs / retryBaseUs);
  for (let round = 1; round < most + 3; round++) {
    const wholeUs = Math.min(retryMaxUs, retryBaseUs * 2 ** round);
    // The SBC that it had, gone at first, refuses; then there is no other.
    const shares = calledUs.map((each) => (each[2 * round - 1]! - each[2 * round - 2]!) / wholeUs);
    const [least, greatest] = [Math.min(...shares), Math.max(...shares)];
    expect(least).toBeGreaterThanOrEqual(0.5);
    expect(least).toBeLessThan(0.6);
    expect(greatest).toBeLessThanOrEqual(1);
    expect(greatest).toBeGreaterThan(0.9);
  }
});

test("phones of a lost site spread evenly over the SBCs of the other one", () => {
  const lost = "siteDown: { target: dc1, at: 300s, for: 2h }";
  const world = wired([lost], "sessions.phoneDetection=reset", "sites.dc2.sbc=3");
  expect(levelAt(world, "registrations.active", 500)).toBe(AT_DC1 + AT_DC2);
  const { agents, topology } = world;
  const { first, count } = topology.atSite[componentIndex("sbc")]![1]!;
  const phones = Array.from({ length: count }, (_, i) =>
    agents.sbc.slice(0, AT_DC1).filter((sbc) => sbc === first + i),
  );
  expect(phones.map(({ length }) => length)).toEqual([30, 30, 30]);
});

import { expect, test } from "vitest";
import { runUntil } from "../../src/engine/loop.ts";
import { STATE } from "../../src/model/agents.ts";
import { AGENT_SLOTS } from "../../src/model/calls.ts";
import { planOf } from "../../src/model/plan.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { wire } from "../../src/model/wire.ts";
import type { World } from "../../src/model/world.ts";
import { NO_PINGS, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const STRIKES_S = 300;
const AT_DC1 = 60;
const AT_DC2 = 50;
const AWAY = 40;
/**
 * Agents at two sites, and at a location whose phones have an SBC between or talk to any proxy
 * themselves. Nobody calls.
 */
const scenario = (accessPoint: string) =>
  TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited, sbc: 1")
    .replace(
      "{ sites: { dc1: 9, dc2: 8 } }",
      `{ sites: { dc1: ${AT_DC1}, dc2: ${AT_DC2} } }
  away: { sites: { dc1: ${AWAY} }, location: branch }
locations: { branch: { accessPoint: ${accessPoint} } }`,
    )
    .replace("registrations: false", "registrations: true, agentsAtStart: loggedIn")
    .replace("rates: [2400/h]", "rates: [0/h]");

const readyAt = (world: World, seconds: number): number => {
  runUntil(world, (STRIKES_S + seconds) * 1e6);
  return world.agents.state.filter((state) => state === STATE.READY).length;
};

const ALL = AT_DC1 + AT_DC2 + AWAY;
const FAILOVERS = ["manual", "smart"];
const DETECTIONS = ["refresh", "keepAlive", "reset", "agent"];
const VIEWS = ["local-then-remote", "local-only"];
const WAYS = ["sbc", "proxy"];
const modes = FAILOVERS.flatMap((failover) =>
  DETECTIONS.flatMap((detection) =>
    VIEWS.flatMap((view) => WAYS.map((way) => ({ failover, detection, view, way }))),
  ),
);

test.each(modes)("back at work after a lost site: $failover, $detection, $view, $way", (mode) => {
  const settings = [
    `sessions.desktopFailover=${mode.failover}`,
    `sessions.phoneDetection=${mode.detection}`,
    `network.dns.srvView=${mode.view}`,
  ];
  const fault = `siteDown: { target: dc1, at: ${STRIKES_S}s, for: 5min }`;
  const text = `${scenario(mode.way)}faults:\n  - ${fault}\n`;
  const world = wire(planOf(scenarioOf(text, ...NO_PINGS, ...settings)), 0);
  expect(readyAt(world, 1)).toBe(AT_DC2);
  // Phones that have tried in vain wait for 30 minutes at most, their next refresh is as far away.
  expect(readyAt(world, 2 * 3600)).toBe(ALL);
  const { agents, topology } = world;
  for (let agent = 0; agent < agents.count; agent++)
    for (const each of [agents.sbc, agents.owner, agents.desk])
      expect(world.platform.up[each[agent]!], topology.instances[each[agent]!]!.name).toBe(1);
});

test("an agent on a public number moves to another site when the call is over", () => {
  const lost = `serviceDown: { target: dc1/gws, at: ${STRIKES_S}s, for: 100h }`;
  const text = TWO_SITES.replaceAll("trunks: 25", "trunks: 99").replace(
    'talk: "exponential(mean 20s)"',
    "talk: 100s",
  );
  const records: CallRecord[] = [];
  const smart = [
    "sessions.desktopFailover=smart",
    "sessions.smartDelay=10s",
    "agents.all.phone=pstn",
  ];
  const plan = planOf(scenarioOf(`${text}faults:\n  - ${lost}\n`, ...NO_PINGS, ...smart));
  const world = wire(plan, 0, records);
  const { agents, topology, pools } = world;
  const siteOf = (instance: number) => topology.instances[instance]!.site;
  readyAt(world, 40);
  const first = Array.from({ length: 9 }, (_, agent) => agent);
  const moving = first.filter((agent) => agents.state[agent]! >= STATE.RESERVED);
  // Their desktops are at the other site by now, their calls and trunks still at the first one.
  expect(moving.length).toBeGreaterThan(2);
  expect(moving.map((agent) => siteOf(agents.desk[agent]!))).toEqual(moving.map(() => 1));
  expect(moving.map((agent) => agents.site[agent])).toEqual(moving.map(() => 0));
  readyAt(world, 3600);
  expect(first.map((agent) => agents.site[agent])).toEqual(first.map(() => 1));
  expect(records.filter(({ outcome }) => outcome === "lost" || outcome === "failed")).toEqual([]);
  expect(pools.inUse).toBe(0);
});

test("a registration that is lost during the log-in is made good once, by one phone", () => {
  const text = scenario("sbc")
    .replace("agentsAtStart: loggedIn", "agentsAtStart: logInWave")
    .replaceAll("sipServer: 1", "sipServer: 2");
  const wired = (faults: string) => wire(planOf(scenarioOf(text + faults, ...NO_PINGS)), 0);
  const calm = wired("");
  const { agents, events } = calm;
  while (agents.registered[0] === 0 && events.take(Number.POSITIVE_INFINITY)) {
    calm.nowUs = events.timeUs;
    calm.wake(events.entity);
  }
  const atMs = Math.ceil(calm.nowUs / 1000);
  expect(agents.state[0]).toBe(STATE.LOGGED_OUT);
  const owner = calm.topology.instances[agents.owner[0]!]!.name;
  const world = wired(`faults:\n  - instanceDown: { target: ${owner}, at: ${atMs}ms, for: 60s }\n`);
  runUntil(world, 2 * 3600 * 1e6);
  const { calls } = world;
  const lives = Array.from({ length: calls.used }, (_, call) => call).filter(
    (call) => calls.main[call]! >= 0 && calls.agent[AGENT_SLOTS * call] === 0,
  );
  expect(lives).toEqual([world.sessions!.phones.rowOf[0]]);
  expect(world.agents.state[0]).toBe(STATE.READY);
});

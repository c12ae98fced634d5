import { describe, expect, test } from "vitest";
import { runUntil } from "../../src/engine/loop.ts";
import { STATE } from "../../src/model/agents.ts";
import { AGENT_SLOTS } from "../../src/model/calls.ts";
import { type Plan, planOf } from "../../src/model/plan.ts";
import { wire } from "../../src/model/wire.ts";
import type { World } from "../../src/model/world.ts";
import { scenarioOf, TWO_SITES } from "../support/scenarios.ts";
import { live } from "../torture/laws/books.ts";

const STRIKES_S = 300;
const AT_DC1 = 90;
const AT_DC2 = 80;
/** Two sites of plenty whose phones are registered from the start. */
const REGISTERED = TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited, sbc: 1")
  .replace("{ sites: { dc1: 9, dc2: 8 } }", `{ sites: { dc1: ${AT_DC1}, dc2: ${AT_DC2} } }`)
  .replace("registrations: false", "registrations: true, agentsAtStart: loggedIn");
/** The same, where nobody calls. */
const QUIET = REGISTERED.replace("rates: [2400/h]", "rates: [0/h]");

const planned = (text: string, fault: string, ...more: string[]): Plan =>
  planOf(scenarioOf(`${text}faults:\n  - ${fault}\n`, ...more));
const siteLost = (text: string, ...more: string[]): Plan =>
  planned(text, `siteDown: { target: dc1, at: ${STRIKES_S}s, for: 60min }`, ...more);
const stateAt = (world: World, seconds: number): World => {
  runUntil(world, (STRIKES_S + seconds) * 1e6);
  return world;
};
const level = ({ plan, recorders }: World, id: string): number =>
  recorders.levels[plan.layout.find("level", id, "cluster")!];
const registered = (world: World): number => level(world, "registrations.active");
const loggedIn = (world: World): number => level(world, "agents.loggedIn");

describe("a site is lost for good", () => {
  const world = wire(siteLost(REGISTERED, "faults.0.siteDown.for=100h"), 0);
  stateAt(world, 6); // After-call work is over by then.
  const atOnce = { registered: registered(world), loggedIn: loggedIn(world) };
  stateAt(world, 3000);

  test("its agents are out at once, and those of the other site are not", () => {
    expect(atOnce).toEqual({ registered: AT_DC2, loggedIn: AT_DC2 });
  });

  test("in the end all of them work at the other site, each once", () => {
    const { agents, calls, plan, topology } = world;
    expect(registered(world)).toBe(AT_DC1 + AT_DC2);
    expect(Array.from(agents.state)).toEqual(Array.from(agents.state, () => STATE.READY));
    expect(new Set(agents.site)).toEqual(new Set([1]));
    for (const column of [agents.sbc, agents.owner, agents.desk])
      for (const each of column) expect(topology.instances[each]!.site).toBe(1);
    const lives = live(world).map((call) => [
      plan.program.flows[calls.flow[call]].name,
      calls.agent[AGENT_SLOTS * call],
    ]);
    const once = Array.from({ length: agents.count }, (_, agent) => ["login", agent]);
    expect(lives.toSorted((a, b) => Number(a[1]) - Number(b[1]))).toEqual(once);
  });
});

test("two dead UDP targets cost a phone 64 s", () => {
  const three = QUIET.replace("sbc: 1", "sbc: 3");
  const world = wire(siteLost(three, "sessions.phoneDetection=reset"), 0);
  expect(registered(stateAt(world, 63.9))).toBe(AT_DC2);
  expect(registered(stateAt(world, 64.9))).toBe(AT_DC1 + AT_DC2);
});

test.each([
  ["silent", 20],
  ["refused", 0.05],
])("over TCP two targets that are %s cost %d s", (deadTarget, costS) => {
  const three = QUIET.replace("sbc: 1", "sbc: 3");
  const phones = ["phoneDetection=reset", `deadTarget=${deadTarget}`].map((s) => `sessions.${s}`);
  const world = wire(siteLost(three, ...phones, "signalling.transport.phones=tcp"), 0);
  if (costS > 1) expect(registered(stateAt(world, costS - 0.1))).toBe(AT_DC2);
  expect(registered(stateAt(world, costS + 0.9))).toBe(AT_DC1 + AT_DC2);
});

describe("a thousand phones of a lost site", () => {
  const PHONES = 1000;
  const many = QUIET.replace(`dc1: ${AT_DC1},`, `dc1: ${PHONES},`);
  const REPLICATIONS = 5;

  /** Phones that registered within so many seconds of the loss, at the surviving site. */
  const returned = (seconds: number, ...settings: string[]): number[] => {
    const plan = siteLost(many, ...settings);
    return Array.from({ length: REPLICATIONS }, (_, replication) => {
      const world = wire(plan, replication);
      return registered(stateAt(world, seconds)) - AT_DC2;
    });
  };

  /** Every count is a sum of independent phones: five standard errors. */
  const expectShare = (counts: readonly number[], share: number): void => {
    const all = REPLICATIONS * PHONES;
    const deviation = Math.sqrt(all * share * (1 - share));
    const sum = counts.reduce((a, b) => a + b, 0);
    expect(Math.abs(sum - all * share)).toBeLessThan(5 * deviation);
  };

  test("that refresh at 75 to 90 % of 1,800 s: 0.675 a second, 32 s late", () => {
    // A refresh is due in the next second with 1/X, X uniform from 1,350 to 1,620 s.
    const perSecond = Math.log(1620 / 1350) / (1620 - 1350);
    expect(PHONES * perSecond).toBeCloseTo(0.675, 3);
    expectShare(returned(600), (600 - 32) * perSecond);
  });

  test("whose flows all fail within 32 s: 31 a second, and all at once without a spread", () => {
    const keepAlive = ["sessions.phoneDetection=keepAlive", "sessions.phoneKeepAlive=32s"];
    expectShare(returned(16, ...keepAlive), 16 / 32);
    expect(returned(32.5, ...keepAlive)).toEqual(Array(REPLICATIONS).fill(PHONES));
    const reset = "sessions.phoneDetection=reset";
    expectShare(returned(4, reset, "sessions.resetJitter=16s"), 4 / 16);
    // All at once is more than the node takes in 5 s, and less than what it takes in 20 s.
    expect(Math.max(...returned(5, reset))).toBeLessThan(PHONES);
    expect(returned(20, reset)).toEqual(Array(REPLICATIONS).fill(PHONES));
  });

  test("each register twice: the first time they are challenged", () => {
    const world = wire(siteLost(many, "sessions.phoneDetection=reset"), 0);
    const { program, rowCount } = world;
    const { start } = program.flows.find(({ name }) => name === "disaster")!;
    const sent = (kind: string) =>
      program.rows.flatMap(({ action }, row) =>
        row >= start &&
        action?.verb === "send" &&
        action.message === kind &&
        action.from === "phone"
          ? [rowCount[row]!]
          : [],
      );
    stateAt(world, 10);
    const total = (kind: string) => sent(kind).reduce((sum, each) => sum + each, 0);
    expect([total("REGISTER"), total("REGISTER_DIGEST")]).toEqual([PHONES, PHONES]);
  });
});

describe("desktops", () => {
  const PHONE = "sessions.phoneDetection=reset";

  test("that are left alone for their time-out, a reaction and a log-in come back in waves", () => {
    const law = "sessions.reaction=uniform(10s, 110s)";
    const world = wire(siteLost(QUIET, PHONE, law), 0);
    expect(loggedIn(stateAt(world, 94.9))).toBe(AT_DC2);
    const half = loggedIn(stateAt(world, 145)) - AT_DC2;
    expect(Math.abs(half - AT_DC1 / 2)).toBeLessThan(2.5 * Math.sqrt(AT_DC1));
    expect(loggedIn(stateAt(world, 200))).toBe(AT_DC1 + AT_DC2);
  });

  test("that are smart come back by themselves within 5 to 30 s", () => {
    const world = wire(siteLost(QUIET, PHONE, "sessions.desktopFailover=smart"), 0);
    expect(loggedIn(stateAt(world, 4.9))).toBe(AT_DC2);
    expect(loggedIn(stateAt(world, 36))).toBe(AT_DC1 + AT_DC2);
  });

  test("go on at another GWS of the site as fast as it takes log-ins", () => {
    const two = QUIET.replace("sbc: 1", "sbc: 1, gws: 2");
    const lost = "instanceDown: { target: dc1/gws/1, at: 300s, for: 60min }";
    const world = wire(planned(two, lost), 0);
    stateAt(world, 0.05);
    expect(registered(world)).toBe(AT_DC1 + AT_DC2);
    expect(loggedIn(world)).toBe(AT_DC1 / 2 + AT_DC2);
    expect(loggedIn(stateAt(world, 20))).toBe(AT_DC1 + AT_DC2);
    expect(world.agents.site.filter((site) => site === 0)).toHaveLength(AT_DC1);
  });

  test("whose way is cut for less than their time-out keep their session", () => {
    const cut = "linkDown: { target: desks:dc1>dc1, at: 300s, for: 30s }";
    const world = wire(planned(QUIET, cut), 0);
    expect(loggedIn(stateAt(world, 29))).toBe(AT_DC2);
    expect(loggedIn(stateAt(world, 31))).toBe(AT_DC1 + AT_DC2);
    // Who refreshed meanwhile sends again by its timers, every 4 s at last.
    expect(registered(stateAt(world, 35))).toBe(AT_DC1 + AT_DC2);
  });

  test("find no GWS that takes log-ins while its Sync is lost, and go on where they are", () => {
    const sync = "  - gwsSyncLost: { target: gws, at: 200s, for: 30min }";
    const world = wire(siteLost(QUIET, PHONE), 0);
    const faults = `siteDown: { target: dc1, at: ${STRIKES_S}s, for: 60min }\n${sync}`;
    const without = wire(planned(QUIET, faults, PHONE), 0);
    expect(loggedIn(stateAt(world, 1400))).toBe(AT_DC1 + AT_DC2);
    expect(loggedIn(stateAt(without, 1400))).toBe(AT_DC2);
    expect(loggedIn(stateAt(without, 2000))).toBe(AT_DC1 + AT_DC2);
  });

  test.each([
    ["proxiesAuthenticate", AT_DC1 + AT_DC2],
    ["blocksLogin", AT_DC2],
  ])("log in without a Configuration Server by %s", (configOutage, logged) => {
    const world = wire(siteLost(QUIET, PHONE, `sessions.configOutage=${configOutage}`), 0);
    expect(loggedIn(stateAt(world, 1400))).toBe(logged);
  });
});

test("a node is lost: its DNs are out until the phones refresh, at another of its site", () => {
  const two = QUIET.replace("sipServer: 1,", "sipServer: 2,");
  const lost = "instanceDown: { target: dc1/sipServer/1, at: 300s, for: 60min }";
  const world = wire(planned(two, lost), 0);
  const { agents, topology } = stateAt(world, -1);
  const gone = topology.instances.findIndex(({ name }) => name === "dc1/sipServer/1");
  const owned = agents.owner.filter((owner) => owner === gone).length;
  expect(owned).toBeGreaterThan(30);
  expect(loggedIn(stateAt(world, 1))).toBe(AT_DC1 + AT_DC2 - owned);
  expect(loggedIn(stateAt(world, 1700))).toBe(AT_DC1 + AT_DC2);
  expect(world.agents.site.filter((site) => site === 0)).toHaveLength(AT_DC1);
});

import { describe, expect, test } from "vitest";
import { runUntil } from "../../src/engine/loop.ts";
import { STATE } from "../../src/model/agents.ts";
import { planOf } from "../../src/model/plan.ts";
import { componentIndex } from "../../src/model/topology.ts";
import { wire } from "../../src/model/wire.ts";
import type { World } from "../../src/model/world.ts";
import { NO_PINGS, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const STRIKES_S = 9000;
const AT_DC1 = 1000;
const AT_DC2 = 10;
/** Phones that are registered from the start and refresh, where nobody calls. */
const PHONES = TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited, sbc: 1")
  .replace("{ sites: { dc1: 9, dc2: 8 } }", `{ sites: { dc1: ${AT_DC1}, dc2: ${AT_DC2} } }`)
  .replace("registrations: false", "registrations: true, agentsAtStart: loggedIn")
  .replace("rates: [2400/h]", "rates: [0/h]");

const wired = (fault: string, settings: readonly string[], text = PHONES): World =>
  wire(planOf(scenarioOf(`${text}faults:\n  - ${fault}\n`, ...NO_PINGS, ...settings)), 0);
function at(world: World, seconds: number) {
  runUntil(world, (STRIKES_S + seconds) * 1e6);
  const { plan, recorders, agents } = world;
  return {
    registered: recorders.levels[plan.layout.find("level", "registrations.active", "cluster")!]!,
    ready: agents.state.filter((state) => state === STATE.READY).length,
  };
}

describe("registrations that nobody can refresh", () => {
  // A proxy is all that fails: SBCs, nodes and desktops are there.
  const LOST_S = 2000;
  const proxies = `serviceDown: { target: dc1/sipProxy, at: ${STRIKES_S}s, for: ${LOST_S}s }`;
  const world = wired(proxies, ["network.dns.srvView=local-only"]);
  /** Expiry 1,800 s; refreshed after X, uniform from 1,350 to 1,620 s. */
  const [EXPIRES_S, FROM_S, TO_S] = [1800, 1350, 1620];
  /** Share of phones whose last refresh is longer ago than so many seconds: renewal theory. */
  const older = (ageS: number): number => {
    const [from, mean] = [Math.max(ageS, FROM_S), (FROM_S + TO_S) / 2];
    const tail = (TO_S - from) ** 2 / (2 * (TO_S - FROM_S));
    return Math.max(0, from - ageS + tail) / mean;
  };
  const expectGone = (seconds: number) => {
    const share = older(EXPIRES_S - seconds);
    const { registered, ready } = at(world, seconds);
    const deviation = Math.sqrt(AT_DC1 * share * (1 - share));
    expect(Math.abs(AT_DC1 + AT_DC2 - registered - AT_DC1 * share)).toBeLessThan(4 * deviation);
    expect(ready).toBe(registered);
  };

  test("hold until they expire, each at its time; then no call is for their agents", () => {
    expect(at(world, 179)).toEqual({ registered: AT_DC1 + AT_DC2, ready: AT_DC1 + AT_DC2 });
    for (const seconds of [400, 600, 1200]) expectGone(seconds);
    expect(at(world, 1801)).toEqual({ registered: AT_DC2, ready: AT_DC2 });
  });

  test("come back with the proxies", () => {
    const all = { registered: AT_DC1 + AT_DC2, ready: AT_DC1 + AT_DC2 };
    expect(at(world, LOST_S - 1).registered).toBe(AT_DC2);
    expect(at(world, LOST_S + 60)).toEqual(all);
    expect(at(world, LOST_S + 2 * EXPIRES_S)).toEqual(all);
  });
});

test.each([true, false])("those of phones that are cut off expire too (refreshes: %s)", (kept) => {
  const cut = `linkDown: { target: "desks:dc1>dc1", at: ${STRIKES_S}s, for: 100min }`;
  const local = "network.dns.srvView=local-only";
  // Phones give up later than their registrations.
  const slow = ["signalling.transport.phones=tcp", "sessions.connectTimeOut=5min"];
  const world = wired(cut, [`run.registrations=${kept}`, local, ...slow]);
  const silent = (seconds: number) => {
    at(world, seconds);
    return world.sessions!.phones.isSilent.filter((each) => each === 1).length;
  };
  expect(silent(179)).toBe(0);
  expect(silent(1801)).toBe(AT_DC1);
});

describe("a storm of registrations", () => {
  const LIMITED = PHONES.replaceAll("backlogLimit: unlimited", "backlogLimit: 200ms");
  const site = `siteDown: { target: dc1, at: ${STRIKES_S}s, for: 100min }`;
  const smart = ["sessions.desktopFailover=smart"];
  const storm = (how: string, text = LIMITED) => wired(site, [...smart, ...how.split(" ")], text);
  const rejected = ({ topology, platform }: World) =>
    ["sipProxy", "sipServer"].map((name) => {
      const { first, count } = topology.atSite[componentIndex(name)][1];
      return Array.from(
        { length: count },
        (_, i) => platform.rejected[topology.stationOf[first + i]!]!,
      ).reduce((a, b) => a + b);
    });
  const AT_ONCE = "sessions.phoneDetection=reset";

  test("meets the limits of proxies and nodes: some are told to come back later, and do", () => {
    const world = storm(AT_ONCE);
    const soon = at(world, 20).registered - AT_DC2;
    expect(Math.max(...rejected(world))).toBeGreaterThan(0);
    expect(soon).toBeLessThan(AT_DC1);
    // RFC 5626 4.5: half of 60 s at least, after the first round in vain.
    expect(at(world, 29).registered - AT_DC2).toBe(soon);
    expect(at(world, 600).registered).toBe(AT_DC1 + AT_DC2);
  });

  test("nobody who was told to wait so long is back before", () => {
    const proxies = ["serviceOf.REGISTER=20ms", "retryAfter=200s"].map(
      (each) => `sipProxy.${each}`,
    );
    const limits = [...proxies, "sipServer.backlogLimit=unlimited"];
    const settings = [AT_ONCE, ...smart, ...limits.map((each) => `components.${each}`)];
    // No SBC tries the proxies that are gone.
    const withdrawn = "  - recordsWithdrawn: { target: dc1, at: 8000s, for: 3h }";
    const world = wired(`${site}\n${withdrawn}`, settings, LIMITED);
    const soon = at(world, 20).registered - AT_DC2;
    expect(soon).toBeGreaterThan(0);
    expect(soon).toBeLessThan(AT_DC1);
    expect(at(world, 199).registered - AT_DC2).toBe(soon);
    expect(at(world, 260).registered - AT_DC2).toBeGreaterThan(soon);
  });

  test("is refused nothing when it is spread over 32 s", () => {
    const world = storm(`${AT_ONCE} sessions.resetJitter=32s`);
    expect(at(world, 33).registered).toBe(AT_DC1 + AT_DC2);
    expect(rejected(world)).toEqual([0, 0]);
  });
});

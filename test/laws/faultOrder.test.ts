import { describe, expect, test } from "vitest";
import { runUntil } from "../../src/engine/loop.ts";
import { planOf } from "../../src/model/plan.ts";
import { wire } from "../../src/model/wire.ts";
import { marksOf } from "../../src/stats/recovery/transients.ts";
import { NO_PINGS, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const HOUR_S = 3600;
/** Nobody calls and nobody works: what is left are the faults. */
const QUIET = TWO_SITES.replace("rates: [2400/h]", "rates: [0/h]");
const planned = (faults: readonly string[], text = QUIET) =>
  planOf(
    scenarioOf(`${text}faults:\n${faults.map((each) => `  - ${each}\n`).join("")}`, ...NO_PINGS),
  );

/** When each fault was struck, and for how long, in seconds. */
function strikes(faults: readonly string[], untilS: number, text = QUIET) {
  const world = wire(planned(faults, text), 0);
  runUntil(world, untilS * 1e6);
  return world.faultLog.map(({ fault, onsetUs, endUs }) => [
    fault,
    onsetUs * 1e-6,
    (endUs - onsetUs) * 1e-6,
  ]);
}

describe("faults in sequence", () => {
  const LEAD = "siteDown: { target: dc1, name: site, at: 100s, for: 60s }";
  const onset = "{ fault: site, delay: 5min }";
  const recovery = "{ fault: proxy, from: recovery, delay: 10s }";
  const PROXY = `proxyDown: { target: dc2/sipProxy/1, name: proxy, after: ${onset}, for: 30s }`;
  const LINK = `linkDown: { target: dc1>dc2, after: ${recovery}, for: 1s }`;

  test("each strikes after the onset or recovery of the one before, however listed", () => {
    const wanted = [
      ["siteDown", 100, 60],
      ["proxyDown", 400, 30],
      ["linkDown", 440, 1],
    ];
    for (const list of [
      [LEAD, PROXY, LINK],
      [LINK, PROXY, LEAD],
    ]) {
      const kinds = list.map((text) => text.slice(0, text.indexOf(":")));
      const struck = strikes(list, HOUR_S).map(([fault, ...times]) => [kinds[fault!], ...times]);
      expect(struck).toEqual(wanted);
    }
  });

  test("those that a plan tells the time of are marked in the charts", () => {
    const { scenario } = planned([LEAD, PROXY, LINK]);
    expect(scenario.faults.map(({ atUs }) => atUs * 1e-6)).toEqual([100, 400, 440]);
    expect(marksOf(scenario).length).toBeGreaterThan(0);
  });

  test("one follows each strike of a fault at random, unless it is still under way", () => {
    const lead = (every: string) =>
      `proxyDown: { target: dc1/sipProxy/1, name: a, every: ${every}, for: 10s }`;
    const follower =
      "proxyDown: { target: dc2/sipProxy/1, after: { fault: a, delay: 2s }, for: 50s }";
    const onsets = (every: string) =>
      strikes([lead(every), follower], 400).flatMap(([fault, atS]) => (fault === 1 ? [atS] : []));
    // Every 90 s: down at 80 s, 170 s, …; the follower is over long before.
    expect(onsets("80s")).toEqual([82, 172, 262, 352]);
    // Every 30 s, from 20 s on: the follower lasts 50 s, so that it misses every other strike.
    expect(onsets("20s")).toEqual([22, 82, 142, 202, 262, 322, 382]);
  });

  test("what happens once follows once", () => {
    const lead = "proxyDown: { target: dc1/sipProxy/1, name: a, every: 80s, for: 10s }";
    for (const once of ["gracefulShutdown", "nodeAdded"]) {
      const follower = `${once}: { target: dc2/sipServer/1, after: { fault: a } }`;
      const struck = strikes([lead, follower], 400).filter(([fault]) => fault === 1);
      expect(struck.map(([, atS]) => atS)).toEqual([80]);
    }
  });
});

describe("failures at random with a cause in common", () => {
  const FOUR = QUIET.replace("dc1: { sipServer: 1,", "dc1: { sipServer: 1, sipProxy: 4,");
  const EVERY_S = 100;
  const LASTS_S = 1;
  const RUN_S = 400_000;
  const target = "dc1/sipProxy";
  const struck = (share: number, what = target) => {
    const times = `every: exponential(mean ${EVERY_S}s), for: ${LASTS_S}s`;
    const fault = `instanceDown: { target: ${what}, ${times}, commonCause: ${share} }`;
    const world = wire(planned([fault], FOUR), 0);
    const { instances } = world.topology;
    const proxies = instances.flatMap(({ name }, i) => (name.startsWith(`${target}/`) ? [i] : []));
    runUntil(world, RUN_S * 1e6);
    return {
      strikes: world.faultLog.length,
      stops: proxies.map((each) => world.platform.stops[each]!),
    };
  };
  /** Poisson counts: four standard errors. */
  const near = (count: number, mean: number) =>
    expect(Math.abs(count - mean)).toBeLessThan(4 * Math.sqrt(mean));
  // Each time between strikes has the time that one lasts in it.
  const own = (share: number) => RUN_S / (EVERY_S / (1 - share) + LASTS_S);
  const common = (share: number) => RUN_S / (EVERY_S / share + LASTS_S);

  test("an instance fails as often as its law says, and of that this share with all others", () => {
    const { strikes: all, stops } = struck(0.3);
    for (const each of stops) near(each, own(0.3) + common(0.3));
    near(all, 4 * own(0.3) + common(0.3));
  });

  test("none of them, or all", () => {
    const alone = struck(0);
    near(alone.strikes, 4 * own(0));
    expect(alone.stops.reduce((a, b) => a + b, 0)).toBe(alone.strikes);
    const together = struck(1);
    near(together.strikes, common(1));
    expect(together.stops).toEqual(Array(4).fill(together.strikes));
  });

  test("of one instance: the others go with it, and with it alone", () => {
    const { strikes: all, stops } = struck(0.3, "dc1/sipProxy/2");
    near(stops[1]!, own(0.3) + common(0.3));
    expect(stops[1]).toBe(all);
    for (const other of [0, 2, 3]) near(stops[other]!, common(0.3));
  });
});

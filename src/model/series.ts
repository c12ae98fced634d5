import type { Layout } from "../measure/layout.ts";
import type { Scenario } from "../scenario/types.ts";
import { linkScopes, type Meters } from "./meters.ts";
import { poolNames } from "./poolMeters.ts";
import type { Topology } from "./topology.ts";

/** Levels that are reported minute by minute. */
const MINUTE_LEVELS = [
  "calls.inQueue",
  "calls.inSystem",
  "agents.ready",
  "agents.reserved",
  "agents.ringing",
  "agents.talking",
  "agents.afterCallWork",
  "agents.notReady",
  "agents.busy",
  "agents.loggedIn",
] as const;

/**
 * Asks the layout for the minute series of a scenario and, where a platform is modelled, for its
 * one-second windows: bursts matter to machines, and looking at each second of a day costs time.
 */
export function seriesOf(
  scenario: Scenario,
  topology: Topology,
  meters: Meters,
  layout: Layout,
): void {
  layout.minute("caps.offered", "cluster", { counter: meters.capsOffered[0] });
  layout.minute("caps.answered", "cluster", { counter: meters.capsAnswered[0] });
  for (const id of MINUTE_LEVELS)
    layout.minute(id, "cluster", { level: layout.level(id, "cluster") });
  poolNames(scenario).forEach((name, pool) => {
    const level = meters.poolInUse[pool];
    if (level >= 0) layout.minute("pool.inUse", `pool:${name}`, { level });
  });
  if (topology.hasPlatform) platformSeries(scenario, meters, layout);
}

function platformSeries(scenario: Scenario, meters: Meters, layout: Layout): void {
  const window = layout.window("caps.offered", "cluster", { counter: meters.capsOffered[0] });
  layout.minute("caps.offered.max1s", "cluster", { maxOfSecond: window });
  layout.window("registrations", "cluster", { counter: meters.registrations });
  scenario.sites.forEach(({ name }, site) => {
    const counter = meters.capsOffered[1 + site];
    if (counter >= 0) layout.window("caps.offered", `site:${name}`, { counter });
    else layout.alias("window", "caps.offered", `site:${name}`, window);
  });
  linkScopes(scenario).forEach((scope, link) => {
    const { bitsPerSecond, streamBitsPerSecond } = scenario.links[link];
    const sources = {
      "link.media": {
        level: meters.linkStreams[link],
        factor: streamBitsPerSecond,
      },
      "link.signalling": { counter: meters.linkBytes[2 * link], factor: 8 },
      "link.tlib": { counter: meters.linkBytes[2 * link + 1], factor: 8 },
    };
    for (const [id, source] of Object.entries(sources)) {
      layout.window(id, scope, source);
      layout.minute(id, scope, source);
    }
    if (bitsPerSecond === Number.POSITIVE_INFINITY) return;
    const all = Object.values(sources).map((source) => ({
      ...source,
      factor: (1e6 * source.factor) / bitsPerSecond,
    }));
    layout.window("link.ppm", scope, all);
  });
}

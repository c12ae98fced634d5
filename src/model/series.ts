import type { Layout, RateSource } from "../measure/layout.ts";
import type { Scenario } from "../scenario/types.ts";
import { linkScopes, type Meters } from "./meters.ts";
import { poolNames } from "./poolMeters.ts";
import { fileRate } from "./recording/files.ts";
import { FROM_DESKTOP, FROM_SERVER, isRecording, RECORDING_LEVEL } from "./recording/meters.ts";
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
  recordingWindows(scenario, meters, layout);
  linkScopes(scenario).forEach((scope, link) => {
    const { bitsPerSecond, streamBitsPerSecond } = scenario.links[link];
    const sources: Record<string, RateSource | RateSource[]> = {
      "link.media": {
        level: meters.linkStreams[link],
        factor: streamBitsPerSecond,
      },
      "link.signalling": { counter: meters.linkBytes[2 * link], factor: 8 },
      ...recordingSources(scenario, meters, link),
      "link.tlib": { counter: meters.linkBytes[2 * link + 1], factor: 8 },
    };
    for (const [id, source] of Object.entries(sources)) {
      layout.window(id, scope, source);
      layout.minute(id, scope, source);
    }
    if (bitsPerSecond === Number.POSITIVE_INFINITY) return;
    // Streams of recordings are among the media already.
    const { "link.recording": _, ...whole } = sources;
    const all = Object.values(whole)
      .flat()
      .map((source) => ({ ...source, factor: (1e6 * source.factor!) / bitsPerSecond }));
    layout.window("link.ppm", scope, all);
  });
}

/** Of a site: streams at its MCPs that record, and voice files on their way to its store. */
function recordingOf(scenario: Scenario, { recording }: Meters, site: number): RateSource[][] {
  const lan = scenario.links.findIndex(({ from, to }) => from === site && to === site);
  const row = RECORDING_LEVEL["upload.voice"] * recording.scopes;
  const own = recording.levels[row + 1 + site];
  const factor = fileRate(scenario, false, lan);
  const { streamBitsPerSecond } = scenario.links[lan];
  return [
    [{ level: recording.linkStreams[lan], factor: streamBitsPerSecond }],
    [{ level: own >= 0 ? own : recording.levels[row], factor }],
  ];
}

/** One-second windows of the recordings of all sites, and of each. */
function recordingWindows(scenario: Scenario, meters: Meters, layout: Layout): void {
  if (!isRecording(scenario)) return;
  const sites = scenario.sites.map((_, site) => recordingOf(scenario, meters, site));
  ["recording.media", "recording.upload"].forEach((id, what) => {
    layout.window(
      id,
      "cluster",
      sites.flatMap((each) => each[what]),
    );
    scenario.sites.forEach(({ name }, site) => {
      layout.window(id, `site:${name}`, sites[site][what]);
    });
  });
}

/** Streams to and from recorders, and files of recordings, on a link. */
function recordingSources(
  scenario: Scenario,
  { recording }: Meters,
  link: number,
): Record<string, RateSource | RateSource[]> {
  if (!isRecording(scenario)) return {};
  const rateOf = (sender: number) => ({
    level: recording.linkFiles[2 * link + sender],
    factor: fileRate(scenario, sender === FROM_DESKTOP, link),
  });
  return {
    "link.recording": {
      level: recording.linkStreams[link],
      factor: scenario.links[link].streamBitsPerSecond,
    },
    "link.files": [rateOf(FROM_SERVER), rateOf(FROM_DESKTOP)],
  };
}

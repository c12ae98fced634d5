import type { Layout } from "../measure/layout.ts";
import type { Scenario } from "../scenario/types.ts";
import { PHASES } from "./actions.ts";
import { AGENT_STATES } from "./agents.ts";
import { components } from "./components/index.ts";
import type { Topology } from "./topology.ts";

/** Counters of the cohort: `calls.<name>`, per cluster, site, queue and flow. */
export const CALL_COUNTS = [
  "offered",
  "contained",
  "served",
  "abandoned",
  "blocked",
  "failed",
  "lost",
  "answered",
  "inSystemAtEnd",
] as const;

/** Counters of the cohort's stay in a queue: `queue.<name>`, per cluster, queue and interval. */
export const QUEUE_COUNTS = [
  "offered",
  "delayed",
  "abandoned",
  "answeredWithin",
  "abandonedWithin",
] as const;

export const TEVENT_COUNTS = ["generated", "mesh", "delivered"] as const;
export const SIP_COUNTS = ["invites", "established", "effective", "ineffective", "completed"] as const;

/** Recorder indexes of everything the model measures. Tables are rows of `scopes` columns. */
export interface Meters {
  /** Columns of cluster-and-site tables: 0 the cluster, 1 + s site s. */
  readonly siteScopes: number;
  readonly phase: Int32Array;
  readonly inSystem: Int32Array;
  readonly capsOffered: Int32Array;
  readonly capsAnswered: Int32Array;
  /** Columns: cluster, sites, queues, flows. */
  readonly callScopes: number;
  readonly calls: Int32Array;
  /** Columns: cluster, queues, intervals. */
  readonly queueScopes: number;
  readonly queue: Int32Array;
  readonly wait: Int32Array;
  readonly waitAnswered: Int32Array;
  readonly answer: Int32Array;
  readonly setupDelay: number;
  /** Columns: cluster, sites, groups. */
  readonly agentScopes: number;
  readonly agents: Int32Array;
  /** By pool (see `poolNames`): levels in use and size, counters offered and blocked. */
  readonly poolInUse: Int32Array;
  readonly poolSize: Int32Array;
  readonly poolOffered: Int32Array;
  readonly poolBlocked: Int32Array;
  /** By link, then traffic class (signalling, tlib). */
  readonly linkBytes: Int32Array;
  readonly linkStreams: Int32Array;
  readonly tevents: Int32Array;
  readonly sip: Int32Array;
  readonly sipMessages: number;
  readonly retransmissions: number;
  readonly dialogs: number;
  readonly registrations: number;
  readonly registered: number;
  /** By component: delay tally and SIP messages. */
  readonly componentDelay: Int32Array;
  readonly componentSip: Int32Array;
  /** By station: the scopes its messages, refusals, busy time and servers are booked to. */
  readonly stationScopes: readonly (readonly StationMeters[])[];
}

export interface StationMeters {
  readonly messages: number;
  readonly rejected: number;
  readonly busyUs: number;
  readonly servers: number;
}

/** The two kinds of pool; each has one pool for the cluster and one per site. */
export const POOL_KINDS = ["trunks", "mcp.treatment"] as const;

/** Scopes of the pools: kind by kind, the cluster's and then each site's. */
export function poolNames(scenario: Scenario): string[] {
  return POOL_KINDS.flatMap((kind) => [kind, ...scenario.sites.map(({ name }) => `${name}/${kind}`)]);
}

/** Names of the report's intervals, those of all demands. */
export function intervalsOf(scenario: Scenario): string[] {
  return [...new Set(scenario.demand.flatMap(({ profile }) => profile.labels))];
}

/** Asks the layout for every recorder of a scenario. */
export function metersOf(scenario: Scenario, topology: Topology, layout: Layout): Meters {
  const sites = ["cluster", ...scenario.sites.map(({ name }) => `site:${name}`)];
  const queues = scenario.queues.map(({ name }) => `queue:${name}`);
  const flows = [...new Set(scenario.demand.map(({ flow }) => flow))].map((flow) => `flow:${flow}`);
  const intervals = intervalsOf(scenario).map((label) => `interval:${label}`);
  const groups = scenario.groups.map(({ name }) => `group:${name}`);
  const callScopes = [...sites, ...queues, ...flows];
  const queueScopes = ["cluster", ...queues, ...intervals];
  const agentScopes = [...sites, ...groups];
  const links = scenario.links.map(
    ({ from, to }) => `link:${scenario.places[from]}>${scenario.places[to]}`,
  );
  const table = (ids: readonly string[], scopes: readonly string[], of: (id: string, scope: string) => number) =>
    Int32Array.from(ids.flatMap((id) => scopes.map((scope) => of(id, scope))));
  const counter = (id: string, scope: string) => layout.counter(id, scope);
  const cohort = (id: string, scope: string) => layout.cohort(id, scope);
  const level = (id: string, scope: string) => layout.level(id, scope);
  const tally = (id: string, scope: string) => layout.tally(id, scope, { cohort: true });
  const pools = poolNames(scenario).map((name) => `pool:${name}`);
  const rows = components.map(({ name }) => `component:${name}`);
  return {
    siteScopes: sites.length,
    phase: table(
      PHASES.map((phase) => phaseLevel(phase)),
      sites,
      (id, scope) => (id === "" ? -1 : level(id, scope)),
    ),
    inSystem: table(["calls.inSystem"], sites, level),
    capsOffered: table(["caps.offered"], sites, counter),
    capsAnswered: table(["caps.answered"], sites, counter),
    callScopes: callScopes.length,
    calls: table(CALL_COUNTS.map((name) => `calls.${name}`), callScopes, cohort),
    queueScopes: queueScopes.length,
    queue: table(QUEUE_COUNTS.map((name) => `queue.${name}`), queueScopes, cohort),
    wait: table(["wait"], queueScopes, tally),
    waitAnswered: table(["wait.answered"], queueScopes, tally),
    answer: table(["answer"], queueScopes, tally),
    setupDelay: tally("setup.delay", "cluster"),
    agentScopes: agentScopes.length,
    agents: table(AGENT_STATES.map((state) => `agents.${state}`), agentScopes, level),
    poolInUse: table(["pool.inUse"], pools, (id, scope) => layout.level(id, scope, { histogram: true })),
    poolSize: table(["pool.size"], pools, level),
    poolOffered: table(["pool.offered"], pools, counter),
    poolBlocked: table(["pool.blocked"], pools, counter),
    linkBytes: Int32Array.from(
      links.flatMap((link) => [counter("link.bytes.signalling", link), counter("link.bytes.tlib", link)]),
    ),
    linkStreams: table(["link.streams"], links, level),
    tevents: table(TEVENT_COUNTS.map((name) => `tevents.${name}`), ["cluster"], counter),
    sip: table(SIP_COUNTS.map((name) => `sip.${name}`), ["cluster"], counter),
    sipMessages: counter("sip.messages", "cluster"),
    retransmissions: counter("sip.retransmissions", "cluster"),
    dialogs: counter("dialogs", "cluster"),
    registrations: counter("registrations", "cluster"),
    registered: level("registrations.active", "cluster"),
    componentDelay: table(["component.delay"], rows, (id, scope) => layout.tally(id, scope, { cohort: false })),
    componentSip: table(["sip.messages"], rows, counter),
    stationScopes: stationScopes(topology, layout),
  };
}

function phaseLevel(phase: (typeof PHASES)[number]): string {
  switch (phase) {
    case "setup":
    case "reserved":
      return "";
    case "qualification":
      return "calls.inQualification";
    case "queue":
      return "calls.inQueue";
    default:
      return `calls.${phase}`;
  }
}

function stationScopes(topology: Topology, layout: Layout): StationMeters[][] {
  return topology.stations.map(({ instance, component, module }) => {
    const row = components[component];
    if (row === undefined) return [];
    const scopes = [`component:${row.name}`, `instance:${topology.instances[instance].name}`];
    if (row.modules.length > 1) scopes.push(`component:${row.name}.${row.modules[module].name}`);
    return scopes.map((scope) => ({
      messages: layout.counter("component.messages", scope),
      rejected: layout.counter("component.rejected", scope),
      busyUs: layout.counter("component.busyUs", scope),
      servers: layout.level("component.servers", scope),
    }));
  });
}

/** Asks the layout for the one-second windows and the minute series of a scenario. */
export function seriesOf(scenario: Scenario, meters: Meters, layout: Layout): void {
  const perSite = ["cluster", ...scenario.sites.map(({ name }) => `site:${name}`)];
  perSite.forEach((scope, i) => layout.window("caps.offered", scope, { counter: meters.capsOffered[i] }));
  const offeredWindow = layout.find("window", "caps.offered", "cluster")!;
  layout.window("registrations", "cluster", { counter: meters.registrations });
  layout.minute("caps.offered", "cluster", { counter: meters.capsOffered[0] });
  layout.minute("caps.offered.max1s", "cluster", { maxOfSecond: offeredWindow });
  layout.minute("caps.answered", "cluster", { counter: meters.capsAnswered[0] });
  for (const id of ["calls.inQueue", "calls.inSystem", "agents.ready", "agents.ringing", "agents.talking", "agents.afterCallWork", "agents.busy", "agents.loggedIn"])
    layout.minute(id, "cluster", { level: layout.level(id, "cluster") });
  poolNames(scenario).forEach((name, pool) =>
    layout.minute("pool.inUse", `pool:${name}`, { level: meters.poolInUse[pool] }),
  );
  scenario.links.forEach(({ from, to }, link) => {
    const scope = `link:${scenario.places[from]}>${scenario.places[to]}`;
    const sources = {
      "link.media": { level: meters.linkStreams[link], factor: scenario.media.streamBitsPerSecond },
      "link.signalling": { counter: meters.linkBytes[2 * link], factor: 8 },
      "link.tlib": { counter: meters.linkBytes[2 * link + 1], factor: 8 },
    };
    for (const [id, source] of Object.entries(sources)) {
      layout.window(id, scope, source);
      layout.minute(id, scope, source);
    }
  });
}

import type { Layout, RecorderKind } from "../measure/layout.ts";
import type { Scenario } from "../scenario/types.ts";
import { PHASES } from "./actions.ts";
import { AGENT_STATES } from "./agents.ts";
import { hasConnections } from "./bytes.ts";
import { components } from "./components/index.ts";
import { type ConsultMeters, consultMetersOf, SERVICE_COUNTS } from "./consultMeters.ts";
import { mostLookUps } from "./counts.ts";
import { detailOf } from "./detail.ts";
import { asked, callIds, phaseLevel } from "./meterIds.ts";
import { type OutboundMeters, outboundMeters } from "./outbound/meters.ts";
import { poolMeters } from "./poolMeters.ts";
import { type RecordingMeters, recordingMeters } from "./recording/meters.ts";
import { type Ask, type Scope, ScopeTables } from "./scopeTables.ts";
import type { Topology } from "./topology.ts";
import { type CallbackMeters, callbackMetersOf } from "./traffic/callbackMeters.ts";
import { type CallerMeters, callerMetersOf } from "./traffic/callerMeters.ts";
import { type DigitalMeters, digitalMetersOf } from "./traffic/digitalMeters.ts";
import { type MailboxMeters, mailboxMetersOf } from "./traffic/mailboxMeters.ts";

/** Counters of the cohort: `calls.<name>`, per cluster, site, queue and flow. */
export const CALL_COUNTS = [
  "offered",
  "contained",
  "served",
  "abandoned",
  "callback",
  "voicemail",
  "blocked",
  "failed",
  "lost",
  "answered",
  "inSystemAtEnd",
  "redials",
  ...SERVICE_COUNTS,
] as const;

/** Counters of the cohort's stay in a queue: `queue.<name>`, per cluster, queue and interval. */
export const QUEUE_COUNTS = [
  "offered",
  "delayed",
  "abandoned",
  "answeredWithin",
  "abandonedWithin",
  "cleared",
] as const;

export const TEVENT_COUNTS = ["generated", "mesh", "delivered"] as const;
export const SIP_COUNTS = [
  "invites",
  "established",
  "effective",
  "ineffective",
  "completed",
] as const;

/**
 * Recorder indexes of everything the model measures. Tables are rows of `scopes` columns, −1:
 * none.
 */
export interface Meters {
  /** Columns of cluster-and-site tables: 0 the cluster, 1 + s site s. */
  readonly siteScopes: number;
  readonly outbound: OutboundMeters;
  readonly phase: Int32Array;
  readonly inSystem: Int32Array;
  readonly capsOffered: Int32Array;
  readonly capsAnswered: Int32Array;
  /** Columns: cluster, sites, queues, flows. */
  readonly callScopes: number;
  readonly calls: Int32Array;
  readonly callers: CallerMeters;
  readonly callbacks: CallbackMeters;
  readonly consult: ConsultMeters;
  readonly mailboxes: MailboxMeters;
  readonly digital: DigitalMeters;
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
  /** Of links that have room for so many streams only, else −1: streams that came, and refused. */
  readonly linkOffered: Int32Array;
  readonly linkRefused: Int32Array;
  readonly recording: RecordingMeters;
  readonly tevents: Int32Array;
  readonly sip: Int32Array;
  readonly sipMessages: number;
  readonly retransmissions: number;
  readonly dialogs: number;
  readonly registrations: number;
  /** Counters of look-ups in back-ends: begun, and without an answer in time. */
  readonly lookUps: number;
  readonly lookUpsTimedOut: number;
  readonly registered: number;
  /** By component: delay tally and SIP messages. */
  readonly componentDelay: Int32Array;
  readonly componentSip: Int32Array;
  /** By station: the scopes that its messages, refusals, work and servers are booked to. */
  readonly stationScopes: readonly (readonly StationMeters[])[];
  /** By instance: levels of its SIP connections; none where all SIP goes by UDP. */
  readonly connections: readonly (readonly number[])[];
}

export interface StationMeters {
  readonly messages: number;
  readonly rejected: number;
  readonly heldBack: number;
  readonly busyUs: number;
  readonly servers: number;
}

/** Names of the report's intervals, those of all demands. */
export function intervalsOf(scenario: Scenario): string[] {
  const labels = scenario.demand.flatMap(({ profile }) => profile.labels);
  return [...new Set(labels)].filter((label) => label !== "");
}

const CLUSTER: Scope = { name: "cluster", isAlone: false };

function scopesOf(sort: string, names: readonly string[]): Scope[] {
  return names.map((name) => ({ name: `${sort}:${name}`, isAlone: names.length === 1 }));
}

/** The flows of customers' calls. */
export const customersFlows = ({ demand }: Scenario): string[] => [
  ...new Set(demand.flatMap(({ origin, flow }) => (origin === "customers" ? [flow] : []))),
];

const intervalScopes = (scenario: Scenario): Scope[] =>
  intervalsOf(scenario).map((label) => ({ name: `interval:${label}`, isAlone: false }));

const names = (each: readonly { readonly name: string }[]) => each.map(({ name }) => name);

/** Asks the layout for every recorder of a scenario. */
export function metersOf(scenario: Scenario, topology: Topology, layout: Layout): Meters {
  const sites = [CLUSTER, ...scopesOf("site", names(scenario.sites))];
  const queues = scopesOf("queue", names(scenario.queues));
  const flows = scopesOf("flow", customersFlows(scenario));
  const intervals = intervalScopes(scenario);
  const groups = scopesOf("group", names(scenario.groups));
  const callScopes = [...sites, ...queues, ...flows];
  const queueScopes = [CLUSTER, ...queues, ...intervals];
  const counter: Ask = (id, scope) => layout.counter(id, scope);
  const cohort: Ask = (id, scope) => layout.cohort(id, scope);
  const level: Ask = (id, scope) => layout.level(id, scope);
  const tally: Ask = (id, scope) => layout.tally(id, scope, { cohort: true });
  const tables = new ScopeTables(layout);
  const one = (kind: RecorderKind, id: string, scopes: readonly Scope[], ask: Ask) =>
    tables.of(kind, [id], scopes, ask);
  return {
    siteScopes: sites.length,
    phase: tables.of("level", asked(scenario, PHASES, phaseLevel), sites, level),
    inSystem: one("level", "calls.inSystem", sites, level),
    capsOffered: one("counter", "caps.offered", sites, counter),
    capsAnswered: one("counter", "caps.answered", sites, counter),
    callScopes: callScopes.length,
    calls: tables.of("cohort", callIds(scenario, CALL_COUNTS), callScopes, cohort),
    ...clientMeters(scenario, [CLUSTER, ...queues], layout),
    queueScopes: queueScopes.length,
    queue: tables.of(
      "cohort",
      asked(scenario, QUEUE_COUNTS, (name) => `queue.${name}`),
      queueScopes,
      cohort,
    ),
    wait: one("tally", "wait", queueScopes, tally),
    waitAnswered: one("tally", "wait.answered", queueScopes, tally),
    answer: one("tally", "answer", queueScopes, tally),
    setupDelay: tally("setup.delay", "cluster"),
    agentScopes: sites.length + groups.length,
    agents: tables.of(
      "level",
      asked(scenario, AGENT_STATES, (state) => `agents.${state}`),
      [...sites, ...groups],
      level,
    ),
    outbound: outboundMeters(scenario, layout),
    ...poolMeters(scenario, detailOf(scenario, topology.hasPlatform), layout),
    ...linkMeters(scenario, topology, layout),
    recording: recordingMeters(scenario, sites, linkScopes(scenario), layout),
    ...signallingMeters(topology, layout),
    ...lookUpMeters(scenario, layout),
    stationScopes: stationScopes(topology, layout),
    connections: connectionMeters(scenario, topology, layout),
  };
}

const clientMeters = (scenario: Scenario, scopes: readonly Scope[], layout: Layout) => ({
  consult: consultMetersOf(scenario, scopes, layout),
  callers: callerMetersOf(scenario, scopes, layout),
  callbacks: callbackMetersOf(scenario, scopes, layout),
  mailboxes: mailboxMetersOf(scenario, scopes, layout),
  digital: digitalMetersOf(scenario, layout),
});

/** Messages, T-events and registrations of the whole cluster, and by component. */
function signallingMeters(topology: Topology, layout: Layout) {
  const counter = (id: string) => layout.counter(id, "cluster");
  const rows = components.map(({ name }) => `component:${name}`);
  /** What is said of no instance would be said of a component that is not there. */
  const has = rows.map((_, component) => topology.cluster[component].count > 0);
  return {
    tevents: Int32Array.from(TEVENT_COUNTS, (name) => counter(`tevents.${name}`)),
    sip: Int32Array.from(SIP_COUNTS, (name) => counter(`sip.${name}`)),
    sipMessages: counter("sip.messages"),
    retransmissions: counter("sip.retransmissions"),
    dialogs: counter("dialogs"),
    registrations: counter("registrations"),
    registered: layout.level("registrations.active", "cluster"),
    componentDelay: Int32Array.from(rows, (row, component) =>
      has[component] ? layout.tally("component.delay", row, { cohort: false }) : -1,
    ),
    componentSip: Int32Array.from(rows, (row, component) =>
      has[component] ? layout.counter("sip.messages", row) : -1,
    ),
  };
}

function lookUpMeters(scenario: Scenario, layout: Layout) {
  const has = mostLookUps(scenario) > 0;
  const counter = (id: string) => (has ? layout.counter(id, "cluster") : -1);
  return { lookUps: counter("lookUps"), lookUpsTimedOut: counter("lookUps.timedOut") };
}

/** Links carry nothing that is measured where no platform is modelled. */
function linkMeters(
  scenario: Scenario,
  topology: Topology,
  layout: Layout,
): Pick<Meters, "linkBytes" | "linkStreams" | "linkOffered" | "linkRefused"> {
  const scopes = topology.hasPlatform ? linkScopes(scenario) : [];
  const whereLimited = (id: string) =>
    Int32Array.from(scopes, (scope, link) =>
      scenario.links[link].streamsMax < Number.POSITIVE_INFINITY ? layout.counter(id, scope) : -1,
    );
  return {
    linkBytes: Int32Array.from(
      scopes.flatMap((link) => [
        layout.counter("link.bytes.signalling", link),
        layout.counter("link.bytes.tlib", link),
      ]),
    ),
    linkStreams: Int32Array.from(scopes, (link) => layout.level("link.streams", link)),
    linkOffered: whereLimited("link.offered"),
    linkRefused: whereLimited("link.refused"),
  };
}

/** Scopes of the links, in their order. */
export function linkScopes({ links, places }: Scenario): string[] {
  return links.map(({ from, to }) => `link:${places[from]}>${places[to]}`);
}

function connectionMeters(scenario: Scenario, topology: Topology, layout: Layout): number[][] {
  return topology.instances.map(({ component, name }) => {
    const row = components[component];
    if (row === undefined || !hasConnections(scenario)) return [];
    const scopes = [`component:${row.name}`, `instance:${name}`];
    return scopes.map((scope) => layout.level("component.connections", scope));
  });
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
      heldBack: layout.counter("component.heldBack", scope),
      busyUs: layout.counter("component.busyUs", scope),
      servers: layout.level("component.servers", scope),
    }));
  });
}

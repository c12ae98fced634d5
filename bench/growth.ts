/**
 * Writes the scenarios that grow out of the reference: 500 to 60,000 agents (`scenarios/scale/`),
 * its whole day and its whole week. Each component is scaled by the catalogue's limits, so that
 * agents bind. A test holds the files to what this writes.
 *
 * Usage: npm run scale
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";

const SCENARIOS = new URL("../scenarios/", import.meta.url);
export const SIZES = [500, 1000, 2000, 5000, 10_000, 20_000, 40_000, 60_000] as const;
/** Above this size T-events of the whole cluster keep an ICON busier than agents are. */
const SMART_ABOVE = 20_000;
const HANDLING_S = 200;
const OCCUPANCY = 0.8;
const DAY_CALLS = 240_000;

/**
 * Share of a day's calls in each hour, per cent: assumed, with the 12 % of the busy hour that the
 * domain facts name and the double hump of a working day.
 */
const HOURS = [
  0.3, 0.2, 0.2, 0.2, 0.3, 0.6, 1.6, 3.6, 8, 11.4, 12, 10.8, 8.4, 8.8, 9, 8.2, 6.6, 4.4, 2.2, 1.4,
  0.9, 0.5, 0.3, 0.1,
];
/** Each day's calls as a share of Monday's, from Monday on: assumed. */
const DAYS = [1, 0.96, 0.93, 0.93, 0.9, 0.4, 0.25];

interface Reference {
  name: string;
  title: string;
  run: Record<string, unknown>;
  demand: { customers: Record<string, unknown> };
  agents: { all: { sites: Record<string, number | number[]>; intervals?: unknown } };
  sites: Record<string, Record<string, number>>;
  network: Record<string, Record<string, string>>;
  signalling?: Record<string, unknown>;
  components?: Record<string, unknown>;
}

const reference = (): Reference =>
  parse(readFileSync(new URL("reference-2000.yaml", SCENARIOS), "utf8"));

/** Every generated file: its path below `scenarios/` and its text. */
export function grownScenarios(): ReadonlyMap<string, string> {
  return new Map([
    ...SIZES.map((agents) => [`scale/agents-${agents}.yaml`, grown(agents)] as const),
    ["reference-day.yaml", overDays("day", 1, "message")],
    ["reference-week.yaml", overDays("week", DAYS.length, "call")],
  ]);
}

/** The busy hour of the reference with so many agents in two sites. */
function grown(agents: number): string {
  const scenario = reference();
  const caps = (agents * OCCUPANCY) / HANDLING_S;
  // What all agents could handle; everything else must be able to take more.
  const fullCaps = caps / OCCUPANCY;
  scenario.name = `agents-${agents}`;
  const people = agents.toLocaleString("en-US");
  scenario.title = `${people} agents in two sites, ${caps} calls per second`;
  scenario.run.warmUp = "10min";
  scenario.run.replications = Math.max(3, Math.min(30, Math.round(60_000 / agents)));
  scenario.demand.customers.rate = `${caps}/s`;
  for (const [site, machines] of Object.entries(scenario.sites)) {
    scenario.agents.all.sites[site] = agents / 2;
    Object.assign(machines, machinesFor(agents, fullCaps));
  }
  for (const link of Object.values(scenario.network))
    if (link.capacity !== undefined) link.capacity = agents > 5000 ? "10Gbps" : "1Gbps";
  if (agents > SMART_ABOVE) {
    scenario.signalling = { smartClients: true };
    scenario.components = { vqServer: { servers: 2 } };
  }
  return text(scenario, [
    `The reference with ${agents} agents; components by the limits of the catalogue.`,
    ...(agents > SMART_ABOVE
      ? [
          "ICONs that heard the whole cluster would bind before the agents, and so would a",
          "VQ SIP Server with one work thread: smart clients, and two threads.",
        ]
      : []),
  ]);
}

/** Counts for one of two sites. Per-node and cluster-wide counts stay those of the reference. */
function machinesFor(agents: number, fullCaps: number): Record<string, number> {
  const siteCaps = fullCaps / 2;
  const ports = siteCaps * 60;
  const allPorts = ports + 3 * Math.sqrt(ports);
  return {
    trunks: Math.ceil(agents * OCCUPANCY),
    // 20 CAPS and 4,000 agents a node, and never one alone.
    sipServer: Math.max(2, Math.ceil((1.01 * siteCaps) / 20), Math.ceil(agents / 2 / 4000)),
    // 500 INVITE transactions a second each, of which a call and its replies cost four; one more.
    sipProxy: Math.ceil(siteCaps / 60) + 1,
    // A farm that may lose one.
    mcp: Math.ceil(allPorts / 150) + 1,
    // 1,500 agents each, and one more.
    gws: Math.ceil(agents / 2 / 1500) + 1,
  };
}

/** The reference over whole days from midnight on, staffed by the hour. */
function overDays(name: string, days: number, fidelity: string): string {
  const scenario = reference();
  const perHour = DAYS.slice(0, days).flatMap((day) =>
    HOURS.map((share) => Math.round((day * share * DAY_CALLS) / 100)),
  );
  const calls = perHour.reduce((sum, each) => sum + each, 0);
  scenario.name = `reference-${name}`;
  scenario.title = `A ${name} of the 2,000-agent reference: ${calls.toLocaleString("en-US")} calls`;
  Object.assign(scenario.run, {
    ...{ fidelity, warmUp: "0s", measure: `${24 * days}h`, replications: 5 },
    startOfDay: "00:00",
  });
  const hourly = { start: "00:00", length: "1h" };
  const { rate: _, ...customers } = scenario.demand.customers;
  const rates = perHour.map((each) => `${each}/h`);
  scenario.demand.customers = { ...customers, intervals: { ...hourly, rates } };
  scenario.agents.all.intervals = hourly;
  for (const site of Object.keys(scenario.sites))
    scenario.agents.all.sites[site] = perHour.map((each) => staff(each / 2));
  return text(scenario, [
    `The reference over a ${name}. Hourly shares with a busy hour of 12 %, days as shares of`,
    "Monday: both assumed. Agents by the hour: 80 % busy, with a square-root reserve where they",
    "are few.",
  ]);
}

/** Agents of a site for so many calls an hour. */
function staff(callsPerHour: number): number {
  const erlangs = (callsPerHour * HANDLING_S) / 3600;
  return Math.ceil(Math.max(erlangs / OCCUPANCY, erlangs + 2 * Math.sqrt(erlangs)));
}

function text(scenario: Reference, says: readonly string[]): string {
  const up = scenario.name.startsWith("agents-") ? "../" : "./";
  const head = [
    `# yaml-language-server: $schema=${up}scenario.schema.json`,
    "# Written by `npm run scale`; change bench/growth.ts instead.",
    ...says.map((line) => `# ${line}`),
  ];
  return `${head.join("\n")}\n${stringify(scenario, { lineWidth: 100 })}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(new URL("scale/", SCENARIOS), { recursive: true });
  for (const [path, content] of grownScenarios()) writeFileSync(new URL(path, SCENARIOS), content);
}

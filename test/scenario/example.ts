import { ScenarioError } from "../../src/errors.ts";
import { type ReadText, read, type ScenarioDocument } from "../../src/scenario/read.ts";
import type { Scenario } from "../../src/scenario/types.ts";
import { validate } from "../../src/scenario/validate.ts";

/** One scenario that uses every section of the language. */
export const EXAMPLE = `name: example
title: Everything a scenario can say
platform: cluster
run: { warmUp: 30min, measure: 60min, replications: 30, seed: busyhour, startOfDay: "08:00" }
sites:
  dc1: { trunks: 1200, portsPerMcp: 150, sipServer: 2, configServer: 1 }
  dc2: { trunks: unlimited }
network:
  wan: { latency: 5ms, capacity: 1Gbps }
  links: { "dc1>dc2": { latency: 7ms } }
components:
  sipProxy: { service: 0.4ms, serviceOf: { INVITE: 0.8ms } }
  sipServer: { modules: { tController: { servers: 2 } } }
media: { codec: G.729, packetTime: 30ms }
signalling: { registerExpires: 300s, bytes: { INVITE: 1.3kB } }
demand:
  customers:
    queue: support
    rate: 8/s
    sites: { dc1: 0.25, dc2: 75% }
    talk: "lognormal(mean 180s, cv 1.0)"
    ring: 10s
  morning:
    queue: support
    intervals: { start: "07:30", length: 30min, rates: [36/h, 72/h, 15/30min] }
queues:
  support: { groups: [all, day], threshold: 20s }
agents:
  all: { sites: { dc1: 1000, dc2: 1000 } }
  day: { sites: { dc1: [3, 4, 6] }, intervals: { start: "07:30", length: 30min } }
faults:
  - instanceDown: { target: dc1/sipProxy/2, at: 40min, for: 5min }
  - linkDown: { target: "dc1>dc2", at: 40min, for: 1min }
expect:
  - "service.level >= 80%"
  - "wait.mean[queue:support] <= 30s"
observed:
  - { metric: abandon.ratio, value: 0.155 }
`;

/** Texts instead of files: a name that is not among them cannot be read. */
export const folder =
  (files: Readonly<Record<string, string>>): ReadText =>
  (path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`no such file: ${path}`);
    return text;
  };

export const documentOf = (text: string, overrides: readonly string[] = []): ScenarioDocument =>
  read("a.yaml", overrides, folder({ "a.yaml": text }));

export const scenarioOf = (text: string, overrides: readonly string[] = []): Scenario =>
  validate(documentOf(text, overrides));

/** The problems of what must fail, as `file:line:column path`. */
export function placesOfProblems(run: () => unknown): readonly string[] {
  return problemsOf(run).map(({ file, line, column, path }) =>
    `${file}:${line}:${column} ${path}`.trim(),
  );
}

export function problemsOf(run: () => unknown): ScenarioError["problems"] {
  try {
    run();
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  throw new Error("nothing was refused");
}

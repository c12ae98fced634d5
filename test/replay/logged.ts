import { callsText } from "../../src/callLog/callsText.ts";
import type { LoggedCalls } from "../../src/callLog/types.ts";
import { simulatedCalls } from "../../src/experiments/backtest/simulatedCalls.ts";
import { CallLog } from "../../src/model/callLog.ts";
import { openStudy, replicate, type Study } from "../../src/study.ts";

/** 1999-02-01 is day 10623. */
export const FIRST_DAY = 10_623;

/** A centre of one pool; `source` says when its calls come, `patience` how long they wait. */
export const centre = (source: string, patience = "never", agents = 9): string => `name: centre
platform: none
run:
  { startOfDay: "08:10", warmUp: 0s, measure: ${measureOf(source)}, seed: ${seedOf(source)} }
demand:
  customers:
    queue: support
    ${source}
    patience: ${patience}
    ivr: { duration: "exponential(mean 40s)", containment: 0.2 }
    ring: "exponential(mean 5s)"
    talk: "lognormal(mean 180s, cv 1.0)"
    afterCallWork: "exponential(mean 30s)"
queues: { support: { groups: [all] } }
agents: { all: { sites: { desk: ${agents} } } }
sites: { desk: {} }
`;

/** What a replay draws must not be by chance what the original drew. */
const seedOf = (source: string): string => (source.startsWith("replay") ? "other" : "original");

/** Who calls after the measured time may be ahead of those who are in the IVR: 20 min of them. */
const measureOf = (source: string): string => (source.startsWith("replay") ? "100min" : "2h");
export const MEASURED_TO_US = (490 + 100) * 60e6;

/** A study of texts: no file is read. */
export const studyOf = (text: string, files: Readonly<Record<string, string>> = {}): Study =>
  openStudy("a.yaml", [], new Map(Object.entries({ ...files, "a.yaml": text })));

/** Those of its calls that a replay measures. */
export function measured(calls: LoggedCalls): LoggedCalls {
  const count = calls.arrivedUs.filter((us) => us < MEASURED_TO_US).length;
  const columns = Object.entries(calls).map(([name, column]) => [
    name,
    ArrayBuffer.isView(column) ? (column as Float64Array).slice(0, count) : column,
  ]);
  return { ...Object.fromEntries(columns), count };
}

export function callsOfReplication(study: Study, replication: number): LoggedCalls {
  const log = new CallLog();
  replicate(study, replication, log);
  return simulatedCalls(study.scenario, log);
}

/** Replications as days, one after the other. */
export function logOf(study: Study, days: number): string {
  const texts = Array.from({ length: days }, (_, i) => {
    const calls = callsOfReplication(study, i);
    return [...callsText({ ...calls, day: calls.day.map(() => FIRST_DAY + i) })].join("");
  });
  const rows = texts.map((text) => text.slice(text.indexOf("\n") + 1));
  return texts[0]!.slice(0, texts[0]!.indexOf("\n") + 1) + rows.join("");
}

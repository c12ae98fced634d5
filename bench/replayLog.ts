/** Writes scenarios/logs/help-desk.csv: two days of a help desk, simulated with 14 agents. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dayOfDate } from "../src/callLog/days.ts";
import type { LoggedCalls } from "../src/callLog/types.ts";
import { callsCsv } from "../src/callLog/writeCalls.ts";
import { simulatedCalls } from "../src/experiments/backtest/simulatedCalls.ts";
import { CallLog } from "../src/model/callLog.ts";
import { openStudy, replicate } from "../src/study.ts";

const HELP_DESK = `name: help-desk
platform: none
run: { startOfDay: "08:00", warmUp: 0s, measure: 9h, replications: 2, seed: help-desk }
demand:
  callers:
    queue: support
    intervals:
      start: "08:00"
      length: 1h
      rates: [90/h, 140/h, 160/h, 145/h, 110/h, 130/h, 150/h, 120/h, 80/h]
    busyness: 0.08
    patience: "exponential(mean 180s)"
    ring: 4s
    talk: "lognormal(mean 260s, cv 0.9)"
    afterCallWork: "exponential(mean 40s)"
    ivr: { duration: "exponential(mean 25s)", containment: 0.1 }
queues: { support: { groups: [all] } }
agents: { all: { sites: { desk: 14 } } }
sites: { desk: {} }
`;

/** As most logs have them: to the second. */
const seconds = (times: Float64Array) => times.map((us) => Math.round(us / 1e6) * 1e6);
const inSeconds = (calls: LoggedCalls): LoggedCalls => ({
  ...calls,
  arrivedUs: seconds(calls.arrivedUs),
  queuedUs: seconds(calls.queuedUs),
  dequeuedUs: seconds(calls.dequeuedUs),
  answeredUs: seconds(calls.answeredUs),
  endedUs: seconds(calls.endedUs),
  freedUs: seconds(calls.freedUs),
});

const study = openStudy("help-desk.yaml", [], new Map([["help-desk.yaml", HELP_DESK]]));
const days = ["2025-03-04", "2025-03-05"].map((date, replication) => {
  const log = new CallLog();
  replicate(study, replication, log);
  const calls = inSeconds(simulatedCalls(study.scenario, log));
  return callsCsv({ ...calls, day: calls.day.fill(dayOfDate(date)!) });
});
const [head] = days[0]!.split("\n");
const rows = days.flatMap((text) => text.trimEnd().split("\n").slice(1));
mkdirSync("scenarios/logs", { recursive: true });
writeFileSync("scenarios/logs/help-desk.csv", `${[head, ...rows].join("\n")}\n`);

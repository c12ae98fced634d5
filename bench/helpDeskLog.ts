/** Writes scenarios/logs/help-desk.csv: eight days of a help desk whose parameters are known. */
import { mkdirSync, writeFileSync } from "node:fs";
import { callsText } from "../src/callLog/callsText.ts";
import { dayOfDate } from "../src/callLog/days.ts";
import type { LoggedCalls } from "../src/callLog/types.ts";
import { simulatedCalls } from "../src/experiments/backtest/simulatedCalls.ts";
import { CallLog } from "../src/model/callLog.ts";
import { openStudy, replicate } from "../src/study.ts";

const HELP_DESK = `name: help-desk
platform: none
run:
  startOfDay: "08:00"
  warmUp: 0s
  measure: 9h
  replications: 8
  seed: help-desk
  busyness: 0.08
  intervalBusyness: 0.12
demand:
  faults:
    queue: support
    intervals:
      start: "08:00"
      length: 1h
      rates: [28/h, 48/h, 56/h, 50/h, 36/h, 44/h, 50/h, 38/h, 24/h]
    patience: "zeroInflated(share 0.04, mean 200s)"
    ring: 4s
    talk: "lognormal(mean 300s, cv 0.9)"
    afterCallWork: "exponential(mean 40s)"
    ivr: { duration: "exponential(mean 25s)", containment: 0.1 }
    redial: { afterAbandoned: 0.4, delay: "exponential(mean 10min)", attempts: 10 }
  orders:
    queue: support
    intervals:
      start: "08:00"
      length: 1h
      rates: [10/h, 16/h, 18/h, 16/h, 14/h, 16/h, 16/h, 12/h, 8/h]
    patience: "exponential(mean 350s)"
    ring: 4s
    talk: "gamma(mean 150s, cv 0.6)"
    afterCallWork: "exponential(mean 40s)"
    ivr: { duration: "exponential(mean 25s)", containment: 0.1 }
queues: { support: { groups: [all] } }
agents:
  all:
    shrinkage: 0.12
    intervals: { start: "08:00", length: 1h }
    sites: { desk: [5, 7, 8, 8, 7, 7, 7, 6, 5] }
sites: { desk: {} }
`;
const DATES = ["03", "04", "05", "06", "07", "10", "11", "12"].map((day) => `2025-03-${day}`);

/** As most logs have them: to the second. */
const seconds = (times: Float64Array) => times.map((us) => Math.round(us / 1e6) * 1e6);
const asLogged = (calls: LoggedCalls): LoggedCalls => ({
  ...calls,
  arrivedUs: seconds(calls.arrivedUs),
  queuedUs: seconds(calls.queuedUs),
  dequeuedUs: seconds(calls.dequeuedUs),
  answeredUs: seconds(calls.answeredUs),
  endedUs: seconds(calls.endedUs),
  freedUs: seconds(calls.freedUs),
});

const study = openStudy("help-desk.yaml", [], new Map([["help-desk.yaml", HELP_DESK]]));
let callers = 0;
const days = DATES.map((date, replication) => {
  const log = new CallLog();
  replicate(study, replication, log);
  const calls = asLogged(simulatedCalls(study.scenario, log));
  const customer = calls.customer.map((each) => (each < 0 ? each : each + callers));
  callers += calls.customers;
  return [...callsText({ ...calls, customer, day: calls.day.fill(dayOfDate(date)!) })].join("");
});
const [head] = days[0]!.split("\n");
const rows = days.flatMap((text) => text.trimEnd().split("\n").slice(1));
const numbered = rows.map((row, i) => row.replace(/\d+$/, String(i + 2)));
mkdirSync("scenarios/logs", { recursive: true });
writeFileSync("scenarios/logs/help-desk.csv", `${[head, ...numbered].join("\n")}\n`);

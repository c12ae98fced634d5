import type { LoggedCalls } from "../../../src/callLog/types.ts";
import { joinedDays, simulatedCalls } from "../../../src/experiments/backtest/simulatedCalls.ts";
import { CallLog } from "../../../src/model/callLog.ts";
import { openStudy, replicate, type Study } from "../../../src/study.ts";

/** A centre whose days differ, with some of everything that a log may show. */
export const CENTRE = `
name: centre
platform: none
run:
  fidelity: call
  startOfDay: "08:00"
  warmUp: 0s
  measure: 4h
  replications: 99
  busyness: 0.1
  intervalBusyness: 0.15
demand:
  customers:
    queue: desk
    intervals:
      start: "08:00"
      length: 30min
      rates: [40/30min, 60/30min, 80/30min, 90/30min, 90/30min, 80/30min, 70/30min, 50/30min]
    ivr:
      duration: "exponential(mean 20s)"
      containment: 0.1
      patience: "zeroInflated(share 0.03, law never)"
    patience: "zeroInflated(share 0.05, mean 150s)"
    talk: "lognormal(mean 200s, cv 1.1)"
    ring: 0s
    afterCallWork: "exponential(mean 30s)"
    redial: { afterAbandoned: 0.4, delay: "exponential(mean 480s)", attempts: 100 }
queues: { desk: { groups: [team] } }
agents: { team: { shrinkage: 0.1, sites: { here: 10 } } }
sites: { here: {} }
`;

export const studyOf = (text: string, ...settings: string[]): Study =>
  openStudy("centre.yaml", settings, new Map([["centre.yaml", text]]));

/** So many of its days as a log. */
export function logOf(text: string, days: number, seed: string): LoggedCalls {
  const study = studyOf(text, `run.seed=${seed}`);
  return joinedDays(
    Array.from({ length: days }, (_, replication) => {
      const log = new CallLog();
      replicate(study, replication, log);
      return simulatedCalls(study.scenario, log);
    }),
  );
}

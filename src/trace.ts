import { runUntil } from "./engine/loop.ts";
import type { CallRecord } from "./model/records.ts";
import { wire } from "./model/wire.ts";
import type { Study } from "./study.ts";

const MINUTE_US = 60_000_000;

/** The first `count` calls of replication 0 as CSV, warm-up included; times in seconds. */
export function traceCsv(study: Study, count: number): string {
  const { demand, sites } = study.scenario;
  const head = "call,demand,site,outcome,arrived,queued,selected,answered,ended,agent";
  const lines = firstCalls(study, count).map((record) =>
    [
      record.serial,
      quoted(demand[record.demand].name),
      quoted(sites[record.site].name),
      record.outcome,
      ...[record.arrivedUs, record.queuedUs, record.selectedUs, record.answeredUs].map(seconds),
      seconds(record.endedUs),
      record.agent < 0 ? "" : record.agent,
    ].join(","),
  );
  return [head, ...lines].map((line) => `${line}\n`).join("");
}

/** Runs until every one of them has ended: a long call may end after many later ones. */
function firstCalls({ plan, scenario }: Study, count: number): readonly CallRecord[] {
  const records: CallRecord[] = [];
  const world = wire(plan, 0, records);
  const horizonUs = scenario.run.warmUpUs + scenario.run.measureUs;
  const early = () => records.filter(({ serial }) => serial < count);
  while (early().length < count && world.nowUs < horizonUs)
    runUntil(world, Math.min(horizonUs, world.nowUs + MINUTE_US));
  return early().sort((a, b) => a.serial - b.serial);
}

const seconds = (timeUs: number | null): string => (timeUs === null ? "" : (timeUs / 1e6).toFixed(6));

/** Names a planner chose hold letters, digits, _ and - only. */
const quoted = (name: string): string => name;

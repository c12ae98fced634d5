import { runUntil } from "./engine/loop.ts";
import type { CallRecord } from "./model/records.ts";
import { wire } from "./model/wire.ts";
import type { World } from "./model/world.ts";
import type { Study } from "./study.ts";

const MINUTE_US = 60_000_000;
const HEAD = "call,demand,site,outcome,arrived_s,queued_s,selected_s,answered_s,ended_s,agent";

/**
 * The first `count` calls of replication 0 in the order they arrive, from time zero (warm-up
 * included), as CSV. Empty where something never happened.
 */
export function traceCsv(study: Study, count: number): string {
  const { demand, sites } = study.scenario;
  const lines = firstCalls(study, count).map((record, index) => {
    const { arrivedUs, queuedUs, selectedUs, answeredUs, endedUs, agent } = record;
    const names = [demand[record.demand].name, sites[record.site].name, record.outcome];
    const times = [arrivedUs, queuedUs, selectedUs, answeredUs, endedUs].map(seconds);
    return [index + 1, ...names, ...times, agent < 0 ? "" : agent].join(",");
  });
  return [HEAD, ...lines].map((line) => `${line}\n`).join("");
}

/** Runs until none of them can be missing: a long call ends after many that arrived later. */
function firstCalls({ plan, scenario }: Study, count: number): readonly CallRecord[] {
  const ended: CallRecord[] = [];
  const world = wire(plan, 0, ended);
  const horizonUs = scenario.run.warmUpUs + scenario.run.measureUs;
  for (;;) {
    ended.sort((a, b) => a.arrivedUs - b.arrivedUs || a.serial - b.serial);
    const first = ended.slice(0, count);
    if (world.nowUs >= horizonUs) return first;
    if (first.length === count && first.at(-1)!.arrivedUs < openSinceUs(world)) return first;
    runUntil(world, Math.min(horizonUs, world.nowUs + MINUTE_US));
  }
}

/** When the oldest call arrived that has no outcome yet. */
function openSinceUs({ calls, program }: World): number {
  let sinceUs = Number.POSITIVE_INFINITY;
  for (let call = 0; call < calls.used; call++) {
    const isOpen = calls.main[call] >= 0 && Number.isNaN(calls.endedUs[call]);
    if (isOpen && program.flows[calls.flow[call]].hasOutcome)
      sinceUs = Math.min(sinceUs, calls.arrivedUs[call]);
  }
  return sinceUs;
}

const seconds = (timeUs: number | null): string => (timeUs === null ? "" : String(timeUs / 1e6));

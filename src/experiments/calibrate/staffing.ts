import type { LoggedDay } from "../../callLog/days.ts";
import { asksForAgent, type DayGrid } from "../../callLog/figures.ts";
import type { LoggedCalls } from "../../callLog/types.ts";
import type { Ranged } from "../../stats/fitting/dispersion.ts";
import { kaplanMeier, restrictedMean } from "../../stats/fitting/kaplanMeier.ts";
import {
  type CensoredTimes,
  presenceOf,
  queueingOf,
  type Services,
  timesAfterService,
} from "../../stats/fitting/presence.ts";
import { lawOf } from "./laws.ts";
import type { Pool } from "./pools.ts";
import type { PoolStaffing } from "./types.ts";

interface Options {
  readonly gapUs: number;
  readonly resolutionS: number;
}

/** Who is there, and what they do after a call, from the services of a pool's agents. */
export function staffingOf(
  calls: LoggedCalls,
  days: readonly LoggedDay[],
  grid: DayGrid,
  pool: Pool,
  { gapUs, resolutionS }: Options,
): PoolStaffing {
  const services = days.map((day) => servicesOf(calls, day, pool));
  const presences = services.map((each) => presenceOf(each, grid, gapUs));
  const mean = (of: (day: (typeof presences)[number]) => Float64Array) =>
    Array.from(
      { length: grid.count },
      (_, i) => presences.reduce((sum, day) => sum + of(day)[i]!, 0) / presences.length,
    );
  const present = mean((day) => day.present);
  const deviations = presences.flatMap((day) =>
    Array.from(day.present, (value, i) => value - present[i]!),
  );
  const squares = deviations.reduce((sum, value) => sum + value * value, 0);
  const freedom = Math.max(1, (presences.length - 1) * grid.count);
  return {
    ...{ seen: mean((day) => day.seen), present },
    ...{ variance: presences.length > 1 ? squares / freedom : 0, days: presences.length },
    ...workOf(calls, days, pool, services, { gapUs, resolutionS }),
  };
}

/** Services of one day; with after-call work where the log has it. */
function servicesOf(calls: LoggedCalls, { from, to }: LoggedDay, pool: Pool): Services {
  const rows: number[] = [];
  for (let row = from; row < to; row++)
    if (pool.agents.has(calls.agent[row]!) && calls.endedUs[row]! >= calls.answeredUs[row]!)
      rows.push(row);
  return {
    agent: Int32Array.from(rows, (row) => calls.agent[row]!),
    fromUs: Float64Array.from(rows, (row) => selectedUs(calls, row)),
    toUs: Float64Array.from(rows, (row) => doneUs(calls, row)),
  };
}

/** When the agent got the call, which may ring before it is answered. */
const selectedUs = ({ dequeuedUs, answeredUs }: LoggedCalls, row: number): number =>
  Number.isNaN(dequeuedUs[row]!) ? answeredUs[row]! : dequeuedUs[row]!;

const doneUs = ({ endedUs, freedUs }: LoggedCalls, row: number): number =>
  Number.isNaN(freedUs[row]!) ? endedUs[row]! : Math.max(endedUs[row]!, freedUs[row]!);

/**
 * After-call work: as the log has it; else the time until the next service of agents who stop while
 * somebody waits, whatever they do in it.
 */
function workOf(
  calls: LoggedCalls,
  days: readonly LoggedDay[],
  pool: Pool,
  services: readonly Services[],
  { gapUs, resolutionS }: Options,
): Pick<PoolStaffing, "afterCallWork" | "available"> {
  const logged = loggedWork(calls, days, pool);
  const next = joined(
    days.map((day, d) => timesAfterService(services[d]!, queueingOfDay(calls, day, pool), gapUs)),
  );
  if (logged.length > 0)
    return {
      afterCallWork: lawOf({ seconds: logged }, resolutionS, "after-call work as logged", "0s"),
      available: availableOf(services, next),
    };
  const what = "time until the next call of agents who end one while somebody waits";
  return {
    afterCallWork: lawOf(next, resolutionS, what, "0s"),
    available: { estimate: 1, low95: 1, high95: 1 },
  };
}

function loggedWork(calls: LoggedCalls, days: readonly LoggedDay[], pool: Pool): number[] {
  const logged: number[] = [];
  for (const { from, to } of days)
    for (let row = from; row < to; row++) {
      const workUs = calls.freedUs[row]! - calls.endedUs[row]!;
      if (pool.agents.has(calls.agent[row]!) && workUs >= 0) logged.push(workUs / 1e6);
    }
  return logged;
}

/** Time on a call over that and what follows it until the next, while somebody waits. */
function availableOf(services: readonly Services[], { seconds, isEvent }: CensoredTimes): Ranged {
  const lengths = services.flatMap(({ fromUs, toUs }) =>
    Array.from(fromUs as Float64Array, (from, row) => (toUs[row]! - from) / 1e6),
  );
  const handling = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const share = (away: number | null) => handling / (handling + Math.max(0, away ?? 0));
  if (!isEvent.includes(1)) return { estimate: 1, low95: 0, high95: 1 };
  const { estimate, low95, high95 } = restrictedMean(kaplanMeier(seconds, isEvent));
  return { estimate: share(estimate), low95: share(high95), high95: share(low95) };
}

/** When calls of the pool's types wait. */
export function queueingOfDay(calls: LoggedCalls, { from, to }: LoggedDay, pool: Pool) {
  const types = new Set(pool.types);
  const rows: number[] = [];
  for (let row = from; row < to; row++)
    if (types.has(calls.type[row]!) && asksForAgent(calls, row)) rows.push(row);
  return queueingOf(
    Float64Array.from(rows, (row) => calls.queuedUs[row]!),
    Float64Array.from(rows, (row) => calls.dequeuedUs[row]!),
  );
}

function joined(parts: readonly CensoredTimes[]): CensoredTimes {
  return {
    seconds: Float64Array.from(parts.flatMap(({ seconds }) => [...seconds])),
    isEvent: Uint8Array.from(parts.flatMap(({ isEvent }) => [...isEvent])),
  };
}

import type { LoggedDay } from "../../callLog/days.ts";
import { asksForAgent, type DayGrid, waitOf } from "../../callLog/figures.ts";
import { LOGGED_OUTCOMES, type LoggedCalls } from "../../callLog/types.ts";
import { UserError } from "../../errors.ts";
import { type Balking, balkingOf } from "../../stats/fitting/balking.ts";
import type { Dispersion, Ranged } from "../../stats/fitting/dispersion.ts";
import { emptyAt } from "../../stats/fitting/presence.ts";
import { fitProduct } from "../../stats/fitting/productFit.ts";
import { shareOf } from "../../stats/fitting/shares.ts";
import { countsOf, openingGrid, withoutOutliers } from "./arrivals.ts";
import { lawOf } from "./laws.ts";
import { type Pool, poolsOf } from "./pools.ts";
import { prioritiesOf } from "./priorities.ts";
import { redialArrivals, redialRows, redialsIn } from "./redials.ts";
import { queueingOfDay, staffingOf } from "./staffing.ts";
import type { CalibrateOptions, Calibration, CallClass, Priorities, Redialling } from "./types.ts";

const ABANDONED = LOGGED_OUTCOMES.indexOf("abandoned");
const SERVED = LOGGED_OUTCOMES.indexOf("served");

/** Fewer calls of a type a day: it is one of the others. */
const TYPE_SHARE_MIN = 0.02;
/** A pool with a smaller share of the calls is left out. */
const POOL_SHARE_MIN = 0.02;
/** Fewer hang-ups: patience of all. */
const PATIENCE_EVENTS_MIN = 200;
/** Fewer calls of a priority within a type: it is not told apart. */
const CLASS_CALLS_MIN = 200;

/** What some days of a log say of the centre. @throws UserError where there is too little */
export function calibrate(
  log: string,
  calls: LoggedCalls,
  days: readonly LoggedDay[],
  options: CalibrateOptions,
): Calibration {
  const resolutionS = resolutionOf(calls);
  const grid = openingGrid(calls, days, options.lengthUs);
  const redialling = redialsIn(calls, days, grid);
  const again = redialling === null ? new Set<number>() : redialRows(calls, days);
  const isFirst = (row: number) => !again.has(row);
  const all = countsOf(calls, days, grid, isFirst);
  const total = all.reduce((sum, day) => sum + day.reduce((a, b) => a + b, 0), 0);
  if (total === 0) throw new UserError(`${log}: no call asks for an agent on these days`);
  const { counts, outliers, dispersion } = withoutOutliers(all);
  const used = usedRows(calls, days, grid, counts);
  const everyPool = poolsOf(calls, used);
  const pools = everyPool.filter((pool) => pool.calls >= POOL_SHARE_MIN * total);
  const priorities = prioritiesOf(calls, days, grid);
  const of = { calls, days, grid, counts, used, resolutionS, priorities, redialling, isFirst };
  return {
    ...{ log, calls, days, grid, resolutionS, pools, priorities, counts, dispersion, outliers },
    firstCalls: firstCallsOf(of, dispersion),
    classes: pools.flatMap((pool, p) => classesOf(of, pool, p)),
    ivr: ivrOf(of),
    ring: ringOf(of),
    ...inIvr(containmentOf(calls, days), balkingIn(of, pools)),
    staffing: pools.map((pool) =>
      staffingOf(calls, days, grid, pool, { gapUs: options.gapUs, resolutionS }),
    ),
    redialling,
    factors: {},
    solutions: [],
    notes: everyPool.slice(pools.length).map((pool) => leftOut(calls, pool)),
  };
}

interface Basis {
  readonly calls: LoggedCalls;
  readonly days: readonly LoggedDay[];
  readonly grid: DayGrid;
  readonly counts: readonly Float64Array[];
  /** Rows of the days that lie in no outlier. */
  readonly used: readonly number[];
  readonly resolutionS: number;
  readonly priorities: Priorities;
  readonly redialling: Redialling | null;
  /** Not a call of somebody known who hung up before, on the same day. */
  readonly isFirst: (row: number) => boolean;
}

const leftOut = ({ types }: LoggedCalls, pool: Pool): string =>
  `left out, since they have agents of their own and are few: ${pool.calls} calls of ` +
  pool.types.map((type) => types[type] ?? "no type").join(", ");

/** 1 s where every time is whole seconds; 1 ms; else exact. */
function resolutionOf({ arrivedUs, dequeuedUs, endedUs }: LoggedCalls): number {
  const isWhole = (stepUs: number) =>
    [arrivedUs, dequeuedUs, endedUs].every((times) =>
      times.every((atUs) => Number.isNaN(atUs) || atUs % stepUs === 0),
    );
  if (isWhole(1e6)) return 1;
  return isWhole(1e3) ? 1e-3 : 0;
}

function usedRows(
  calls: LoggedCalls,
  days: readonly LoggedDay[],
  { startUs, lengthUs }: DayGrid,
  counts: readonly Float64Array[],
): number[] {
  return days.flatMap(({ from, to }, d) => {
    const rows: number[] = [];
    for (let row = from; row < to; row++) {
      const count = counts[d]![Math.floor((calls.arrivedUs[row]! - startUs) / lengthUs)];
      if (count === undefined || !Number.isNaN(count)) rows.push(row);
    }
    return rows;
  });
}

/** Types with enough calls each; the others together; each by the priorities it has. */
function classesOf(of: Basis, pool: Pool, index: number): CallClass[] {
  const { calls, used } = of;
  const byType = new Map<number, number>();
  const own = new Set(pool.types);
  const asking = used.filter((row) => own.has(calls.type[row]!) && asksForAgent(calls, row));
  for (const row of asking) byType.set(calls.type[row]!, (byType.get(calls.type[row]!) ?? 0) + 1);
  const large = pool.types.filter((type) => byType.get(type)! >= TYPE_SHARE_MIN * asking.length);
  const small = pool.types.filter((type) => !large.includes(type));
  const groups = [...large.map((type) => [type]), ...(small.length > 0 ? [small] : [])];
  const patience = patienceOf(of, asking, "patience of all callers");
  return groups.flatMap((types) => typeClasses(of, { types, asking, index, patience }));
}

interface TypeGroup {
  readonly types: readonly number[];
  readonly asking: readonly number[];
  readonly index: number;
  readonly patience: CallClass["patience"];
}

function typeClasses(of: Basis, { types, asking, index, patience }: TypeGroup): CallClass[] {
  const { calls, days, grid, counts, resolutionS, redialling, isFirst } = of;
  const isOwn = (row: number) => types.includes(calls.type[row]!);
  const rows = asking.filter(isOwn);
  const isCounted = (row: number) => isOwn(row) && isFirst(row);
  const all = fitProduct(masked(countsOf(calls, days, grid, isCounted), counts)).rates;
  const isUnknown = (row: number) => isOwn(row) && isStranger(calls)(row);
  const again = redialling && redialArrivals(calls, days, grid, redialling, isUnknown);
  const rates = all.map((rate, i) => Math.max(0, rate - (again?.[i] ?? 0)));
  const name = nameOf(calls, types);
  const seconds = rows
    .filter((row) => calls.outcome[row] === SERVED && calls.endedUs[row]! >= calls.answeredUs[row]!)
    .map((row) => (calls.endedUs[row]! - calls.answeredUs[row]!) / 1e6);
  const talk = lawOf({ seconds }, resolutionS, `talk time of ${name}`, "180s");
  const hangups = rows.filter((row) => isWaiting(calls, row) && calls.outcome[row] === ABANDONED);
  const own =
    hangups.length >= PATIENCE_EVENTS_MIN ? patienceOf(of, rows, `patience of ${name}`) : patience;
  return mixOf(of, rows).map(({ priority, share, isAlone }) => ({
    name: isAlone ? name : `${name}-priority-${priority}`,
    ...{ types, pool: index, priority, share, calls: rows.length, talk, patience: own },
    rates: rates.map((rate) => rate * share),
  }));
}

/** Of all types together; redials shift the interval, whose width is that of all calls. */
function firstCallsOf(of: Basis, dispersion: Dispersion | null): Ranged[] {
  const { calls, days, grid, redialling } = of;
  const again = redialling && redialArrivals(calls, days, grid, redialling, isStranger(calls));
  return (dispersion?.rates ?? []).map(({ estimate, low95, high95 }, i) => {
    const less = again?.[i] ?? 0;
    const [value, low, high] = [estimate, low95, high95].map((each) => Math.max(0, each - less));
    return { estimate: value!, low95: low!, high95: high! };
  });
}

/** Callers the log does not know: their redials are not seen, only expected. */
const isStranger =
  ({ customer }: LoggedCalls) =>
  (row: number): boolean =>
    customer[row]! < 0;

/** Left out where the counts of all calls are. */
const masked = (own: readonly Float64Array[], all: readonly Float64Array[]): Float64Array[] =>
  own.map((day, d) => day.map((count, i) => (Number.isNaN(all[d]![i]!) ? Number.NaN : count)));

function nameOf({ types }: LoggedCalls, own: readonly number[]): string {
  if (own.length > 1) return "others";
  const name = (types[own[0]!] ?? "calls").toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return name.replace(/^-|-$/g, "") || "calls";
}

const leavesAtOnce = (calls: LoggedCalls, row: number): boolean =>
  calls.outcome[row] === ABANDONED && !isWaiting(calls, row);

const isWaiting = (calls: LoggedCalls, row: number): boolean => waitOf(calls, row) > 0;

/** Shares of the priorities among calls of a type; those too few join the next larger one. */
function mixOf({ calls, priorities }: Basis, rows: readonly number[]) {
  const { levels, dependsOnWait } = priorities;
  const counted = dependsOnWait ? rows.filter((row) => isWaiting(calls, row)) : rows;
  const levelOf = (row: number) =>
    Math.max(
      0,
      levels.findIndex((level) => level.includes(calls.priority[row]!)),
    );
  const counts = new Map<number, number>();
  for (const row of counted) counts.set(levelOf(row), (counts.get(levelOf(row)) ?? 0) + 1);
  const mix = [...counts].map(([priority, count]) => ({ priority, share: count / counted.length }));
  mix.sort((a, b) => b.share - a.share || a.priority - b.priority);
  while (mix.length > 1 && mix.at(-1)!.share * rows.length < CLASS_CALLS_MIN) {
    const { share } = mix.pop()!;
    mix[mix.length - 1] = { ...mix.at(-1)!, share: mix.at(-1)!.share + share };
  }
  if (mix.length === 0) mix.push({ priority: 0, share: 1 });
  const isAlone = mix.length === 1;
  return mix.map((each) => ({ ...each, isAlone })).sort((a, b) => a.priority - b.priority);
}

/** Waits of those who wait: their end is the caller's, or cut short by an agent. */
function patienceOf({ calls, resolutionS }: Basis, rows: readonly number[], what: string) {
  const waiting = rows.filter((row) => isWaiting(calls, row));
  const seconds = Float64Array.from(waiting, (row) => waitOf(calls, row) / 1e6);
  const isEvent = Uint8Array.from(waiting, (row) => Number(calls.outcome[row] === ABANDONED));
  return lawOf({ seconds, isEvent }, resolutionS, what, "never");
}

/** From the trunk until the caller asks for an agent. */
function ivrOf({ calls, used, resolutionS }: Basis) {
  const seconds = used
    .filter((row) => asksForAgent(calls, row) && !leavesAtOnce(calls, row))
    .map((row) => (calls.queuedUs[row]! - calls.arrivedUs[row]!) / 1e6)
    .filter((each) => each >= 0);
  return lawOf({ seconds }, resolutionS, "time in the IVR of those who ask for an agent", "0s");
}

/** From the end of the wait to the answer. */
function ringOf({ calls, used, resolutionS }: Basis) {
  const seconds = used
    .filter((row) => calls.outcome[row] === SERVED && asksForAgent(calls, row))
    .map((row) => (calls.answeredUs[row]! - calls.dequeuedUs[row]!) / 1e6)
    .filter((each) => each >= 0);
  return lawOf({ seconds }, resolutionS, "from the end of the wait to the answer", "0s");
}

/** Calls that never ask for a person, of all that are neither blocked nor to be ignored. */
function containmentOf(calls: LoggedCalls, days: readonly LoggedDay[]) {
  let [contained, all] = [0, 0];
  for (const { from, to } of days)
    for (let row = from; row < to; row++) {
      const outcome = LOGGED_OUTCOMES[calls.outcome[row]!]!;
      if (outcome === "phantom" || outcome === "blocked" || outcome === "unknown") continue;
      all++;
      if (!asksForAgent(calls, row)) contained++;
    }
  return shareOf(contained, all);
}

function balkingIn({ calls, days, used }: Basis, pools: readonly Pool[]) {
  const moves = {
    queued: { left: 0, stayed: 0 },
    empty: { left: 0, stayed: 0, answered: 0 },
  };
  const isUsed = new Set(used);
  for (const pool of pools) {
    const types = new Set(pool.types);
    for (const day of days) {
      const queueing = queueingOfDay(calls, day, pool);
      for (let row = day.from; row < day.to; row++) {
        if (!isUsed.has(row) || !types.has(calls.type[row]!) || !asksForAgent(calls, row)) continue;
        const others = !Number.isNaN(emptyAt(queueing, calls.queuedUs[row]! - 1));
        const waits = isWaiting(calls, row);
        if (calls.outcome[row] === ABANDONED && !waits) moves[others ? "queued" : "empty"].left++;
        else if (waits) moves[others ? "queued" : "empty"].stayed++;
        else if (!others) moves.empty.answered++;
      }
    }
  }
  return balkingOf(moves);
}

/**
 * In the model's order: a caller may leave at once, whatever the call is about; of the others some
 * are served by the IVR. The log has shares of all, and of those who ask for an agent.
 */
function inIvr(contained: Ranged, balking: Balking) {
  const asks = 1 - contained.estimate;
  const scaled = ({ estimate, low95, high95 }: Ranged, by: number): Ranged => ({
    estimate: estimate * by,
    low95: low95 * by,
    high95: high95 * by,
  });
  const leaving = scaled(balking.before, asks);
  return { leaving, containment: scaled(contained, 1 / (1 - leaving.estimate)), balking, asks };
}

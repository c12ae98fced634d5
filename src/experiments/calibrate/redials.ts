import type { LoggedDay } from "../../callLog/days.ts";
import { asksForAgent, type DayGrid } from "../../callLog/figures.ts";
import { LOGGED_OUTCOMES, type LoggedCalls } from "../../callLog/types.ts";
import { percent, significant } from "../../report/format.ts";
import { type NextCalls, type Redials, redialsOf } from "../../stats/fitting/redialling.ts";
import type { Redialling } from "./types.ts";

const ABANDONED = LOGGED_OUTCOMES.indexOf("abandoned");

/** Who gave up and called again, where the log names its customers; null where it does not. */
export function redialsIn(
  calls: LoggedCalls,
  days: readonly LoggedDay[],
  grid: DayGrid,
): Redialling | null {
  const givenUp = { seconds: [] as number[], isCall: [] as number[] };
  const served = { seconds: [] as number[], isCall: [] as number[] };
  const closesUs = grid.startUs + grid.count * grid.lengthUs;
  let all = 0;
  for (const day of days) {
    const next = nextCallOf(calls, day);
    for (let row = day.from; row < day.to; row++) {
      const isGivenUp = calls.outcome[row] === ABANDONED;
      if (isGivenUp) all++;
      if (calls.customer[row]! < 0 || !asksForAgent(calls, row)) continue;
      const againUs = next.get(row) ?? Number.NaN;
      const untilUs = Number.isNaN(againUs) ? closesUs : againUs;
      const seconds = (untilUs - calls.endedUs[row]!) / 1e6;
      if (!(seconds > 0)) continue;
      const kind = isGivenUp ? givenUp : served;
      kind.seconds.push(seconds);
      kind.isCall.push(Number(!Number.isNaN(againUs)));
    }
  }
  const found = redialsOf(givenUp as NextCalls, served as NextCalls);
  return found === null ? null : { ...found, calls: all, how: howOf(found, all) };
}

/** Calls of known customers who hung up before, on the same day. */
export function redialRows(calls: LoggedCalls, days: readonly LoggedDay[]): Set<number> {
  const { customer, outcome } = calls;
  const rows = new Set<number>();
  for (const { from, to } of days) {
    const hasHungUp = new Map<number, boolean>();
    for (let row = from; row < to; row++) {
      const who = customer[row]!;
      if (who < 0) continue;
      if (hasHungUp.get(who) === true) rows.add(row);
      hasHungUp.set(who, outcome[row] === ABANDONED);
    }
  }
  return rows;
}

/** The arrival of the next call of the same customer on the same day, by row. */
function nextCallOf({ customer, arrivedUs }: LoggedCalls, { from, to }: LoggedDay) {
  const latest = new Map<number, number>();
  const next = new Map<number, number>();
  for (let row = from; row < to; row++) {
    const who = customer[row]!;
    if (who < 0) continue;
    const before = latest.get(who);
    if (before !== undefined) next.set(before, arrivedUs[row]!);
    latest.set(who, row);
  }
  return next;
}

/** Redials of callers who hung up, by the interval in which they come: mean over the days. */
export function redialArrivals(
  calls: LoggedCalls,
  days: readonly LoggedDay[],
  { startUs, lengthUs, count }: DayGrid,
  { share, delay }: Redialling,
  isOwn: (row: number) => boolean,
): Float64Array {
  const arrivals = new Float64Array(count);
  for (const { from, to } of days)
    for (let row = from; row < to; row++) {
      if (calls.outcome[row] !== ABANDONED || !isOwn(row)) continue;
      const endedUs = calls.endedUs[row]! - startUs;
      const stillOut = (atUs: number) =>
        atUs <= endedUs ? 1 : Math.exp((endedUs - atUs) / 1e6 / delay.estimate);
      const first = Math.max(0, Math.floor(endedUs / lengthUs));
      for (let i = first; i < count; i++)
        arrivals[i]! +=
          (share.estimate * (stillOut(i * lengthUs) - stillOut((i + 1) * lengthUs))) / days.length;
    }
  return arrivals;
}

function howOf({ share, delay, count, events, otherRate }: Redials, all: number): string {
  const ends = ({ low95, high95 }: Redials["share"], of: (value: number) => string) =>
    `[${of(low95)}, ${of(high95)}]`;
  const often = `${significant(3600 * otherRate, 2)} times an hour`;
  const others = otherRate > 0 ? ` beyond those served, who call again ${often}` : "";
  return (
    `Who hung up and calls again the same day${others}: ` +
    `${percent(share.estimate)} ${ends(share, (value) => percent(value))} after ` +
    `${significant(delay.estimate, 3)} s ${ends(delay, (value) => significant(value, 3))} in the ` +
    `mean; ${events} of ${count} known customers who hung up, of ${all} in all. Rates count ` +
    "first calls."
  );
}

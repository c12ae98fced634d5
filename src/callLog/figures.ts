import type { LoggedDay } from "./days.ts";
import { LOGGED_OUTCOMES, type LoggedCalls } from "./types.ts";

/** Intervals of a day. */
export interface DayGrid {
  /** Of the first, microseconds since midnight. */
  readonly startUs: number;
  readonly lengthUs: number;
  readonly count: number;
}

/** What happened to the calls that arrived within each interval of a day, whenever it happened. */
export interface DayFigures {
  /** Calls that asked for an agent. */
  readonly asked: Float64Array;
  /** Of these, those who hung up before an agent answered. */
  readonly abandoned: Float64Array;
  readonly served: Float64Array;
  /** Time in the queue, of all that asked, microseconds. */
  readonly waitedUs: Float64Array;
  /** Agents in service, mean over the interval: by the clock, not by arrival. */
  readonly busy: Float64Array;
  /** Waits of all that asked, rising, microseconds. */
  readonly waitsUs: Float64Array;
}

const ABANDONED = LOGGED_OUTCOMES.indexOf("abandoned");
const SERVED = LOGGED_OUTCOMES.indexOf("served");
const CONTAINED = LOGGED_OUTCOMES.indexOf("contained");

/**
 * Whether a call asked for an agent: it entered the queue, and was not answered by something that
 * is nobody: calls that the log calls served without naming an agent, where it names agents.
 */
export function asksForAgent(calls: LoggedCalls, row: number): boolean {
  const { queuedUs, outcome, agent, agents } = calls;
  if (Number.isNaN(queuedUs[row]!) || outcome[row] === CONTAINED) return false;
  if (outcome[row] === SERVED) return agent[row]! >= 0 || agents.length === 0;
  return outcome[row] === ABANDONED;
}

/** The figures of one day. `isUsed` leaves calls out. */
export function figuresOf(
  calls: LoggedCalls,
  { from, to }: LoggedDay,
  grid: DayGrid,
  isUsed: (row: number) => boolean = () => true,
): DayFigures {
  const perInterval = () => new Float64Array(grid.count);
  const [asked, abandoned, served] = [perInterval(), perInterval(), perInterval()];
  const [waitedUs, busy] = [perInterval(), perInterval()];
  const waits: number[] = [];
  for (let row = from; row < to; row++) {
    if (!isUsed(row)) continue;
    addService(calls, row, grid, busy);
    const interval = Math.floor((calls.arrivedUs[row]! - grid.startUs) / grid.lengthUs);
    if (interval < 0 || interval >= grid.count || !asksForAgent(calls, row)) continue;
    const waitUs = waitOf(calls, row);
    asked[interval]!++;
    if (calls.outcome[row] === ABANDONED) abandoned[interval]!++;
    else served[interval]!++;
    waitedUs[interval]! += waitUs;
    if (!Number.isNaN(waitUs)) waits.push(waitUs);
  }
  const waitsUs = Float64Array.from(waits).sort();
  return { asked, abandoned, served, waitedUs, busy, waitsUs };
}

/** From entering the queue until it was over, microseconds; NaN where the log does not tell. */
export const waitOf = ({ queuedUs, dequeuedUs }: LoggedCalls, row: number): number =>
  Math.max(0, dequeuedUs[row]! - queuedUs[row]!);

/** Adds the time an agent spent on a call to the intervals it fell into. */
function addService(calls: LoggedCalls, row: number, grid: DayGrid, busy: Float64Array): void {
  const { answeredUs, endedUs, agent } = calls;
  const fromUs = answeredUs[row]! - grid.startUs;
  const toUs = endedUs[row]! - grid.startUs;
  if (agent[row]! < 0 || !(toUs > fromUs)) return;
  const first = Math.max(0, Math.floor(fromUs / grid.lengthUs));
  const last = Math.min(grid.count - 1, Math.floor(toUs / grid.lengthUs));
  for (let i = first; i <= last; i++) {
    const start = i * grid.lengthUs;
    const overlap = Math.min(toUs, start + grid.lengthUs) - Math.max(fromUs, start);
    if (overlap > 0) busy[i]! += overlap / grid.lengthUs;
  }
}

/** Share of the waits that are longer than `limitUs`; NaN without calls. */
export function shareWaitingLonger({ waitsUs }: DayFigures, limitUs: number): number {
  let low = 0;
  let high = waitsUs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (waitsUs[middle]! > limitUs) high = middle;
    else low = middle + 1;
  }
  return (waitsUs.length - low) / waitsUs.length;
}

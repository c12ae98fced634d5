import type { LoggedDay } from "../../callLog/days.ts";
import { asksForAgent, type DayGrid, waitOf } from "../../callLog/figures.ts";
import type { LoggedCalls } from "../../callLog/types.ts";
import { significant } from "../../report/format.ts";
import type { Priorities } from "./types.ts";

interface Waits {
  calls: number;
  waiting: number;
  /** Of those who wait, seconds above the mean of their interval. */
  sum: number;
  squares: number;
}

/** Fewer who wait tell nothing. */
const CALLS_MIN = 30;
/** Waits differ if they do by so many standard errors. */
const ERRORS = 3;
/** Shares who wait that differ by more are no matter of priority. */
const SHARE_DIFFERENCE = 0.3;

/**
 * Which priorities are served before others: mean waits of those who wait, beside those who wait in
 * the same interval of the same day, whatever numbers the log gives them. Neighbours whose waits do
 * not differ are one level.
 */
export function prioritiesOf(
  calls: LoggedCalls,
  days: readonly LoggedDay[],
  grid: DayGrid,
): Priorities {
  const waits = waitsByPriority(calls, days, grid);
  const meanOfPriority = (each: number) => meanOf(waits.get(each)!);
  const known = [...waits.keys()]
    .filter((each) => each >= 0 && waits.get(each)!.waiting >= CALLS_MIN)
    .sort((a, b) => meanOfPriority(b) - meanOfPriority(a) || a - b);
  if (known.length < 2)
    return { levels: [known], dependsOnWait: false, how: "the log names no two priorities" };
  const levels: number[][] = [[known[0]!]];
  for (const priority of known.slice(1)) {
    const level = levels.at(-1)!;
    if (isServedBefore(waits.get(priority)!, together(level.map((each) => waits.get(each)!))))
      levels.push([priority]);
    else level.push(priority);
  }
  const shares = known.map((each) => waits.get(each)!.waiting / waits.get(each)!.calls);
  const dependsOnWait = Math.max(...shares) - Math.min(...shares) > SHARE_DIFFERENCE;
  return { levels, dependsOnWait, how: howOf(known, waits, dependsOnWait) };
}

function waitsByPriority(calls: LoggedCalls, days: readonly LoggedDay[], grid: DayGrid) {
  const waits = new Map<number, Waits>();
  for (const { from, to } of days) {
    const cells = new Map<number, number[]>();
    for (let row = from; row < to; row++) {
      if (!asksForAgent(calls, row)) continue;
      const own = waits.get(calls.priority[row]!) ?? { calls: 0, waiting: 0, sum: 0, squares: 0 };
      waits.set(calls.priority[row]!, own);
      own.calls++;
      if (!(waitOf(calls, row) > 0)) continue;
      const cell = Math.floor((calls.arrivedUs[row]! - grid.startUs) / grid.lengthUs);
      cells.set(cell, [...(cells.get(cell) ?? []), row]);
    }
    for (const rows of cells.values()) addResiduals(calls, rows, waits);
  }
  return waits;
}

function addResiduals(calls: LoggedCalls, rows: readonly number[], waits: Map<number, Waits>) {
  const mean = rows.reduce((sum, row) => sum + waitOf(calls, row), 0) / rows.length;
  for (const row of rows) {
    const own = waits.get(calls.priority[row]!)!;
    const above = (waitOf(calls, row) - mean) / 1e6;
    own.waiting++;
    own.sum += above;
    own.squares += above * above;
  }
}

const together = (all: readonly Waits[]): Waits =>
  all.reduce((a, b) => ({
    calls: a.calls + b.calls,
    waiting: a.waiting + b.waiting,
    sum: a.sum + b.sum,
    squares: a.squares + b.squares,
  }));

const meanOf = ({ sum, waiting }: Waits): number => sum / waiting;

function isServedBefore(high: Waits, low: Waits): boolean {
  const variance = (each: Waits) =>
    (each.squares / each.waiting - meanOf(each) * meanOf(each)) / each.waiting;
  const error = Math.sqrt(variance(high) + variance(low));
  return meanOf(low) - meanOf(high) > ERRORS * error;
}

function howOf(
  known: readonly number[],
  waits: ReadonlyMap<number, Waits>,
  dependsOnWait: boolean,
): string {
  const each = known.map((priority) => {
    const own = waits.get(priority)!;
    const share = `${((100 * own.waiting) / own.calls).toFixed(0)} % of ${own.calls} wait`;
    const above = meanOf(own) < 0 ? "less" : "more";
    return `${priority}: ${share}, ${significant(Math.abs(meanOf(own)), 2)} s ${above} than others`;
  });
  const mix = dependsOnWait
    ? "; who waits has another priority than who does not, so shares are those of who waits"
    : "";
  return `priorities by the waits of those who wait in the same interval: ${each.join("; ")}${mix}`;
}

import { studentT } from "../studentT.ts";
import type { CountTable } from "./productFit.ts";

/** Days of the week with the same load. */
export interface DayType {
  /** Such as `sunday-thursday`, `friday` or `monday+thursday`. */
  readonly name: string;
  /** Monday is 0; in the order of the name. */
  readonly weekdays: readonly number[];
  /** Rows of the counts, rising. */
  readonly days: readonly number[];
  /** First and last interval of opening hours, as the median of the days of the week. */
  readonly first: number;
  readonly last: number;
  /** Calls of a mean day. */
  readonly total: number;
}

const NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Fewer calls, as a share of the fullest interval: closed, though somebody calls. */
const OPEN_SHARE_MIN = 0.05;
/** The edges of the day are thin and wander: so many intervals apart are the same hours. */
const SAME_HOURS = 2;
/** Over all seven days of the week together: how often one that is alike is set apart. */
const FALSE_ALARMS = 0.01;

/** A day of the week. */
interface Weekday {
  readonly weekday: number;
  readonly rows: readonly number[];
  readonly totals: readonly number[];
  readonly first: number;
  readonly last: number;
}

/**
 * Days of the week that may share one set of rates, the largest group first. Opening hours: from
 * the first to the last interval with a twentieth of the calls of the fullest one. The largest
 * group is the one with the most days of the week, then days, whose hours begin and end within two
 * intervals of one of its days of the week; of these, those whose mean total the totals of the
 * others' days allow: a two-sided t test, 1 % for the seven together, with a deviation no less than
 * a Poisson total's. Those who are left form groups by the same rule.
 * @param days since 1970-01-01, one for each row of counts
 * @param counts of whole days, all with the same intervals; NaN where left out. Served calls tell
 *   opening hours best: callers also come, and hang up, while the centre is closed
 */
export function dayTypesOf(days: ArrayLike<number>, counts: CountTable): DayType[] {
  let left = weekdaysOf(days, counts);
  const types: DayType[] = [];
  while (left.length > 0) {
    const group = alike(sameHours(left));
    types.push(typeOf(group));
    left = left.filter((each) => !group.includes(each));
  }
  return types.sort((a, b) => b.days.length - a.days.length || a.days[0]! - b.days[0]!);
}

/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

function weekdaysOf(days: ArrayLike<number>, counts: CountTable): Weekday[] {
  const found: Weekday[] = [];
  for (let weekday = 0; weekday < 7; weekday++) {
    const rows = counts.map((_, row) => row).filter((row) => weekdayOf(days[row]!) === weekday);
    if (rows.length === 0) continue;
    const mean = (counts[0] ?? []).map((_, i) => meanOf(rows.map((row) => counts[row]![i]!)));
    const busiest = Math.max(...mean);
    const isOpen = Array.from(mean, (calls) => calls > 0 && calls >= OPEN_SHARE_MIN * busiest);
    const totals = rows.map((row) => totalOf(counts[row]!, mean));
    found.push({
      weekday,
      rows,
      totals,
      first: isOpen.indexOf(true),
      last: isOpen.lastIndexOf(true),
    });
  }
  return found;
}

/** Of those that are known; 0 where none is. */
function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** An interval that is left out counts as it does on the other days of the week. */
const totalOf = (day: Float64Array, mean: ArrayLike<number>): number =>
  day.reduce((sum, count, i) => sum + (Number.isNaN(count) ? mean[i]! : count), 0);

const daysIn = (group: readonly Weekday[]): number =>
  group.reduce((sum, { rows }) => sum + rows.length, 0);

/** The largest group about one of them. */
function sameHours(all: readonly Weekday[]): Weekday[] {
  const groups = all.map((centre) =>
    all.filter(
      ({ first, last }) =>
        Math.abs(first - centre.first) <= SAME_HOURS && Math.abs(last - centre.last) <= SAME_HOURS,
    ),
  );
  return groups.sort((a, b) => b.length - a.length || daysIn(b) - daysIn(a))[0]!;
}

/**
 * From the tightest majority, which days that stand apart cannot widen, without those of it that
 * do; then the nearest of the others, one at a time, until the next stands apart.
 */
function alike(group: readonly Weekday[]): readonly Weekday[] {
  let kept = tightest(group);
  for (let far = farthest(kept); far.excess > 1; far = farthest(kept))
    kept = kept.filter((each) => each !== far.weekday);
  for (;;) {
    const others = group.filter((each) => !kept.includes(each));
    const excess = others.map((each) => excessOf(each, kept));
    const least = Math.min(...excess);
    if (!(least <= 1)) return kept;
    kept = [...kept, others[excess.indexOf(least)]!];
  }
}

/** More than half of the days of the week, those whose mean totals are closest together. */
function tightest(group: readonly Weekday[]): readonly Weekday[] {
  const rising = [...group].sort((a, b) => meanOf(a.totals) - meanOf(b.totals));
  const size = (group.length >> 1) + 1;
  const widths = rising
    .slice(0, rising.length - size + 1)
    .map(({ totals }, i) => meanOf(rising[i + size - 1]!.totals) - meanOf(totals));
  const from = widths.indexOf(Math.min(...widths));
  return rising.slice(from, from + size);
}

function farthest(group: readonly Weekday[]) {
  const excess = group.map((each) => excessOf(each, group));
  const most = Math.max(...excess);
  return { weekday: group[excess.indexOf(most)]!, excess: most };
}

/** How far a day of the week lies from the others of a group, as a multiple of what is allowed. */
function excessOf(one: Weekday, group: readonly Weekday[]): number {
  const others = group.filter((each) => each !== one).flatMap(({ totals }) => totals);
  if (others.length < 2) return 0;
  const [mean, own] = [meanOf(others), meanOf(one.totals)];
  const squares = others.reduce((sum, total) => sum + (total - mean) * (total - mean), 0);
  const variance = Math.max(squares / (others.length - 1), mean);
  const error = Math.sqrt(variance * (1 / others.length + 1 / one.totals.length));
  const t = studentT(1 - FALSE_ALARMS / 7 / 2, others.length - 1);
  return error > 0 ? Math.abs(own - mean) / (t * error) : 0;
}

function typeOf(group: readonly Weekday[]): DayType {
  const weekdays = inOrder(group.map(({ weekday }) => weekday));
  const median = (values: number[]) => values.sort((a, b) => a - b)[(values.length - 1) >> 1]!;
  return {
    name: nameOf(weekdays),
    weekdays,
    days: group.flatMap(({ rows }) => rows).sort((a, b) => a - b),
    first: median(group.map(({ first }) => first)),
    last: median(group.map(({ last }) => last)),
    total: meanOf(group.flatMap(({ totals }) => totals)),
  };
}

/** Beginning after the longest pause of the week, so that Sunday to Thursday is a run. */
function inOrder(weekdays: readonly number[]): number[] {
  const rising = [...weekdays].sort((a, b) => a - b);
  const pauses = rising.map((day, i) => (day - rising.at(i - 1)! + 7) % 7 || 7);
  const start = pauses.indexOf(Math.max(...pauses));
  return [...rising.slice(start), ...rising.slice(0, start)];
}

function nameOf(weekdays: readonly number[]): string {
  if (weekdays.length === 7) return "every-day";
  const isRun = weekdays.every((day, i) => day === (weekdays[0]! + i) % 7);
  const names = weekdays.map((day) => NAMES[day]!);
  return isRun && names.length > 1 ? `${names[0]}-${names.at(-1)}` : names.join("+");
}

import type { DispersionTest, Ranged } from "./dispersion.ts";
import { type NextCalls, type Redials, redialsOf } from "./redialling.ts";
import { shareOf, sharesTest } from "./shares.ts";

/** What became of a call, as far as redials go; others neither redial nor count as served. */
export type CallEnd = "served" | "abandoned" | "blocked" | "other";

/** Calls in order of day and arrival. */
export interface CallersLog {
  /** −1: not known. */
  readonly customer: ArrayLike<number>;
  readonly day: ArrayLike<number>;
  /** Microseconds since the day's midnight. */
  readonly arrivedUs: ArrayLike<number>;
  readonly endedUs: ArrayLike<number>;
  readonly end: readonly CallEnd[];
  /** When observation of a day ends, microseconds. */
  readonly untilUs: (day: number) => number;
}

/** What a log of known customers says of those who call again. */
export interface RedialStudy {
  /** Null where fewer than ten called again. */
  readonly abandoned: Redials | null;
  readonly blocked: Redials | null;
  /** Of abandoned calls, those whose customer is known. */
  readonly known: Ranged;
  readonly anotherDay: AnotherDay;
}

/** Who calls on the log's next day, of the customers' last calls of a day. */
export interface AnotherDay {
  readonly givenUp: Ranged;
  readonly served: Ranged;
  /** Whether giving up makes a difference: if not, redials come on the same day. */
  readonly test: DispersionTest;
}

/** A call of a known customer and what is seen after it. */
export interface Followed {
  readonly row: number;
  /** From 1: one more than the calls of the customer right before it, that day, without service. */
  readonly attempt: number;
  /** Until the customer's next call that day, or observation ended; seconds. */
  readonly seconds: number;
  readonly isCall: boolean;
}

/**
 * Redials of those who hung up and of those who were turned away, each beside the rate at which
 * customers who were served call again: nobody is counted as redialling who would have called
 * anyway. Customers who are not known are taken to be like those who are.
 */
export function redialStudyOf(log: CallersLog): RedialStudy {
  const followed = followedCalls(log);
  const served = nextCallsOf(followed, (row) => log.end[row] === "served");
  const after = (end: CallEnd) =>
    redialsOf(
      nextCallsOf(followed, (row) => log.end[row] === end),
      served,
    );
  const abandoned = log.end.flatMap((end, row) => (end === "abandoned" ? [row] : []));
  const known = abandoned.filter((row) => log.customer[row]! >= 0).length;
  return {
    abandoned: after("abandoned"),
    blocked: after("blocked"),
    known: shareOf(known, abandoned.length),
    anotherDay: anotherDayOf(log),
  };
}

export const isGivenUp = (end: CallEnd | undefined): boolean =>
  end === "abandoned" || end === "blocked";

/** In order of the log; calls that end after observation are not followed. */
export function followedCalls(log: CallersLog): Followed[] {
  const { customer, day, arrivedUs, endedUs, end, untilUs } = log;
  const next = nextRows(customer, (row, before) => day[row] === day[before]);
  const attempts = new Uint32Array(end.length).fill(1);
  const followed: Followed[] = [];
  for (let row = 0; row < end.length; row++) {
    if (customer[row]! < 0) continue;
    const after = next[row]!;
    if (after >= 0 && isGivenUp(end[row])) attempts[after] = attempts[row]! + 1;
    const toUs = after >= 0 ? arrivedUs[after]! : untilUs(day[row]!);
    const seconds = (toUs - endedUs[row]!) / 1e6;
    if (seconds > 0) followed.push({ row, attempt: attempts[row]!, seconds, isCall: after >= 0 });
  }
  return followed;
}

export function nextCallsOf(
  followed: readonly Followed[],
  isUsed: (row: number, attempt: number) => boolean,
): NextCalls {
  const used = followed.filter(({ row, attempt }) => isUsed(row, attempt));
  return {
    seconds: Float64Array.from(used, ({ seconds }) => seconds),
    isCall: Uint8Array.from(used, ({ isCall }) => Number(isCall)),
  };
}

/** The row of the same customer's next call, −1 where it is none that is wanted. */
function nextRows(
  customer: ArrayLike<number>,
  isWanted: (row: number, before: number) => boolean,
): Int32Array {
  const latest = new Map<number, number>();
  const next = new Int32Array(customer.length).fill(-1);
  for (let row = 0; row < customer.length; row++) {
    const who = customer[row]!;
    if (who < 0) continue;
    const before = latest.get(who);
    if (before !== undefined && isWanted(row, before)) next[before] = row;
    latest.set(who, row);
  }
  return next;
}

function anotherDayOf({ customer, day, end }: CallersLog): AnotherDay {
  const next = nextRows(customer, () => true);
  const days = [...new Set(Array.from(day))].sort((a, b) => a - b);
  const following = new Map(days.map((each, i) => [each, days[i + 1]]));
  const [givenUp, served] = [
    { successes: 0, trials: 0 },
    { successes: 0, trials: 0 },
  ];
  for (let row = 0; row < end.length; row++) {
    const nextDay = following.get(day[row]!);
    const after = next[row]!;
    const isLast = after < 0 || day[after] !== day[row];
    if (customer[row]! < 0 || nextDay === undefined || !isLast) continue;
    if (!isGivenUp(end[row]) && end[row] !== "served") continue;
    const kind = isGivenUp(end[row]) ? givenUp : served;
    kind.trials++;
    if (after >= 0 && day[after] === nextDay) kind.successes++;
  }
  return {
    givenUp: shareOf(givenUp.successes, givenUp.trials),
    served: shareOf(served.successes, served.trials),
    test: sharesTest([givenUp, served]),
  };
}

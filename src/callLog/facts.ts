import { dateText, daysOf, type LoggedDay, weekdayText } from "./days.ts";
import { LOGGED_OUTCOMES, type LoggedCalls } from "./types.ts";

export interface NamedCount {
  readonly name: string;
  readonly calls: number;
}

/** What a log has, without judging it. */
export interface LogFacts {
  readonly calls: number;
  readonly outcomes: readonly NamedCount[];
  readonly types: readonly NamedCount[];
  readonly priorities: readonly NamedCount[];
  readonly agents: number;
  readonly customers: number;
  readonly days: readonly {
    readonly date: string;
    readonly weekday: string;
    readonly calls: number;
  }[];
  /** Dates between the first and the last without a call. */
  readonly daysWithoutCalls: readonly string[];
  /** Hours of the night without a call, where the hours beside them and other days have some. */
  readonly hoursMissing: readonly string[];
  /** The greatest step that all times of arrival are multiples of. */
  readonly clock: "hour" | "minute" | "second" | "millisecond" | "microsecond";
}

export function factsOf(calls: LoggedCalls): LogFacts {
  const days = daysOf(calls);
  const text = (rows: Int32Array, names: readonly string[]) =>
    counted(rows, (index) => names[index] ?? "not told");
  return {
    calls: calls.count,
    outcomes: counted(calls.outcome, (index) => LOGGED_OUTCOMES[index]!),
    types: text(calls.type, calls.types),
    priorities: counted(calls.priority, (index) => (index < 0 ? "not told" : String(index))),
    agents: calls.agents.length,
    customers: calls.customers,
    days: days.map(({ day, from, to }) => ({
      ...{ date: dateText(day), weekday: weekdayText(day), calls: to - from },
    })),
    daysWithoutCalls: gapsOf(days),
    hoursMissing: hoursMissing(calls, days),
    clock: clockOf(calls),
  };
}

/** Most calls first. */
function counted(rows: Int32Array | Uint8Array, nameOf: (index: number) => string): NamedCount[] {
  // Of what is not told, −1, and of names, which are as many as the greatest number says.
  const counts: number[] = [0];
  for (const index of rows) counts[index + 1] = (counts[index + 1] ?? 0) + 1;
  return Object.entries(counts)
    .map(([place, count]) => [Number(place) - 1, count] as const)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([index, count]) => ({ name: nameOf(index), calls: count }));
}

/** A log with a slip of the year in it has a century of days without calls. */
const GAPS_MAX = 1000;

function gapsOf(days: readonly LoggedDay[]): string[] {
  const gaps: string[] = [];
  for (let i = 1; i < days.length; i++)
    for (let day = days[i - 1]!.day + 1; day < days[i]!.day && gaps.length < GAPS_MAX; day++)
      gaps.push(dateText(day));
  return gaps;
}

const HOUR_US = 3600e6;
const NIGHT = [1, 2, 3];
const ENOUGH = 5;

/** Clocks that are put forward for summer time jump over an hour. */
function hoursMissing({ arrivedUs }: LoggedCalls, days: readonly LoggedDay[]): string[] {
  const hours = days.map(({ from, to }) => {
    const calls = new Array<number>(24).fill(0);
    for (let row = from; row < to; row++) calls[Math.floor(arrivedUs[row]! / HOUR_US)]!++;
    return calls;
  });
  return days.flatMap(({ day }, i) =>
    NIGHT.filter((hour) => {
      const own = hours[i]!;
      const others = hours.reduce((sum, calls) => sum + calls[hour]!, 0) / hours.length;
      const isBetween = own[hour - 1]! >= ENOUGH && own[hour + 1]! >= ENOUGH;
      return own[hour] === 0 && isBetween && (others >= ENOUGH || hours.length === 1);
    }).map((hour) => `${dateText(day)} ${hour}:00`),
  );
}

const STEPS = [
  ["hour", HOUR_US],
  ["minute", 60e6],
  ["second", 1e6],
  ["millisecond", 1e3],
] as const;

function clockOf({ arrivedUs }: LoggedCalls): LogFacts["clock"] {
  const found = STEPS.find(([, us]) => arrivedUs.every((time) => time % us === 0));
  return found?.[0] ?? "microsecond";
}

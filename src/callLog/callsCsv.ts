import { dayOfDate } from "./days.ts";
import { LOGGED_OUTCOMES, type LoggedCalls } from "./types.ts";

const TIMES = ["arrived", "queued", "dequeued", "answered", "ended", "freed"] as const;

/** Columns of `calls.csv`; others are passed over. Only `day` and `arrived` must be there. */
export const CALL_COLUMNS = [
  "day",
  ...TIMES,
  "outcome",
  "type",
  "priority",
  "agent",
  "customer",
] as const;
type Column = (typeof CALL_COLUMNS)[number];

/** What is wrong with a cell, or with a line as a whole; line and column count from 1. */
export interface CsvMistake {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly wanted: string;
  readonly given: string;
}

/** One call as it stands there; times in microseconds since midnight of its day. */
interface Row {
  readonly line: number;
  readonly day: number;
  readonly timesUs: readonly number[];
  readonly outcome: number;
  readonly priority: number;
  readonly names: Readonly<Record<"type" | "agent" | "customer", string>>;
}

/**
 * The calls of a canonical `calls.csv`, in order of arrival, and every mistake in it: lines with
 * mistakes are left out of the calls. An empty cell says that the log does not tell.
 */
export function callsOf(lines: readonly string[]): {
  readonly calls: LoggedCalls;
  readonly mistakes: readonly CsvMistake[];
} {
  const mistakes: CsvMistake[] = [];
  const headers = (lines[0] ?? "").split(",").map((each) => each.trim());
  for (const needed of ["day", "arrived"])
    if (!headers.includes(needed)) mistakes.push(whole(1, lines[0]!, `a column ${needed}`));
  const written = mistakes.length > 0 ? [] : lines.slice(1);
  const rows = written.flatMap((text, i) =>
    text.trim() === "" ? [] : (rowOf(text, i + 2, headers, mistakes) ?? []),
  );
  rows.sort((a, b) => a.day - b.day || a.timesUs[0]! - b.timesUs[0]! || a.line - b.line);
  return { calls: columnsOf(rows), mistakes };
}

const whole = (line: number, text: string, wanted: string): CsvMistake => {
  return { line, column: 1, length: text.length, wanted, given: JSON.stringify(text.slice(0, 80)) };
};

function rowOf(
  text: string,
  line: number,
  headers: readonly string[],
  mistakes: CsvMistake[],
): Row | undefined {
  const cells = text.split(",");
  if (cells.length !== headers.length) {
    mistakes.push(whole(line, text, `${headers.length} cells, as the header has`));
    return undefined;
  }
  const before = mistakes.length;
  const cell = (column: Column) => cells[headers.indexOf(column)]?.trim() ?? "";
  const read = (column: Column, wanted: string, convert: (given: string) => number | undefined) => {
    const given = cell(column);
    const value = given === "" ? Number.NaN : convert(given);
    const mustBe = column === "day" || column === "arrived";
    if (value !== undefined && !(mustBe && given === "")) return value;
    const at = headers.indexOf(column);
    const start = cells.slice(0, at).reduce((sum, { length }) => sum + length + 1, 1);
    const place = { line, column: start, length: Math.max(1, cells[at]!.length) };
    mistakes.push({ ...place, wanted, given: JSON.stringify(given) });
    return Number.NaN;
  };
  const day = read("day", "a date such as 1999-02-03", dayOfDate);
  const timesUs = TIMES.map((name) => read(name, "a time such as 08:00:12.345678", clockUs));
  const outcome = read("outcome", `one of ${LOGGED_OUTCOMES.join(", ")}`, outcomeOf);
  const priority = read("priority", "a whole number from 0 up", countOf);
  const names = { type: cell("type"), agent: cell("agent"), customer: cell("customer") };
  return mistakes.length > before ? undefined : { line, day, timesUs, outcome, priority, names };
}

function clockUs(given: string): number | undefined {
  const match = /^(\d{1,3}):([0-5]\d):([0-5]\d)(?:\.(\d{1,6}))?$/.exec(given);
  if (match === null) return undefined;
  const [hours, minutes, seconds, fraction = ""] = match.slice(1);
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole * 1e6 + Number(fraction.padEnd(6, "0"));
}

const countOf = (given: string) => (/^\d{1,9}$/.test(given) ? Number(given) : undefined);

function outcomeOf(given: string): number | undefined {
  const index = (LOGGED_OUTCOMES as readonly string[]).indexOf(given);
  return index < 0 ? undefined : index;
}

function columnsOf(rows: readonly Row[]): LoggedCalls {
  const times = (column: number) => Float64Array.from(rows, ({ timesUs }) => timesUs[column]!);
  const [type, agent, customer] = (["type", "agent", "customer"] as const).map((name) =>
    numbered(rows.map(({ names }) => names[name])),
  );
  const unknown = LOGGED_OUTCOMES.indexOf("unknown");
  return {
    count: rows.length,
    line: Int32Array.from(rows, ({ line }) => line),
    day: Int32Array.from(rows, ({ day }) => day),
    arrivedUs: times(0),
    queuedUs: times(1),
    dequeuedUs: times(2),
    answeredUs: times(3),
    endedUs: times(4),
    freedUs: times(5),
    outcome: Uint8Array.from(rows, (row) => (row.outcome >= 0 ? row.outcome : unknown)),
    priority: Int32Array.from(rows, (row) => (row.priority >= 0 ? row.priority : -1)),
    type: type!.indexes,
    types: type!.names,
    agent: agent!.indexes,
    agents: agent!.names,
    customer: customer!.indexes,
    customers: customer!.names.length,
  };
}

/** Names by number as they occur; −1 for none. */
function numbered(all: readonly string[]) {
  const numbers = new Map<string, number>();
  const indexes = Int32Array.from(all, (name) => {
    if (name === "") return -1;
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  });
  return { indexes, names: [...numbers.keys()] };
}

import { quoted } from "../../callLog/callsText.ts";
import { clockText } from "../../callLog/clockText.ts";
import { dateText } from "../../callLog/days.ts";
import type { LoggedInterval, ReadIntervals } from "../../callLog/intervals.ts";
import { textTable } from "../../report/textTable.ts";
import type { Content, Files } from "../../report/write.ts";
import { findingsCsv } from "./files.ts";
import { type KindFound, kindsFound } from "./report.ts";
import { findingsTable } from "./text.ts";

/** import.json of a table of intervals. */
export interface IntervalReport {
  readonly log: string;
  readonly format: "intervals";
  readonly lines: number;
  readonly leftOut: number;
  readonly columns: readonly string[];
  readonly intervals: number;
  /** Least time between two beginnings of a day, seconds; null where no day has two. */
  readonly length: number | null;
  readonly days: readonly DayTotals[];
  readonly findings: readonly KindFound[];
}

interface DayTotals {
  readonly date: string;
  readonly intervals: number;
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
}

export function intervalReport(log: string, read: ReadIntervals): IntervalReport {
  const { intervals, findings, lines, columns } = read;
  const { rows } = intervals;
  return {
    ...{ log, format: "intervals", lines, leftOut: findings.leftOut, columns },
    ...{ intervals: rows.length, length: lengthOf(rows), days: totals(rows) },
    findings: kindsFound(findings),
  };
}

function lengthOf(rows: readonly LoggedInterval[]): number | null {
  const steps = rows.slice(1).map(({ day, startUs }, i) => {
    const before = rows[i]!;
    return day === before.day && startUs > before.startUs ? startUs - before.startUs : Infinity;
  });
  const least = steps.reduce((min, each) => Math.min(min, each), Infinity);
  return least === Infinity ? null : least / 1e6;
}

function totals(rows: readonly LoggedInterval[]): DayTotals[] {
  const days = new Map<number, LoggedInterval[]>();
  for (const row of rows) days.set(row.day, [...(days.get(row.day) ?? []), row]);
  return [...days].map(([day, own]) => {
    const sum = (column: "offered" | "answered" | "abandoned") =>
      own.reduce((all, row) => all + (Number.isNaN(row[column]) ? 0 : row[column]), 0);
    const calls = { offered: sum("offered"), answered: sum("answered") };
    return { date: dateText(day), intervals: own.length, ...calls, abandoned: sum("abandoned") };
  });
}

export const intervalFiles = (read: ReadIntervals, report: IntervalReport): Files =>
  new Map<string, Content>([
    ["intervals.csv", { pieces: () => intervalsCsv(read) }],
    ["findings.csv", { pieces: () => findingsCsv(read.findings) }],
    ["import.json", intervalJson(report)],
  ]);

export const intervalJson = (report: IntervalReport): string =>
  `${JSON.stringify({ schema: 1, ...report }, null, 2)}\n`;

/** What `--format intervals` reads back to the same intervals; lengths in seconds. */
function* intervalsCsv({ intervals }: ReadIntervals): Generator<string> {
  yield "day,start,type,offered,answered,abandoned,handling,wait,staff\n";
  const text = (value: number) => (Number.isNaN(value) ? "" : String(value));
  for (const row of intervals.rows) {
    const type = quoted(intervals.types[row.type] ?? "");
    const counts = [row.offered, row.answered, row.abandoned].map(text);
    const means = [row.handlingUs / 1e6, row.waitUs / 1e6, row.staff].map(text);
    yield `${[dateText(row.day), clockText(row.startUs), type, ...counts, ...means].join(",")}\n`;
  }
}

export function renderIntervals(report: IntervalReport): string {
  const { log, intervals, lines, leftOut, columns, length, days } = report;
  const every = length === null ? "" : `, every ${length / 60} min`;
  const head =
    `${log}: ${intervals} intervals from ${lines} lines (${leftOut} left out)${every}\n` +
    `columns: ${columns.join(", ")}`;
  const titles = ["intervals", "offered", "answered", "abandoned"] as const;
  const table = textTable({
    columns: [
      { title: "day", align: "left" },
      ...titles.map((title) => ({ title, align: "right" as const })),
    ],
    rows: days.map((day) => [day.date, ...titles.map((title) => String(day[title]))]),
  });
  return `${[head, table, findingsTable(report.findings)].join("\n\n")}\n`;
}

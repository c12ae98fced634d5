import type { MinuteMean } from "../stats/minutes.ts";
import type { Findings } from "./types.ts";

/**
 * timeseries.csv: a row per minute of the measured time (0 is its first minute), three columns per
 * series. Six significant digits; empty where a series is shorter or has no interval.
 */
export function timeSeriesCsv(findings: Findings): string {
  const { series } = findings;
  const names = series.flatMap(({ id, scope, unit }) =>
    ["mean", "low95", "high95"].map((each) => `${id}[${scope}] ${each} ${unit}`),
  );
  const length = series.reduce((most, { minutes }) => Math.max(most, minutes.length), 0);
  const rows = Array.from({ length }, (_, minute) => [
    String(minute),
    ...series.flatMap(({ minutes }) => cellsOf(minutes[minute])),
  ]);
  return [["minute", ...names].map(quoted), ...rows].map((row) => `${row.join(",")}\n`).join("");
}

function cellsOf(value: MinuteMean | undefined): readonly string[] {
  return value === undefined
    ? ["", "", ""]
    : [value.mean, value.low95, value.high95].map((each) =>
        each === null ? "" : String(Number(each.toPrecision(6))),
      );
}

/** RFC 4180: names a planner chose may hold commas and quotes. */
function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import { CALL_COLUMNS } from "./callsCsv.ts";
import { dateText } from "./days.ts";
import { LOGGED_OUTCOMES, type LoggedCalls } from "./types.ts";

/** A log as a canonical `calls.csv`; names must hold no comma. */
export function callsCsv(calls: LoggedCalls): string {
  const named = (names: readonly string[], index: number) => names[index] ?? "";
  const rows = Array.from({ length: calls.count }, (_, row) =>
    [
      dateText(calls.day[row]!),
      ...[calls.arrivedUs, calls.queuedUs, calls.dequeuedUs].map((times) => clockText(times[row]!)),
      ...[calls.answeredUs, calls.endedUs, calls.freedUs].map((times) => clockText(times[row]!)),
      LOGGED_OUTCOMES[calls.outcome[row]!],
      named(calls.types, calls.type[row]!),
      calls.priority[row]! < 0 ? "" : calls.priority[row],
      named(calls.agents, calls.agent[row]!),
      calls.customer[row]! < 0 ? "" : calls.customer[row],
    ].join(","),
  );
  return `${[CALL_COLUMNS.join(","), ...rows].join("\n")}\n`;
}

/** `08:00:12.345678`, fraction only if not 0, hours beyond 24 where it lasts past midnight. */
function clockText(us: number): string {
  if (Number.isNaN(us)) return "";
  const seconds = Math.floor(us / 1e6);
  const two = (value: number) => String(value).padStart(2, "0");
  const rest = us - seconds * 1e6;
  const fraction = rest === 0 ? "" : `.${String(rest).padStart(6, "0")}`;
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${clock.map(two).join(":")}${fraction}`;
}

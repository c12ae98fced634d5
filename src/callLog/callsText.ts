import { clockText } from "./clockText.ts";
import { dateText } from "./days.ts";
import { LOGGED_OUTCOMES, type LoggedCalls } from "./types.ts";

/** Columns of `calls.csv`, which the format csv reads back to the same calls. */
const HEADER =
  "day,arrived,queued,dequeued,answered,ended,freed,outcome,type,priority,agent,customer,line";
const ROWS = 4096;

/** The text of `calls.csv`, some rows at a time. Customers are numbered from 1. */
export function* callsText(calls: LoggedCalls): Generator<string> {
  yield `${HEADER}\n`;
  const types = calls.types.map(quoted);
  const agents = calls.agents.map(quoted);
  let day = Number.NaN;
  let date = "";
  for (let from = 0; from < calls.count; from += ROWS) {
    let text = "";
    const to = Math.min(calls.count, from + ROWS);
    for (let row = from; row < to; row++) {
      const of = calls.day[row]!;
      if (of !== day) date = dateText(of);
      day = of;
      text += date + rowText(calls, types, agents, row);
    }
    yield text;
  }
}

function rowText(
  calls: LoggedCalls,
  types: readonly string[],
  agents: readonly string[],
  row: number,
): string {
  const { arrivedUs, queuedUs, dequeuedUs, answeredUs, endedUs, freedUs } = calls;
  const priority = calls.priority[row]!;
  const customer = calls.customer[row]!;
  return (
    `,${clockText(arrivedUs[row]!)},${clockText(queuedUs[row]!)},` +
    `${clockText(dequeuedUs[row]!)},${clockText(answeredUs[row]!)},` +
    `${clockText(endedUs[row]!)},${clockText(freedUs[row]!)},` +
    `${LOGGED_OUTCOMES[calls.outcome[row]!]},${types[calls.type[row]!] ?? ""},` +
    `${priority < 0 ? "" : priority},${agents[calls.agent[row]!] ?? ""},` +
    `${customer < 0 ? "" : customer + 1},${calls.line[row]}\n`
  );
}

/** As RFC 4180 has it, where a name needs it; an export's blanks at its ends are kept as well. */
export const quoted = (text: string): string =>
  /[",\t;]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

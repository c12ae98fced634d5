import { ScenarioError } from "../errors.ts";
import type { Origin, TextSource } from "./document.ts";
import { problemAt, type Written } from "./problems.ts";

export interface Cell {
  readonly text: string;
  readonly origin: Origin;
}

/**
 * One column of a comma-separated text, found by its header. Cells hold no commas themselves.
 * @throws ScenarioError for an unknown header and for rows that end before the column.
 */
export function columnOf(source: TextSource, header: string): readonly Cell[] {
  const [first = "", ...rows] = source.lines;
  const headers = first.split(",").map((name) => name.trim());
  const column = headers.indexOf(header);
  if (column < 0) {
    const origin = { source, line: 1, column: 1, length: first.length };
    const wanted = `one of the columns ${headers.join(", ")}`;
    throw refusal(origin, { wanted, given: JSON.stringify(header), candidates: headers });
  }
  return rows.flatMap((row, index) =>
    row.trim() === "" ? [] : [cellOf(source, index + 2, row, column)],
  );
}

function cellOf(source: TextSource, line: number, row: string, column: number): Cell {
  const cells = row.split(",");
  const text = cells[column];
  const start = cells.slice(0, column).join(",").length + (column > 0 ? 2 : 1);
  if (text !== undefined)
    return { text: text.trim(), origin: { source, line, column: start, length: text.length } };
  const origin = { source, line, column: 1, length: row.length };
  throw refusal(origin, { wanted: `at least ${column + 1} cells`, given: String(cells.length) });
}

const refusal = (origin: Origin, mistake: Written): ScenarioError =>
  new ScenarioError([problemAt(origin, [], mistake)]);

import { ScenarioError } from "../errors.ts";
import type { Origin, TextSource } from "./document.ts";
import { problemAt, type Written } from "./problems.ts";

export interface Cell {
  readonly text: string;
  readonly origin: Origin;
}

/**
 * One column of a comma-separated text, found by its header. Cells hold no commas themselves: a row
 * with more or fewer than the header would be read askew.
 * @throws ScenarioError for a header that is unknown or there twice, and for such a row
 */
export function columnOf(source: TextSource, header: string): readonly Cell[] {
  const [first = "", ...rows] = source.lines;
  const headers = first.split(",").map((name) => name.trim());
  const column = columnIn(headers, header, lineOf(source, 1));
  return rows.flatMap((row, index) => {
    if (row.trim() === "") return [];
    const origin = lineOf(source, index + 2);
    const cells = row.split(",");
    if (cells.length === headers.length) return [cellIn(cells, column, origin)];
    const wanted = `${headers.length} cells, as the header has`;
    throw refusal(origin, { wanted, given: String(cells.length) });
  });
}

function columnIn(headers: readonly string[], header: string, origin: Origin): number {
  const [column, ...others] = headers.flatMap((name, index) => (name === header ? [index] : []));
  if (column !== undefined && others.length === 0) return column;
  const given = JSON.stringify(header);
  if (column !== undefined) throw refusal(origin, { wanted: "each column once", given });
  const wanted = `one of the columns of the first line (${headers.join(", ")})`;
  throw refusal(origin, { wanted, given, candidates: headers });
}

function cellIn(cells: readonly string[], column: number, row: Origin): Cell {
  const text = cells[column]!;
  const start = cells.slice(0, column).reduce((sum, { length }) => sum + length + 1, 1);
  return { text: text.trim(), origin: { ...row, column: start, length: text.length } };
}

const lineOf = (source: TextSource, line: number): Origin => {
  return { source, line, column: 1, length: source.lines[line - 1]!.length };
};

const refusal = (origin: Origin, mistake: Written): ScenarioError =>
  new ScenarioError([problemAt(origin, [], mistake)]);

import type { PathRow } from "../scenario/paths.ts";
import { left, right } from "./tables/table.ts";
import { textTable } from "./textTable.ts";

type Shown = Pick<PathRow, "path" | "kind" | "range" | "default" | "value" | "mark">;

/** What `busyhour paths` prints: as wide as it needs to be, since paths are copied from it. */
export function renderPaths(rows: readonly Shown[]): string {
  const columns = [left("path"), left("kind"), left("range"), right("default"), right("value")];
  const table = {
    columns: [...columns, left("mark")],
    rows: rows.map((row) => [row.path, row.kind, row.range, row.default, row.value, row.mark]),
  };
  return `${textTable(table, { widthMax: Infinity })}\n`;
}

import { left, right } from "./tables/table.ts";
import { textTable } from "./textTable.ts";

/** One settable number of a scenario, every field as a scenario writes it. */
export interface PathRow {
  readonly path: string;
  readonly kind: string;
  readonly range: string;
  readonly default: string;
  readonly value: string;
  /** Source mark of the default, such as `blueprint` or `assumption`. */
  readonly mark: string;
}

/** What `busyhour paths` prints: as wide as it needs to be, since paths are copied from it. */
export function renderPaths(rows: readonly PathRow[]): string {
  const columns = [left("path"), left("kind"), left("range"), right("default"), right("value")];
  const table = {
    title: "",
    columns: [...columns, left("mark")],
    rows: rows.map((row) => [row.path, row.kind, row.range, row.default, row.value, row.mark]),
  };
  return `${textTable(table, { widthMax: Infinity })}\n`;
}

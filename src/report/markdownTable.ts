import type { Grid } from "./tables/table.ts";

/** A table as GitHub's Markdown has it. Cells are texts, in which nothing is markup. */
export const markdownTable = ({ columns, rows }: Grid): string =>
  markedTable({ columns, rows: rows.map((row) => row.map(escaped)) });

/** The same of cells that are Markdown themselves. */
export function markedTable({ columns, rows }: Grid): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
    ...rows.map(line),
  ].join("\n");
}

/** Names a planner chose must not open a column, a tag or an emphasis. */
export const escaped = (text: string): string => text.replace(/[\\|<*_`]/g, "\\$&");

import CliTable from "cli-table3";
import type { Grid } from "./tables/table.ts";
import { PAGE_WIDTH, wrapped } from "./wrap.ts";

export interface TextTableOptions {
  /**
   * Lines are never longer, a page unless told: the widest columns give way and their cells wrap.
   */
  readonly widthMax?: number;
  /** Applied to the heading cells after their width is known. */
  readonly heading?: (text: string) => string;
  readonly cell?: (text: string) => string;
}

const GAP = 2;
/** A text column does not get narrower while another one can. */
const TEXT_WIDTH_MIN = 14;

const BORDERLESS = Object.fromEntries(
  ["top", "bottom", "left", "right", "mid"].flatMap((side) =>
    ["", "-mid", "-left", "-right"].map((end) => [`${side}${end}`, ""]),
  ),
);

/** A table as plain text lines without borders; an empty string when it has no rows. */
export function textTable(table: Grid, options: TextTableOptions = {}): string {
  if (table.rows.length === 0) return "";
  const { widthMax = PAGE_WIDTH, heading = same, cell = same } = options;
  const widths = fitted(table, widthMax);
  const folded = (cells: readonly string[], paint: (text: string) => string) =>
    cells.map((text, index) => paint(wrapped(text, widths[index]!).join("\n")));
  const printed = new CliTable({
    chars: { ...BORDERLESS, middle: "" },
    style: { head: [], border: [], "padding-left": 0, "padding-right": GAP },
    colAligns: table.columns.map(({ align }) => align),
    colWidths: widths.map((width) => width + GAP),
    head: folded(
      table.columns.map(({ title }) => title),
      heading,
    ),
  });
  for (const row of table.rows) printed.push(folded(row, cell));
  return printed.toString().replace(/ +$/gm, "");
}

const same = (text: string): string => text;

/** Width of each column's cells, and of its title as `titleWidth` counts it. */
function widthsOf({ columns, rows }: Grid, titleWidth: (title: string) => number): number[] {
  return columns.map(({ title }, index) =>
    Math.max(1, titleWidth(title), ...rows.map((row) => [...row[index]!].length)),
  );
}

const longestWord = (title: string) => Math.max(...title.split(" ").map((word) => word.length));

const excessOf = (widths: readonly number[], widthMax: number) =>
  widths.reduce((sum, each) => sum + each + GAP, -GAP) - widthMax;

/** Titles fold first, then the widest text column gives way, and numbers only after these. */
function fitted(table: Grid, widthMax: number): number[] {
  const natural = widthsOf(table, (title) => title.length);
  if (excessOf(natural, widthMax) <= 0) return natural;
  const widths = widthsOf(table, longestWord);
  for (let excess = excessOf(widths, widthMax); excess > 0; excess--)
    widths[widestYielding(table, widths)]!--;
  return widths;
}

function widestYielding({ columns }: Grid, widths: readonly number[]): number {
  const text = widths.map((width, index) =>
    columns[index]!.align === "left" && width > TEXT_WIDTH_MIN ? width : 0,
  );
  const yielding = text.some((width) => width > 0) ? text : widths;
  return yielding.lastIndexOf(Math.max(...yielding));
}

import { counted, significant, withInterval } from "../report/format.ts";
import { type Grid, left, right, type Table } from "../report/tables/table.ts";
import { textTable } from "../report/textTable.ts";
import { PAGE_WIDTH, paragraphs, wrapped } from "../report/wrap.ts";
import type { Estimate } from "../stats/estimate.ts";
import { valueText } from "./figures.ts";
import type { Conflict, SizingTable } from "./table.ts";
import type { SizedRow, SizedSection, Verdict } from "./types.ts";

/** What `busyhour size` prints: each row with its derivation below it. */
export function renderSizing(table: SizingTable): string {
  const { scenario, sections, conflicts } = table;
  return paragraphs([
    wrapped(scenario.title || scenario.name, PAGE_WIDTH).join("\n"),
    wrapped(runLine(table), PAGE_WIDTH).join("\n"),
    ...sections.map((section) => sectionText(section, table.run !== null)),
    ...(conflicts.length === 0 ? [] : [`${CONFLICTS}\n${textTable(conflictTable(conflicts))}`]),
    wrapped(legend(table).join(" "), PAGE_WIDTH).join("\n"),
  ]);
}

/** sizing.md: the same, derivations in a column of their own. */
export function sizingMarkdown(table: SizingTable): string {
  const { scenario, sections, conflicts } = table;
  return paragraphs([
    `# Sizing: ${scenario.title || scenario.name}`,
    runLine(table),
    ...sections.map((section) => {
      const grid = sectionTable(section, table.run !== null, true);
      return `## ${section.title}\n\n${markdownTable(grid)}${noteBelow(section.note)}`;
    }),
    ...(conflicts.length === 0
      ? []
      : [`## ${CONFLICTS}\n\n${markdownTable(conflictTable(conflicts))}`]),
    legend(table).join("\n"),
  ]);
}

const CONFLICTS = "Where the blueprint's table does not agree with itself";

function runLine({ run }: SizingTable): string {
  if (run === null) return "closed form only: nothing was simulated";
  const over = counted(run.replications, "replication");
  return `closed form, and seed ${run.seed}, ${over} (± 95 % interval), busyhour ${run.version}`;
}

function sectionText(section: SizedSection, isSimulated: boolean): string {
  const note = section.note === "" ? "" : `\n${wrapped(section.note, PAGE_WIDTH).join("\n")}`;
  return `${section.title}\n${textTable(sectionTable(section, isSimulated, false))}${note}`;
}

const noteBelow = (note: string): string => (note === "" ? "" : `\n\n${note}`);

/** Spaces that a wrapped cell keeps. */
const INDENT = "\u00a0\u00a0";

/** Columns that have nothing to say in a section are left out. */
function sectionTable({ title, rows }: SizedSection, isSimulated: boolean, wide: boolean): Table {
  const printed = rows.some((row) => row.printed !== undefined);
  const simulated = isSimulated && rows.some((row) => row.measured !== undefined);
  const verdict = rows.some((row) => row.verdict.kind !== "");
  const columns = [
    left(wide ? "row" : "row, and how it follows"),
    ...(printed ? [right("printed")] : []),
    ...(wide ? [left("derivation")] : []),
    right("closed form"),
    ...(simulated ? [right("simulated")] : []),
    ...(verdict ? [left("verdict")] : []),
  ];
  const cells = (row: SizedRow) => [
    wide ? row.title : `${row.title}\n${INDENT}${row.derivation}`,
    ...(printed ? [printedText(row)] : []),
    ...(wide ? [row.derivation] : []),
    valueText(row.value, row.unit),
    ...(simulated ? [simulatedText(row)] : []),
    ...(verdict ? [verdictText(row.verdict)] : []),
  ];
  return { title, columns, rows: rows.map(cells) };
}

const printedText = ({ printed, unit }: SizedRow): string =>
  printed === undefined ? "" : valueText(printed.value, unit);

function simulatedText({ simulated, unit }: SizedRow): string {
  if (simulated === null) return "";
  const text = withInterval({ ...simulated, unit } as Estimate, unit === "ratio" ? "%" : unit);
  const shown = unit === "ratio" ? "%" : unit;
  return shown === "" ? text : `${text} ${shown}`;
}

/** `contradicts busy-hour calls`, `enough: 1,600`. */
export function verdictText({ kind, of }: Verdict): string {
  if (kind === "enough" || kind === "too few")
    return `${kind}: ${of === "Infinity" ? "unlimited" : significant(Number(of))}`;
  return of === "" ? kind : `${kind} ${of}`;
}

function conflictTable(conflicts: readonly Conflict[]): Grid {
  return {
    columns: [left("row"), right("printed"), right("implied"), left("by"), left("note")],
    rows: conflicts.map(({ title, unit, printed, value, from, derivation, note }) => [
      title,
      valueText(printed, unit),
      valueText(value, unit),
      `${from}: ${derivation}`,
      note,
    ]),
  };
}

function legend({ sections }: SizingTable): readonly string[] {
  const hasPrinted = sections.some(({ rows }) => rows.some(({ printed }) => printed));
  const verdicts = hasPrinted
    ? [
        "Printed: blueprint 6.1, shown because this is its example. Confirmed: the load gives " +
          "the figure exactly; rounded: to the printed digits; planning allowance: it sets " +
          "aside more than the load takes; contradicts: another printed figure implies a " +
          "different one; given: nothing else says anything of it.",
      ]
    : ["The blueprint prints nothing for these numbers: its table is of 2,000 agents at 80 %."];
  return [
    ...verdicts,
    "Shares, retention and sizes are settings: see busyhour paths sizing, retention, storage.",
  ];
}

function markdownTable({ columns, rows }: Grid): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
    ...rows.map((row) => line(row.map((cell) => cell.replace(/[\\|<*_`]/g, "\\$&")))),
  ].join("\n");
}

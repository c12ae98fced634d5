import pc from "picocolors";
import { counted } from "../report/format.ts";
import { escaped, markdownTable } from "../report/markdownTable.ts";
import { type Grid, left, right } from "../report/tables/table.ts";
import { textTable } from "../report/textTable.ts";
import { PAGE_WIDTH, paragraphs, wrapped } from "../report/wrap.ts";
import { printedText, simulatedText, valueText, verdictText } from "./figures.ts";
import type { Conflict, SizingTable } from "./table.ts";
import type { SizedRow, SizedSection } from "./types.ts";

type Colours = ReturnType<typeof pc.createColors>;

/** What `busyhour size` prints: each row with its derivation on a line of its own below it. */
export function renderSizing(table: SizingTable, { colour = false } = {}): string {
  const { scenario, sections, conflicts, assumptions } = table;
  const colours = pc.createColors(colour);
  const titled = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? "" : [colours.bold(title), ...lines].join("\n");
  return paragraphs([
    wrapped(scenario.title || scenario.name, PAGE_WIDTH)
      .map(colours.bold)
      .join("\n"),
    colours.dim(runLine(table)),
    ...sections.map((section) => titled(section.title, sectionLines(section, table, colours))),
    titled(
      CONFLICTS,
      conflicts.flatMap((each) => indented(conflictText(each))),
    ),
    titled(
      ASSUMED,
      assumptions.flatMap((each) => indented(assumptionText(each))),
    ),
    wrapped(legend(table), PAGE_WIDTH).join("\n"),
  ]);
}

/** sizing.md: the same, derivations in a column of their own. */
export function sizingMarkdown(table: SizingTable): string {
  const { scenario, sections, conflicts, assumptions } = table;
  const listed = (title: string, items: readonly string[]) =>
    items.length === 0
      ? ""
      : `## ${title}\n\n${items.map((each) => `- ${escaped(each)}`).join("\n")}`;
  return paragraphs([
    `# Sizing: ${escaped(scenario.title || scenario.name)}`,
    escaped(runLine(table)),
    ...sections.map((section) => {
      const note = section.note === "" ? "" : `\n\n${escaped(section.note)}`;
      return `## ${section.title}\n\n${markdownTable(wideGrid(section, table))}${note}`;
    }),
    listed(CONFLICTS, conflicts.map(conflictText)),
    listed(ASSUMED, assumptions.map(assumptionText)),
    legend(table),
  ]);
}

const CONFLICTS = "Where the blueprint's table does not agree with itself";
const ASSUMED = "Assumed here, each a setting";

function runLine({ run }: SizingTable): string {
  if (run === null) return "closed form only: nothing was simulated";
  const over = counted(run.replications, "replication");
  return `closed form, and seed ${run.seed}, ${over} (± 95 % interval), busyhour ${run.version}`;
}

/** Stands in the table where a derivation belongs, and is no text that a row may have. */
const PLACE = "\u0001";
const INDENT = 4;

function sectionLines(
  section: SizedSection,
  table: SizingTable,
  colours: Colours,
): readonly string[] {
  const { columns, rows } = narrowGrid(section, table);
  const places = columns.map((_, column) => (column === 0 ? PLACE : ""));
  const spaced = { columns, rows: rows.flatMap((row) => [row, places]) };
  const derivations = section.rows.map(({ derivation }) => indented(derivation).map(colours.dim));
  let row = 0;
  const lines = textTable(spaced, { heading: colours.dim })
    .split("\n")
    .flatMap((line) => (line === PLACE ? derivations[row++]! : [line]));
  return [...lines, ...wrapped(section.note, PAGE_WIDTH).filter((line) => line !== "")];
}

const indented = (text: string): readonly string[] =>
  wrapped(text, PAGE_WIDTH - INDENT).map((line) => " ".repeat(INDENT) + line);

/** Columns of a section, those that have nothing to say left out. */
function narrowGrid({ rows }: SizedSection, { run }: SizingTable): Grid {
  const printed = rows.some((row) => row.printed !== undefined);
  const simulated = run !== null && rows.some((row) => row.simulated !== null);
  const verdict = rows.some((row) => row.verdict.kind !== "");
  const cells = (row: SizedRow) => [
    row.title,
    ...(printed ? [printedText(row)] : []),
    valueText(row.value, row.unit),
    ...(simulated ? [simulatedText(row)] : []),
    ...(verdict ? [verdictText(row.verdict)] : []),
  ];
  return {
    columns: [
      left("row"),
      ...(printed ? [right("printed")] : []),
      right("closed form"),
      ...(simulated ? [right("simulated")] : []),
      ...(verdict ? [left("verdict")] : []),
    ],
    rows: rows.map(cells),
  };
}

function wideGrid(section: SizedSection, table: SizingTable): Grid {
  const { columns, rows } = narrowGrid(section, table);
  return {
    columns: [columns[0]!, left("derivation"), ...columns.slice(1)],
    rows: rows.map(([title, ...others], i) => [title!, section.rows[i]!.derivation, ...others]),
  };
}

function conflictText({ title, unit, printed, value, from, derivation, note }: Conflict): string {
  const figures = `printed ${valueText(printed, unit)}, but ${valueText(value, unit)} by ${from}`;
  return `${title}: ${figures} (${derivation})${note === "" ? "" : `. ${note}`}`;
}

const assumptionText = ({ path, value, note }: SizingTable["assumptions"][number]): string =>
  `${path} ${value}: ${note}`;

function legend({ sections }: SizingTable): string {
  if (!sections.some(({ rows }) => rows.some(({ printed }) => printed)))
    return "The blueprint prints nothing for this load: its table is of 2,000 agents at 80 %.";
  return (
    "Printed: blueprint 6.1, shown because this is its example. Confirmed: the load gives the " +
    "figure exactly; rounded: to the printed digits; planning allowance: it sets aside more than " +
    "the load takes; contradicts: another printed figure implies a different one; given: nothing " +
    "else says anything of it."
  );
}

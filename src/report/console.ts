import pc from "picocolors";
import { capacityTable } from "./capacity.ts";
import { counted } from "./format.ts";
import { headline } from "./headline.ts";
import { reductionLines, stoppingLines } from "./stopping.ts";
import * as lists from "./tables/lists.ts";
import * as pivots from "./tables/pivots.ts";
import { type Pivot, pivotTable, type Table, withoutDetail } from "./tables/table.ts";
import { textTable } from "./textTable.ts";
import type { Findings } from "./types.ts";
import { PAGE_WIDTH, paragraphs, wrapped } from "./wrap.ts";

export interface ConsoleOptions {
  /** Whether colour codes are understood where the text goes. */
  readonly colour: boolean;
  /** Where the files of the report were written; absent: nowhere. */
  readonly directory?: string;
}

/** A console shows so many rows of a table; the rest is in summary.md. */
const ROWS_MAX = 16;

type Colours = ReturnType<typeof pc.createColors>;

/** The summary a planner sees after a run: verdicts, the answer, headroom, then the tables. */
export function renderConsole(findings: Findings, options: ConsoleOptions): string {
  const colours = pc.createColors(options.colour);
  return paragraphs([
    titleLines(findings, colours),
    verdictLines(findings, colours),
    headlineLines(findings, colours),
    ...tables(findings).map((table) => section(table, colours)),
    replicationLines(findings, colours),
    closingLines(findings, options.directory),
  ]);
}

function titleLines({ scenario, version, seed, replications }: Findings, colours: Colours): string {
  const over = counted(replications, "replication");
  const error = replications > 1 ? " (± 95 % interval)" : " (no interval)";
  const run = `seed ${seed}, ${over}${error}, busyhour ${version}`;
  const title = wrapped(scenario.title || scenario.name, PAGE_WIDTH).map(colours.bold);
  return [...title, ...wrapped(run, PAGE_WIDTH).map(colours.dim)].join("\n");
}

function verdictLines(findings: Findings, colours: Colours): string {
  const paint = { "✓": colours.green, "✗": colours.red, "?": colours.yellow };
  const table = lists.expectations(findings);
  return textTable(table, {
    heading: colours.dim,
    cell: (text) => paint[text as keyof typeof paint]?.(text) ?? text,
  });
}

const LABEL_WIDTH = 11;

function headlineLines(findings: Findings, colours: Colours): string {
  return headline(findings)
    .flatMap(({ label, text }) =>
      wrapped(text, PAGE_WIDTH - LABEL_WIDTH).map((line, index) => {
        const head = (index === 0 ? label : "").padEnd(LABEL_WIDTH);
        return colours.bold(head) + line;
      }),
    )
    .join("\n");
}

function tables(findings: Findings): readonly Table[] {
  const across = (pivot: Pivot) => pivotTable(pivot, findings);
  return [
    capacityTable(findings.capacity),
    across(pivots.waits),
    across(pivots.voicemail),
    across(pivots.service),
    lists.outcomes(findings),
    across(pivots.agents),
    across(pivots.pools),
    across(pivots.bandwidth),
    lists.observed(findings),
    lists.exactValues(findings),
  ];
}

function section(table: Table, colours: Colours): string {
  const shown = withoutDetail({ ...table, rows: table.rows.slice(0, ROWS_MAX) });
  const text = textTable(shown, { heading: colours.dim });
  const hidden = table.rows.length - shown.rows.length;
  if (text === "") return "";
  const more = hidden > 0 ? `\n… ${hidden} more in summary.md` : "";
  return `${colours.bold(table.title)}\n${text}${more}`;
}

function replicationLines(findings: Findings, colours: Colours): string {
  const lines = [...stoppingLines(findings), ...reductionLines(findings)];
  if (lines.length === 0) return "";
  const plain = lines.map((line) => line.replaceAll("**", ""));
  return [colours.bold("Replications"), ...plain.flatMap((line) => wrapped(line, PAGE_WIDTH))].join(
    "\n",
  );
}

function closingLines({ scenario }: Findings, directory: string | undefined): string {
  const count = scenario.assumptions.length;
  const are = count === 1 ? "is an assumption" : "are assumptions";
  const where = directory === undefined ? "" : `; summary.md lists them\nWritten to ${directory}`;
  return wrapped(`${counted(count, "default")} ${are}${where}`, PAGE_WIDTH).join("\n");
}

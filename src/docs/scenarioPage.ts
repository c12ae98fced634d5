import { distributionKinds } from "../engine/distributions/index.ts";
import type { SourceMark } from "../parameter.ts";
import { escaped, markdownTable, markedTable } from "../report/markdownTable.ts";
import { type Column, left } from "../report/tables/table.ts";
import { paragraphs } from "../report/wrap.ts";
import { type PathRow, paths } from "../scenario/paths.ts";
import { type ScalarKind, wantedOf } from "../units.ts";
import { prose } from "./prose.ts";
import { type Chapter, chapters } from "./sections.ts";

/** Kinds of numbers, in the order in which the page explains them. */
const KINDS: readonly ScalarKind[] = [
  "duration",
  "rate",
  "bandwidth",
  "bytes",
  "share",
  "number",
  "count",
];

const MARKS: Readonly<Record<SourceMark, string>> = {
  blueprint: "the deployment guide that the model follows; numbers are its sections",
  cloud: "the guide of the same product as a hosted service",
  standard: "an RFC or the definition of a codec",
  published: "a public measurement or a vendor's public figure",
  derived: "arithmetic on one of these, or on other settings",
  given: "no default: the planner's own",
  assumption: "no public figure: every report lists those its results rest on",
};

/** docs/scenario.md: every settable path, by chapters. */
export function scenarioPage(): string {
  const rows = paths();
  return paragraphs([
    "# Scenario reference",
    prose(
      "Written by `npm run docs` from the definitions that check a scenario. `busyhour paths` " +
        "prints the same list in the terminal, with the values of a scenario at hand. The " +
        "examples of this page, one below the other, are a scenario that is right.",
    ),
    prose(
      "A path names a value: `run.warmUp` is `warmUp` in the section `run`. `<name>` stands for " +
        "a name of yours, `<number>` for a place in a list, counted from 0. `--set path=value` " +
        "changes a path for one run. A path without a default must be written, unless its " +
        "section may be left out or what it is says otherwise. Paths that differ in their last " +
        "word alone share a row.",
    ),
    "## How values are written",
    kindsTable(),
    prose(
      "A duration that varies is a **law**, written with its parameters; a plain duration is the " +
        "same every time. Means and other parameters that are times carry a unit.",
    ),
    lawsTable(),
    "## Where defaults come from",
    marksTable(),
    ...chapters.flatMap((chapter) => chapterTexts(chapter, rows)),
  ]);
}

const kindsTable = (): string =>
  markdownTable({
    columns: [left("kind"), left("written as")],
    rows: KINDS.map((kind) => [kind, wantedOf(kind)]),
  });

const lawsTable = (): string =>
  markedTable({
    columns: [left("law"), left("example")],
    rows: distributionKinds.map(({ name, example }) => [name, code(example)]),
  });

const marksTable = (): string =>
  markdownTable({ columns: [left("mark"), left("means")], rows: Object.entries(MARKS) });

function chapterTexts({ title, sections, intro, example }: Chapter, rows: readonly PathRow[]) {
  const own = rows.filter(({ path }) => sections.some((section) => section === path.split(".")[0]));
  return [`## ${title}`, prose(intro), fenced(example), pathsTable(own)];
}

const fenced = (text: string): string => `\`\`\`yaml\n${text}\n\`\`\``;

const COLUMNS: readonly Column[] = [
  left("path"),
  left("value"),
  left("default"),
  left("mark"),
  left("what it is (where the default comes from)"),
];

const pathsTable = (rows: readonly PathRow[]): string =>
  markedTable({ columns: COLUMNS, rows: alike(rows).map(cellsOf) });

/** Neighbours in one section of which everything but the last word of the path is the same. */
function alike(rows: readonly PathRow[]): readonly PathRow[][] {
  const groups: PathRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last !== undefined && sameButName(last[0]!, row)) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

const sameButName = (one: PathRow, other: PathRow): boolean =>
  JSON.stringify({ ...one, path: sectionOf(one) }) ===
  JSON.stringify({ ...other, path: sectionOf(other) });

const sectionOf = ({ path }: PathRow): string => path.slice(0, path.lastIndexOf(".") + 1);

function cellsOf(group: readonly PathRow[]): readonly string[] {
  const [row] = group as readonly [PathRow];
  const { kind, range, meaning, note, mark } = row;
  const others = group.slice(1).map((each) => code(each.path.slice(sectionOf(each).length)));
  return [
    [code(row.path), ...others].join(", "),
    escaped(range === "" ? kind : `${kind}: ${range}`),
    row.default === "" ? "" : code(row.default),
    mark,
    escaped(note === "" ? meaning : `${meaning} (${note})`),
  ];
}

/** In a table a bar ends the cell, in code as well. */
const code = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``;

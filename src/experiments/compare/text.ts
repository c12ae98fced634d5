import { counted, plusMinus, significant, wouldDecide } from "../../report/format.ts";
import { markdownTable } from "../../report/markdownTable.ts";
import type { Grid } from "../../report/tables/table.ts";
import { textTable } from "../../report/textTable.ts";
import { PAGE_WIDTH, wrapped } from "../../report/wrap.ts";
import { isNone } from "../../stats/difference.ts";
import type { Verdict } from "../../stats/verdict.ts";
import { figureName } from "../readings.ts";
import { COMPARISON_ALPHA, type Comparison } from "./compare.ts";
import type { ComparedRow } from "./rows.ts";

const WORDS: Readonly<Record<Verdict, string>> = {
  pass: "within the margin",
  fail: "beyond the margin",
  undecided: "undecided",
};

/** The verdict of a comparison: the worst of its metrics. */
export function overallOf({ rows }: Comparison): Verdict {
  const verdicts = rows.map(({ judgement }) => judgement.verdict);
  if (verdicts.includes("fail")) return "fail";
  return verdicts.includes("undecided") ? "undecided" : "pass";
}

/** For the terminal. */
export function renderComparison(comparison: Comparison): string {
  const { head, table, notes } = partsOf(comparison);
  const folded = (lines: readonly string[]) =>
    lines.flatMap((line) => wrapped(line, PAGE_WIDTH)).join("\n");
  return `${folded(head)}\n\n${textTable(table)}\n\n${folded(notes)}\n`;
}

/**
 * compare.md: for a change request.
 * @param command the command line that repeats the comparison
 */
export function comparisonMarkdown(comparison: Comparison, command: string): string {
  const { head, table, notes } = partsOf(comparison);
  const [title, ...rest] = head;
  const again = `The same again: \`${command}\``;
  const lines = [`# ${title}`, ...rest, markdownTable(table), ...notes, again];
  return `${lines.join("\n\n")}\n`;
}

function partsOf(comparison: Comparison) {
  const { rows } = comparison;
  const failed = rows.filter(({ judgement }) => judgement.verdict === "fail").map(nameOf);
  const open = rows.filter(({ judgement }) => judgement.verdict === "undecided").map(nameOf);
  const verdict = {
    fail: `B differs from A by more than the margin in ${failed.join(", ")}.`,
    undecided: `Undecided: ${open.join(", ")}.`,
    pass: "B is like A: no metric differs by more than its margin.",
  }[overallOf(comparison)];
  const head = [verdict, `A: ${sideText(comparison, 0)}`, `B: ${sideText(comparison, 1)}`];
  return { head, table: tableOf(rows), notes: notesOf(comparison) };
}

const nameOf = ({ id, scope }: ComparedRow) => figureName(id, scope);

function sideText({ a, b, replications }: Comparison, side: 0 | 1): string {
  const { label, title, seed, version } = side === 0 ? a : b;
  const runs = counted(replications[side], "replication");
  return `${title} (${label}), ${runs}, seed ${seed}, busyhour ${version}`;
}

function tableOf(rows: readonly ComparedRow[]): Grid {
  const columns = ["metric", "unit", "A", "B", "B − A (95 %)", "margin", "verdict"];
  return {
    columns: columns.map((title, i) => ({
      title,
      align: i < 2 || i === columns.length - 1 ? ("left" as const) : ("right" as const),
    })),
    rows: rows.map((row) => [
      nameOf(row),
      row.unit,
      significant(row.a),
      significant(row.b),
      plusMinus(row.difference.value, row.judgement.halfWidth95 ?? 0),
      `± ${significant(row.marginSize)}`,
      verdictText(row),
    ]),
  };
}

function verdictText({ judgement, difference, marginSize }: ComparedRow): string {
  const { verdict, isProven } = judgement;
  if (isNone(difference)) return "the same";
  if (verdict === "undecided") return `${WORDS[verdict]}: ${whatDecides(judgement, difference)}`;
  if (verdict === "pass" && isProven) return `${WORDS[verdict]}, though there is a difference`;
  return verdict === "fail" && marginSize === 0 ? "a difference is proven" : WORDS[verdict];
}

function whatDecides(
  { replicationsNeeded }: ComparedRow["judgement"],
  { kind, fixedError = 0 }: ComparedRow["difference"],
): string {
  if (kind === "coarse") return "its error is not known";
  if (replicationsNeeded === null && fixedError > 0) return "the summary has too few replications";
  if (replicationsNeeded === null) return "a million replications would not decide";
  return wouldDecide(replicationsNeeded);
}

function notesOf(comparison: Comparison): string[] {
  const { isPaired, looks, rows, undefinedFigures } = comparison;
  const counts = rows.filter(({ difference }) => !isNone(difference)).length;
  const alpha = `${significant(COMPARISON_ALPHA * 100)} %`;
  const how = isPaired
    ? "Paired: both had the same random numbers, and intervals are those of the differences."
    : "Not paired: other seeds, or only a summary is left; intervals are Welch's.";
  const level =
    `A wrong "beyond", a wrong "within" and a wrong "there is a difference" each happen with ` +
    `at most ${alpha} among ${counted(counts, "metric")} that may differ (Holm)` +
    (looks > 1 ? `, all ${looks} looks at the results included.` : ".");
  const only = (side: "A" | "B") => comparison.oneSided.filter(({ of }) => of === side);
  return [
    ...(counts === 0 ? [how] : [how, level]),
    ...list("Undefined, or without an interval, on one side", undefinedFigures),
    ...list("Only A has", only("A")),
    ...list("Only B has", only("B")),
  ];
}

/** Longer lists say how many more there are; compare.json has all. */
const LISTED_MAX = 12;

function list(what: string, figures: readonly { id: string; scope: string }[]): string[] {
  if (figures.length === 0) return [];
  const names = figures.slice(0, LISTED_MAX).map(({ id, scope }) => figureName(id, scope));
  const more = figures.length - names.length;
  return [`${what}: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`];
}

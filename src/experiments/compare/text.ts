import { counted, plusMinus, significant } from "../../report/format.ts";
import { markdownTable } from "../../report/markdownTable.ts";
import type { Grid } from "../../report/tables/table.ts";
import { textTable } from "../../report/textTable.ts";
import { PAGE_WIDTH, wrapped } from "../../report/wrap.ts";
import type { Verdict } from "../../stats/verdict.ts";
import { figureName } from "../readings.ts";
import { COMPARISON_ALPHA, type ComparedRow, type Comparison } from "./compare.ts";

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

/** compare.md: for a change request. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { head, table, notes } = partsOf(comparison);
  const [title, ...rest] = head;
  const lines = [`# ${title}`, ...rest, markdownTable(table), ...notes];
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
      plusMinus(row.difference.value, row.judgement.halfWidth95),
      `± ${significant(row.marginSize)}`,
      verdictText(row),
    ]),
  };
}

function verdictText({ judgement, marginSize }: ComparedRow): string {
  const { verdict, isProven, replicationsNeeded } = judgement;
  if (verdict === "undecided") {
    const more =
      replicationsNeeded === null
        ? "no number of replications would do"
        : `about ${counted(replicationsNeeded, "replication")} would decide`;
    return `${WORDS[verdict]}: ${more}`;
  }
  if (verdict === "pass" && isProven) return `${WORDS[verdict]}, though there is a difference`;
  return verdict === "fail" && marginSize === 0 ? "a difference is proven" : WORDS[verdict];
}

function notesOf(comparison: Comparison): string[] {
  const { isPaired, looks, rows, undefinedFigures } = comparison;
  const counts = rows.filter(({ difference }) => difference.error > 0).length;
  const alpha = `${significant(COMPARISON_ALPHA * 100)} %`;
  const how = isPaired
    ? "Paired: both had the same random numbers, and intervals are those of the differences."
    : "Not paired: other seeds, or only a summary is left; intervals are Welch's.";
  const level =
    `A wrong "beyond", a wrong "within" and a wrong "there is a difference" each happen with ` +
    `at most ${alpha} among ${counted(counts, "varying metric")} (Holm)` +
    (looks > 1 ? `, all ${looks} looks at the results included.` : ".");
  const names = undefinedFigures.map(({ id, scope }) => figureName(id, scope));
  const missing = names.length === 0 ? [] : [`Undefined on one side: ${names.join(", ")}.`];
  return [how, level, ...missing];
}

import { refuseNaN } from "../../report/summary.ts";
import { figureName } from "../readings.ts";
import { COMPARISON_ALPHA, type Comparison } from "./compare.ts";
import type { ComparedRow } from "./rows.ts";
import type { Side } from "./side.ts";
import { overallOf } from "./text.ts";

/**
 * compare.json, schema 1: verdict, both sides, and of each metric A, B, difference with its 95 %
 * interval, margin in the metric's unit, verdict, and the replications that would decide it.
 * @param command the command line that repeats the comparison
 */
export function comparisonJson(comparison: Comparison, command: string): string {
  const { a, b, isPaired, replications, looks, rows, undefinedFigures } = comparison;
  const side = ({ label, title, seed, version }: Side, count: number) => ({
    ...{ label, title, seed, version },
    replications: count,
  });
  const json = {
    schema: 1,
    verdict: overallOf(comparison),
    a: side(a, replications[0]),
    b: side(b, replications[1]),
    paired: isPaired,
    alpha: COMPARISON_ALPHA,
    looks,
    metrics: rows.map(rowJson),
    undefined: undefinedFigures.map(({ id, scope }) => ({ id, scope })),
    onlyA: onlyIn(comparison, "A"),
    onlyB: onlyIn(comparison, "B"),
    command,
  };
  return `${JSON.stringify(json, refuseNaN, 2)}\n`;
}

function rowJson({ id, unit, scope, difference, judgement, marginSize, ...row }: ComparedRow) {
  const { value } = difference;
  const { halfWidth95, verdict, isProven, replicationsNeeded } = judgement;
  return {
    ...{ id, unit, scope, a: row.a, b: row.b },
    difference: value,
    halfWidth95,
    low95: halfWidth95 === null ? null : value - halfWidth95,
    high95: halfWidth95 === null ? null : value + halfWidth95,
    margin: marginSize,
    verdict,
    differenceProven: isProven,
    replicationsNeeded,
  };
}

const onlyIn = ({ oneSided }: Comparison, side: "A" | "B") =>
  oneSided.flatMap(({ id, scope, of }) => (of === side ? [{ id, scope }] : []));

/**
 * junit.xml: a suite for each comparison, a test case for each metric; beyond the margin is a
 * failure, undecided is skipped.
 */
export function comparisonJunit(...comparisons: readonly Comparison[]): string {
  const all = comparisons.flatMap(({ rows }) => rows);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${countsOf(all)}>`,
    ...comparisons.flatMap(suiteOf),
    "</testsuites>",
    "",
  ].join("\n");
}

function countsOf(rows: readonly ComparedRow[]): string {
  const count = (verdict: string) =>
    rows.filter(({ judgement }) => judgement.verdict === verdict).length;
  const [failed, open] = [count("fail"), count("undecided")];
  return `tests="${rows.length}" failures="${failed}" skipped="${open}"`;
}

function suiteOf({ a, b, rows }: Comparison): string[] {
  const suite = `${a.label} against ${b.label}`;
  return [
    `  <testsuite name="${quoted(suite)}" ${countsOf(rows)}>`,
    ...rows.map((row) => `    ${caseOf(row, suite)}`),
    "  </testsuite>",
  ];
}

function caseOf(row: ComparedRow, suite: string): string {
  const { id, scope, difference, judgement, marginSize } = row;
  const head = `<testcase classname="${quoted(suite)}" name="${quoted(figureName(id, scope))}"`;
  if (judgement.verdict === "pass") return `${head}/>`;
  const half = judgement.halfWidth95 === null ? "" : ` ± ${judgement.halfWidth95}`;
  const what = `A ${row.a}, B ${row.b}, difference ${difference.value}${half}`;
  const message = quoted(`${what}, margin ${marginSize}`);
  const element = judgement.verdict === "fail" ? "failure" : "skipped";
  return `${head}><${element} message="${message}"/></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** As an attribute of XML takes it; control characters have no place there. */
const quoted = (text: string): string =>
  text.replace(/\p{Cc}/gu, " ").replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);

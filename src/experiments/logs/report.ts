import { factsOf, type LogFacts } from "../../callLog/facts.ts";
import type { Findings } from "../../callLog/findings.ts";
import { FINDING_KINDS, type FindingKind } from "../../callLog/kinds.ts";
import type { ReadLog } from "../../callLog/parser.ts";

const LINES_SHOWN = 5;

export interface KindFound extends FindingKind {
  readonly count: number;
  /** The first, in the order found. */
  readonly lines: readonly number[];
  /** What stands in the first of them, where it is kept. */
  readonly given: string;
}

/** import.json: what a log has, and what was found in it, by kind. */
export interface ImportReport extends LogFacts {
  readonly log: string;
  readonly format: string;
  readonly lines: number;
  readonly leftOut: number;
  readonly columns: readonly string[];
  readonly findings: readonly KindFound[];
}

export function importReport(log: string, read: ReadLog): ImportReport {
  const { format, lines, columns, findings } = read;
  const { leftOut } = findings;
  return {
    log,
    format,
    lines,
    leftOut,
    columns,
    ...factsOf(read.calls),
    findings: kindsFound(findings),
  };
}

/** What was found, by kind. */
export const kindsFound = (findings: Findings): KindFound[] =>
  FINDING_KINDS.flatMap((kind, number) => {
    const count = findings.counts[number]!;
    return count === 0 ? [] : [{ ...kind, count, ...findings.first(number, LINES_SHOWN) }];
  });

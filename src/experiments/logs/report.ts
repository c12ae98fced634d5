import { factsOf, type LogFacts } from "../../callLog/facts.ts";
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
  const found = FINDING_KINDS.flatMap((kind, number) => {
    const count = findings.counts[number]!;
    if (count === 0) return [];
    return [{ ...kind, count, ...findings.first(number, LINES_SHOWN) }];
  });
  const { leftOut } = findings;
  return { log, format, lines, leftOut, columns, ...factsOf(read.calls), findings: found };
}

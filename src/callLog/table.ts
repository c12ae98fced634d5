import { Fields } from "./bytes/fields.ts";
import { LogLines } from "./bytes/lines.ts";
import type { Findings } from "./findings.ts";
import { FINDING_KINDS } from "./kinds.ts";
import { UnusableLog } from "./unusable.ts";

const SEPARATORS = [",", ";", "\t"];
const BAD_LINES_MAX = 0.05;
/** After so many lines a file of which more than half is bad is given up. */
const PATIENCE = 1000;
const LINES_SHOWN = 5;

/** What a table of lines is for. */
export interface TableUse {
  readonly findings: Findings;
  /** Undefined: found in the header. */
  readonly separator: string | undefined;
  readonly badLinesMax: number | undefined;
  /** @throws UnusableLog */
  readonly open: (header: readonly string[]) => void;
  /** @returns false: the line is left out, and the findings say why */
  readonly take: (fields: Fields, line: number) => boolean;
}

/** A header and lines of as many fields below it. */
export class LogTable {
  /** Lines below the header, empty ones apart. */
  count = 0;
  private readonly use: TableUse;
  private readonly lines = new LogLines((...line) => this.take(...line));
  private readonly fields = new Fields();
  private separator = 0;
  private width = 0;

  constructor(use: TableUse) {
    this.use = use;
  }

  /** @throws UnusableLog */
  feed(chunk: Buffer): void {
    this.lines.feed(chunk);
  }

  /** @throws UnusableLog when too much of it cannot be used */
  finish(): void {
    this.lines.finish();
    const { findings, badLinesMax = BAD_LINES_MAX } = this.use;
    if (this.width === 0) throw new UnusableLog(["wanted a header and lines, got nothing"]);
    if (this.count === 0) throw new UnusableLog(["wanted lines below the header, got none"]);
    refuseBadLines(findings, this.count, badLinesMax);
  }

  private take(bytes: Buffer, from: number, to: number, line: number): void {
    const { fields, use } = this;
    if (this.width === 0) {
      this.open(bytes, from, to);
      return;
    }
    this.count++;
    fields.split(bytes, from, to, this.separator);
    if (this.isWhole(line) && use.take(fields, line)) return;
    use.findings.leftOut++;
    const share = Math.max(0.5, use.badLinesMax ?? 0);
    if (this.count >= PATIENCE && use.findings.leftOut > share * this.count)
      refuseBadLines(use.findings, this.count, share);
  }

  private isWhole(line: number): boolean {
    const { fields, width } = this;
    if (!fields.isBroken && fields.count === width) return true;
    if (fields.isBroken) this.use.findings.add("quote", line);
    else this.use.findings.add("fields", line, `${fields.count} instead of ${width}`);
    return false;
  }

  private open(bytes: Buffer, from: number, to: number): void {
    const { fields, use } = this;
    const separator = use.separator ?? separatorOf(bytes, from, to);
    this.separator = separator.charCodeAt(0);
    fields.split(bytes, from, to, this.separator);
    if (fields.isBroken) throw new UnusableLog(["header: a quote is not closed"]);
    const shown = Math.min(fields.count, fields.from.length);
    const header = Array.from({ length: shown }, (_, place) => fields.text(place));
    use.open(header);
    this.width = fields.count;
  }
}

/** The one found most often in the header. */
function separatorOf(bytes: Buffer, from: number, to: number): string {
  const header = bytes.toString("latin1", from, to).replace(/"[^"]*"/g, "");
  const found = SEPARATORS.map((each) => header.split(each).length);
  return SEPARATORS[found.indexOf(Math.max(...found))]!;
}

/** @throws UnusableLog */
function refuseBadLines(findings: Findings, lines: number, shareMax: number): void {
  const { leftOut } = findings;
  const orders = findings.countOf("dateOrder");
  const reasons: string[] = [];
  if (leftOut > shareMax * lines)
    reasons.push(
      `${leftOut} of ${lines} lines cannot be read: ` +
        `wanted at most ${Number((100 * shareMax).toPrecision(6))}% (--bad-lines-max)`,
    );
  if (orders > 0) reasons.push(`dates in several orders: ${orders} are not as --date-format says`);
  if (reasons.length > 0) throw new UnusableLog([...reasons, ...badLines(findings)]);
}

/** Why lines are left out, a sentence for each kind. */
const badLines = (findings: Findings): string[] =>
  FINDING_KINDS.flatMap(({ keeping, says }, kind) => {
    const count = findings.counts[kind]!;
    if (keeping !== "left out" || count === 0) return [];
    const { lines, given } = findings.first(kind, LINES_SHOWN);
    const more = count > lines.length ? ", …" : "";
    const what = given === "" ? "" : `, such as ${JSON.stringify(given)}`;
    return [`${count} × ${says}${what} (lines ${lines.join(", ")}${more})`];
  });

import { Fields } from "./bytes/fields.ts";
import { LogLines } from "./bytes/lines.ts";
import { CallColumns } from "./callColumns.ts";
import { ClockWatch } from "./clockWatch.ts";
import { Findings } from "./findings.ts";
import type { LineFormat, LineReader, LogOptions } from "./formats/format.ts";
import { FINDING_KINDS, type FindingId } from "./kinds.ts";
import { RawCall } from "./rawCall.ts";
import { settle } from "./settle.ts";
import { surveyCalls } from "./survey.ts";
import type { LoggedCalls } from "./types.ts";
import { UnusableLog } from "./unusable.ts";

/** A log as read: its calls, and everything there is to say about its lines. */
export interface ReadLog {
  readonly format: string;
  readonly calls: LoggedCalls;
  readonly findings: Findings;
  /** Lines below the header, empty ones apart. */
  readonly lines: number;
  /** Columns of ours that the log tells. */
  readonly columns: readonly string[];
}

const SEPARATORS = [",", ";", "\t"];
const BAD_LINES_MAX = 0.05;
/** After so many lines a file of which more than half is bad is given up. */
const PATIENCE = 1000;

/** Makes calls of the bytes of a log, chunk by chunk. */
export class LogParser {
  private readonly format: LineFormat;
  private readonly options: LogOptions;
  private readonly lines = new LogLines((...line) => this.take(...line));
  private readonly fields = new Fields();
  private readonly call = new RawCall();
  private readonly columns = new CallColumns();
  private readonly findings = new Findings();
  private readonly clock = new ClockWatch();
  private reader: LineReader | undefined;
  private separator = 0;
  private width = 0;
  private count = 0;
  private line = 0;
  private readonly say = (id: FindingId) => this.findings.add(id, this.line);

  constructor(format: LineFormat, options: LogOptions) {
    this.format = format;
    this.options = options;
  }

  /** @throws UnusableLog */
  feed(chunk: Buffer): void {
    this.lines.feed(chunk);
  }

  /** @throws UnusableLog */
  finish(): ReadLog {
    this.lines.finish();
    const { reader, findings, count } = this;
    if (reader === undefined) throw new UnusableLog(["wanted a header and calls, got nothing"]);
    if (count === 0) throw new UnusableLog(["wanted calls below the header, got none"]);
    refuseBadLines(findings, count, this.options.badLinesMax ?? BAD_LINES_MAX);
    const calls = this.columns.finish({ type: reader.typeName, agent: reader.agentName });
    this.clock.report(findings);
    surveyCalls(calls, findings);
    return { format: this.format.name, calls, findings, lines: count, columns: reader.columns };
  }

  private take(bytes: Buffer, from: number, to: number, line: number): void {
    const { fields, call, findings, reader } = this;
    if (reader === undefined) {
      this.open(bytes, from, to);
      return;
    }
    this.line = line;
    this.count++;
    fields.split(bytes, from, to, this.separator);
    call.clear(line);
    if (this.isWhole(line) && reader.read(fields, line, call, findings)) {
      settle(call, reader, this.say);
      this.columns.add(call);
      this.clock.see(call, line);
      return;
    }
    findings.leftOut++;
    if (this.count === PATIENCE) refuseBadLines(findings, this.count, 0.5);
  }

  private isWhole(line: number): boolean {
    const { fields, findings, width } = this;
    if (!fields.isBroken && fields.count === width) return true;
    if (fields.isBroken) findings.add("quote", line);
    else findings.add("fields", line, `${fields.count} instead of ${width}`);
    return false;
  }

  private open(bytes: Buffer, from: number, to: number): void {
    const { fields, format, options } = this;
    const separator = format.separator ?? options.separator ?? separatorOf(bytes, from, to);
    this.separator = separator.charCodeAt(0);
    fields.split(bytes, from, to, this.separator);
    this.width = fields.count;
    const headers = Array.from({ length: Math.min(fields.count, fields.from.length) }, (_, i) =>
      fields.text(i),
    );
    this.reader = format.open(headers, options);
  }
}

/** The one found most often in the header. */
function separatorOf(bytes: Buffer, from: number, to: number): string {
  const header = bytes.toString("latin1", from, to).replace(/"[^"]*"/g, "");
  const found = SEPARATORS.map((each) => header.split(each).length);
  return SEPARATORS[found.indexOf(Math.max(...found))]!;
}

const LINES_SHOWN = 5;

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

/** @throws UnusableLog */
function refuseBadLines(findings: Findings, lines: number, shareMax: number): void {
  const { leftOut } = findings;
  const orders = findings.countOf("dateOrder");
  const reasons: string[] = [];
  if (leftOut > shareMax * lines)
    reasons.push(
      `${leftOut} of ${lines} lines cannot be read: more than --bad-lines-max ${100 * shareMax}%`,
    );
  if (orders > 0) reasons.push(`dates in several orders: ${orders} are not as --date-format says`);
  if (reasons.length > 0) throw new UnusableLog([...reasons, ...badLines(findings)]);
}

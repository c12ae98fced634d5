import type { Fields } from "./bytes/fields.ts";
import { CallColumns } from "./callColumns.ts";
import { ClockWatch } from "./clockWatch.ts";
import { Findings } from "./findings.ts";
import type { LineFormat, LineReader, LogOptions } from "./formats/format.ts";
import type { FindingId } from "./kinds.ts";
import { RawCall } from "./rawCall.ts";
import { settle } from "./settle.ts";
import { surveyCalls } from "./survey.ts";
import { LogTable } from "./table.ts";
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

/** Makes calls of the bytes of a log, chunk by chunk. */
export class LogParser {
  private readonly format: LineFormat;
  private readonly table: LogTable;
  private readonly call = new RawCall();
  private readonly columns = new CallColumns();
  private readonly findings = new Findings();
  private readonly clock = new ClockWatch();
  private reader: LineReader | undefined;
  private line = 0;
  private readonly say = (id: FindingId) => this.findings.add(id, this.line);

  constructor(format: LineFormat, options: LogOptions) {
    this.format = format;
    this.table = new LogTable({
      findings: this.findings,
      separator: format.separator ?? options.separator,
      badLinesMax: options.badLinesMax,
      open: (header) => {
        this.reader = format.open(header, options);
      },
      take: (fields, line) => this.take(fields, line),
    });
  }

  /** @throws UnusableLog */
  feed(chunk: Buffer): void {
    this.table.feed(chunk);
  }

  /** @throws UnusableLog */
  finish(): ReadLog {
    const { table, findings } = this;
    table.finish();
    const reader = this.reader!;
    if (this.columns.count === 0) throw new UnusableLog(["wanted calls, got lines without any"]);
    const calls = this.columns.finish({ type: reader.typeName, agent: reader.agentName });
    this.clock.report(findings);
    surveyCalls(calls, findings);
    const { columns } = reader;
    return { format: this.format.name, calls, findings, lines: table.count, columns };
  }

  private take(fields: Fields, line: number): boolean {
    const { call, findings } = this;
    const reader = this.reader!;
    this.line = line;
    call.clear(line);
    if (!reader.read(fields, line, call, findings)) return false;
    settle(call, reader, this.say);
    this.columns.add(call);
    this.clock.see(call, line);
    return true;
  }
}

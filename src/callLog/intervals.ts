import type { Fields } from "./bytes/fields.ts";
import { Instants } from "./bytes/instants.ts";
import { Names } from "./bytes/names.ts";
import { lengthUs, NO_TIME } from "./bytes/times.ts";
import { Findings } from "./findings.ts";
import { type Places, placesOf } from "./formats/contract.ts";
import type { LogOptions } from "./formats/format.ts";
import { eachChunk, named } from "./read.ts";
import { LogTable } from "./table.ts";
import { refused } from "./unusable.ts";

/** Name of the format of tables with a row for each interval. */
export const INTERVALS = "intervals";

/** Columns of the contract that docs/import.md describes. */
export const INTERVAL_COLUMNS = [
  { name: "start", holds: "instant" },
  { name: "day", alias: "date", holds: "day" },
  { name: "type", holds: "name" },
  { name: "offered", holds: "number" },
  { name: "answered", holds: "number" },
  { name: "abandoned", holds: "number" },
  { name: "handling", holds: "length" },
  { name: "wait", alias: "asa", holds: "length" },
  { name: "staff", holds: "number" },
] as const;
type Column = (typeof INTERVAL_COLUMNS)[number]["name"];

export const COUNTS = ["offered", "answered", "abandoned", "staff"] as const;

/** A row of an interval table: what an ACD says about a queue in an interval; NaN: it does not. */
export interface LoggedInterval {
  /** Of the source, from 1. */
  readonly line: number;
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Microseconds since midnight. */
  readonly startUs: number;
  /** Index into `types`; −1: not told. */
  readonly type: number;
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  /** Mean over the calls answered: talk, hold and after-call work, microseconds. */
  readonly handlingUs: number;
  /** Mean wait as the ACD has it, microseconds: mostly of the calls answered. */
  readonly waitUs: number;
  /** Agents: a mean, hence any number. */
  readonly staff: number;
}

export interface LoggedIntervals {
  /** By day, beginning and type. */
  readonly rows: readonly LoggedInterval[];
  readonly types: readonly string[];
}

export interface ReadIntervals {
  readonly intervals: LoggedIntervals;
  readonly findings: Findings;
  readonly lines: number;
  readonly columns: readonly string[];
}

/** @throws UserError: no such file, or one that no intervals can be read from, with every reason */
export function readIntervals(path: string, options: LogOptions): ReadIntervals {
  const parser = new IntervalParser(options);
  try {
    eachChunk(path, (chunk) => parser.table.feed(chunk));
    return parser.finish();
  } catch (error) {
    throw named(error, path);
  }
}

class IntervalParser {
  readonly table: LogTable;
  private readonly findings = new Findings();
  private readonly instants: Instants;
  private readonly types = new Names();
  private readonly rows: LoggedInterval[] = [];
  private places: Places<Column> | undefined;

  constructor(options: LogOptions) {
    this.instants = new Instants(options.dateOrder);
    const needed = [["start", "offered"]] as const;
    this.table = new LogTable({
      findings: this.findings,
      separator: options.separator,
      badLinesMax: options.badLinesMax,
      open: (header) => {
        this.places = placesOf(INTERVAL_COLUMNS, needed, header, options.map);
      },
      take: (fields, line) => this.take(fields, line),
    });
  }

  finish(): ReadIntervals {
    const { rows, findings, table } = this;
    table.finish();
    rows.sort(
      (a, b) => a.day - b.day || a.startUs - b.startUs || a.type - b.type || a.line - b.line,
    );
    for (const [i, { day, startUs, type, line }] of rows.entries()) {
      const before = rows[i - 1];
      if (before?.day === day && before.startUs === startUs && before.type === type)
        findings.add("intervalTwice", line);
    }
    const types = Array.from({ length: this.types.count }, (_, type) => this.types.text(type));
    const columns = INTERVAL_COLUMNS.filter(({ name }) => this.places![name] >= 0);
    const told = columns.map(({ name }) => name);
    return { intervals: { rows, types }, findings, lines: table.count, columns: told };
  }

  private take(fields: Fields, line: number): boolean {
    const start = this.startOf(fields, line);
    if (start === undefined) return false;
    const place = this.places!.type;
    const { bytes, from, to } = fields;
    const type = place < 0 ? -1 : this.types.numberOf(bytes, from[place]!, to[place]!);
    const value = (column: Column, isLength = false) => this.value(fields, column, isLength, line);
    const row = {
      ...{ line, ...start, type, offered: value("offered"), answered: value("answered") },
      ...{ abandoned: value("abandoned"), handlingUs: value("handling", true) },
      ...{ waitUs: value("wait", true), staff: value("staff") },
    };
    const known = [row.answered, row.abandoned].filter((each) => !Number.isNaN(each));
    if (known.reduce((sum, each) => sum + each, 0) > row.offered)
      this.findings.add("intervalSum", line);
    this.rows.push(row);
    return true;
  }

  private startOf(fields: Fields, line: number): { day: number; startUs: number } | undefined {
    const { instants, places } = this;
    const { bytes, from, to } = fields;
    const startUs = instants.read(bytes, from[places!.start]!, to[places!.start]!);
    let { mistake } = instants;
    let day = instants.day;
    const place = places!.day;
    if (Number.isNaN(day) && place >= 0) {
      day = instants.dates.read(bytes, from[place]!, to[place]!);
      if (Number.isNaN(day)) mistake = instants.dates.mistake;
    }
    const given = `${place < 0 ? "" : `${fields.text(place)} `}${fields.text(places!.start)}`;
    if (mistake === "unordered" || mistake === "offset") throw refused(mistake, given, line);
    if (mistake === undefined && startUs >= 0 && !Number.isNaN(day)) return { day, startUs };
    this.findings.add(mistake === "otherOrder" ? "dateOrder" : "arrival", line, given);
    return undefined;
  }

  /** NaN where it is not told. */
  private value(fields: Fields, column: Column, isLength: boolean, line: number): number {
    const place = this.places![column];
    if (place < 0 || fields.isEmpty(place)) return Number.NaN;
    const { bytes, from, to } = fields;
    const us = lengthUs(bytes, from[place]!, to[place]!);
    if (us !== NO_TIME && us >= 0) return isLength ? us : us / 1e6;
    this.findings.add("value", line, `${column}: ${fields.text(place)}`);
    return Number.NaN;
  }
}

import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Names } from "./bytes/names.ts";
import { CallColumns } from "./callColumns.ts";
import { Findings } from "./findings.ts";
import type { LogOptions } from "./formats/format.ts";
import type { ReadLog } from "./parser.ts";
import { RawCall } from "./rawCall.ts";
import { settle } from "./settle.ts";
import { surveyCalls } from "./survey.ts";
import { LOGGED_OUTCOMES, type LoggedOutcome } from "./types.ts";
import { UnusableLog } from "./unusable.ts";

/** Name of the format of call records: folders with a table of calls for each replication. */
export const BUSYHOUR = "busyhour";

/** 2001-01-01, a Monday: the day of replication 0. */
const FIRST_DAY = 11_323;
const SUFFIX = ".parquet";
const ROWS = 65_536;
const SECOND_US = 1e6;

/** Of docs/studies.md. */
const COLUMNS = [
  ...["replication", "call", "demand", "caller", "arrived_s", "queued_s", "selected_s"],
  ...["answered_s", "ended_s", "freed_s", "wait_s", "outcome", "agent"],
];
type Row = Readonly<Record<string, number | string | null>>;

/** What a log would call it; callers who were `lost` had been served until something failed. */
const OUTCOMES: Readonly<Record<string, LoggedOutcome>> = {
  contained: "contained",
  served: "served",
  abandoned: "abandoned",
  blocked: "blocked",
};

/** Where `run --records parquet --out` puts them: in the directory itself, or below it. */
export function recordsIn(directory: string): string | undefined {
  return [".", "study/records", "records"]
    .map((below) => join(directory, below))
    .find((each) => existsSync(each) && readdirSync(each).some((name) => name.endsWith(SUFFIX)));
}

/**
 * Calls that busyhour has simulated, replication k as day k of a calendar that begins on Monday
 * 2001-01-01. Warm-up included; times of day from `startOfDayUs` on.
 * @throws UnusableLog
 */
export async function readRecords(directory: string, options: LogOptions): Promise<ReadLog> {
  const folder = recordsIn(directory);
  if (folder === undefined)
    throw new UnusableLog([`wanted call records (run --records parquet), got no *${SUFFIX} there`]);
  const records = new Records(options.startOfDayUs ?? 0);
  for (const name of readdirSync(folder).sort())
    if (name.endsWith(SUFFIX)) await eachRow(join(folder, name), (row) => records.add(row));
  return records.finish();
}

async function eachRow(path: string, take: (row: Row) => void): Promise<void> {
  // Loaded by those alone who read such tables.
  const { parquetMetadata, parquetReadObjects } = await import("hyparquet");
  try {
    const { buffer, byteOffset, byteLength } = await readFile(path);
    const file = (buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength);
    const metadata = parquetMetadata(file);
    const count = Number(metadata.num_rows);
    for (let rowStart = 0; rowStart < count; rowStart += ROWS) {
      const rowEnd = Math.min(count, rowStart + ROWS);
      const rows = await parquetReadObjects({
        ...{ file, metadata, rowStart, rowEnd, columns: COLUMNS },
      });
      for (const row of rows) take(row as Row);
    }
  } catch (error) {
    throw new UnusableLog([`${path}: no table of calls: ${(error as Error).message}`]);
  }
}

class Records {
  private readonly startUs: number;
  private readonly columns = new CallColumns();
  private readonly findings = new Findings();
  private readonly call = new RawCall();
  private readonly types = new Names();
  private readonly agents = new Names();
  private readonly customers = new Names();
  private count = 0;

  constructor(startUs: number) {
    this.startUs = startUs;
  }

  add(row: Row): void {
    const { call, findings } = this;
    this.count++;
    call.clear(Number(row.call));
    call.day = FIRST_DAY + Number(row.replication);
    call.arrivedUs = this.clockOf(row.arrived_s);
    call.queuedUs = this.clockOf(row.queued_s);
    call.answeredUs = this.clockOf(row.answered_s);
    call.endedUs = this.clockOf(row.ended_s);
    call.freedUs = this.clockOf(row.freed_s);
    call.waitUs = Math.round(numberIn(row.wait_s) * SECOND_US);
    call.outcome = LOGGED_OUTCOMES.indexOf(outcomeOf(row));
    call.type = numberOf(this.types, row.demand);
    call.agent = numberOf(this.agents, row.agent);
    const whose = row.caller === null ? null : `${row.replication}/${row.demand}/${row.caller}`;
    call.customer = numberOf(this.customers, whose);
    settle(call, LOG, (id) => findings.add(id, call.line));
    this.columns.add(call);
  }

  finish(): ReadLog {
    const { findings, count: lines } = this;
    if (lines === 0) throw new UnusableLog(["wanted calls, got tables without any"]);
    const type = (number: number) => this.types.text(number);
    const agent = (number: number) => this.agents.text(number);
    const calls = this.columns.finish({ type, agent });
    surveyCalls(calls, findings);
    return { format: BUSYHOUR, calls, findings, lines, columns: TOLD };
  }

  private clockOf(seconds: number | string | null | undefined): number {
    return Math.round(numberIn(seconds) * SECOND_US) + this.startUs;
  }
}

const TOLD = [
  ...["arrived", "queued", "wait", "dequeued", "answered", "ended", "freed"],
  ...["outcome", "type", "agent", "customer"],
];
/** Phones ring as long as the scenario says. */
const LOG = {
  differenceUs: 1,
  gapUs: Number.POSITIVE_INFINITY,
  namesAgents: false,
  tellsQueue: true,
  tellsService: true,
};

const numberIn = (value: number | string | null | undefined): number =>
  value === null || value === undefined ? Number.NaN : Number(value);

function numberOf(names: Names, value: number | string | null | undefined): number {
  if (value === null || value === undefined) return -1;
  const bytes = Buffer.from(String(value));
  return names.numberOf(bytes, 0, bytes.length);
}

/** Of callers who were cut off, those who had been answered were served. */
function outcomeOf({ outcome, answered_s, ended_s }: Row): LoggedOutcome {
  const known = OUTCOMES[String(outcome)];
  if (known !== undefined) return known;
  const isCut = outcome === "lost" && answered_s !== null && ended_s !== null;
  return isCut ? "served" : "unknown";
}

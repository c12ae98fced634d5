import type { DateOrder } from "../bytes/dates.ts";
import type { Fields } from "../bytes/fields.ts";
import type { Findings } from "../findings.ts";
import type { RawCall } from "../rawCall.ts";
import type { Tolerance } from "../settle.ts";

/** What the user may say about a log besides its format. */
export interface LogOptions {
  /** Name of one of the formats; undefined: as the file shows. */
  readonly format?: string;
  /** Header of the log by column of ours. */
  readonly map?: ReadonlyMap<string, string>;
  /** Outcome of ours by word of the log. */
  readonly outcomes?: ReadonlyMap<string, string>;
  readonly dateOrder?: DateOrder;
  /** Between fields; undefined: found in the header. */
  readonly separator?: string;
  /** Share of the lines that may be left out. */
  readonly badLinesMax?: number;
  /** Midnight to the beginning of a replication, of `busyhour` records, microseconds. */
  readonly startOfDayUs?: number;
}

/** Reads the lines of one log. */
export interface LineReader extends Tolerance {
  /** Columns of ours that the log has. */
  readonly columns: readonly string[];
  /**
   * Fills in what a line tells of a call. Types, agents and customers are numbered as they come.
   * @returns false: the line is left out, and the findings say why
   */
  readonly read: (fields: Fields, line: number, call: RawCall, findings: Findings) => boolean;
  readonly typeName: (number: number) => string;
  readonly agentName: (number: number) => string;
}

/** A format of call logs with a line for each call below a header. */
export interface LineFormat {
  readonly name: string;
  readonly says: string;
  /** Between fields; undefined: one of those of the contract, found in the header. */
  readonly separator: string | undefined;
  /** The header can be of no other format. */
  readonly recognises: (header: string) => boolean;
  /** @throws UnusableLog with everything that is wrong with the header or the options */
  readonly open: (header: readonly string[], options: LogOptions) => LineReader;
}

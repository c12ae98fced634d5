/** Options of every command that reads a log, and what they ask for. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { DATE_ORDERS, type DateOrder } from "../callLog/bytes/dates.ts";
import type { LogOptions } from "../callLog/formats/format.ts";
import { callFormats, openLog } from "../callLog/open.ts";
import type { LoggedCalls } from "../callLog/types.ts";
import { UserError } from "../errors.ts";
import { parseQuantity } from "../units.ts";

export interface LogFlags {
  readonly format?: string;
  readonly map?: ReadonlyMap<string, string>;
  readonly outcomes?: ReadonlyMap<string, string>;
  readonly dateFormat?: DateOrder;
  readonly separator?: string;
  readonly badLinesMax?: number;
  readonly startOfDay?: number;
}

/** @param formats what may be asked for */
export const addLogOptions = (
  command: Command,
  formats: readonly string[] = callFormats,
): Command =>
  command
    .option("--format <format>", `of the log: ${formats.join(", ")} (default: as it shows)`)
    .option("--map <column=header,...>", "which header is which column (see docs/import.md)", pairs)
    .option("--outcomes <word=outcome,...>", "what the log's words for outcomes mean", pairs)
    .addOption(
      new Option("--date-format <order>", "of dates such as 03/02/2026").choices(DATE_ORDERS),
    )
    .option("--separator <character>", "between fields: , ; tab (default: as found)", separatorOf)
    .option("--bad-lines-max <share>", "of the lines that may be unreadable (default: 5%)", shareOf)
    .option("--start-of-day <length>", "midnight to the first moment of call records", clockOf);

export const logOptionsOf = (flags: LogFlags): LogOptions => {
  const { format, map, outcomes, dateFormat, separator, badLinesMax, startOfDay } = flags;
  return {
    ...(format !== undefined && { format }),
    ...(map !== undefined && { map }),
    ...(outcomes !== undefined && { outcomes }),
    ...(dateFormat !== undefined && { dateOrder: dateFormat }),
    ...(separator !== undefined && { separator }),
    ...(badLinesMax !== undefined && { badLinesMax }),
    ...(startOfDay !== undefined && { startOfDayUs: startOfDay }),
  };
};

/** The calls of a log; what is to be said about its lines, `busyhour import` says. */
export const openLogFrom = async (path: string, flags: LogFlags): Promise<LoggedCalls> =>
  (await openLog(path, logOptionsOf(flags))).calls;

/** `a=b,c=d`; may be given again. */
function pairs(text: string, sofar?: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const parts = text.split(",").map((part): [string, string] => {
    const at = part.indexOf("=");
    const [name, value] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    if (at < 1 || name === "" || value === "")
      throw new InvalidArgumentError(`Wanted: name=value, name=value, …; given: ${part}.`);
    return [name, value];
  });
  return new Map([...(sofar ?? []), ...parts]);
}

function separatorOf(text: string): string {
  if (text === "tab" || text === "\\t") return "\t";
  if (/^[\x20-\x7e\t]$/.test(text) && !/["\w.:+-]/.test(text)) return text;
  throw new InvalidArgumentError("Wanted: one character, such as ; or |, or tab.");
}

function shareOf(text: string): number {
  const match = /^(\d*\.?\d+)(%?)$/.exec(text);
  const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === "%" ? 100 : 1);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError("Wanted: 0% to 100%.");
  return value;
}

/** Microseconds of `08:00` or `8h`. */
function clockOf(text: string): number {
  const match = /^(\d{1,2}):([0-5]\d)$/.exec(text);
  if (match !== null && Number(match[1]) < 24)
    return (Number(match[1]) * 60 + Number(match[2])) * 60e6;
  try {
    const us = parseQuantity(text, "duration");
    if (us >= 0 && us < 86_400e6) return us;
  } catch {
    // Said below.
  }
  throw new InvalidArgumentError("Wanted: a time of day, such as 08:00.");
}

export function isOfTypes(calls: LoggedCalls, types: readonly string[] | undefined) {
  if (types === undefined) return () => true;
  const wanted = new Set(types.map((each) => calls.types.indexOf(each)));
  if (wanted.has(-1)) throw new UserError("--types: unknown");
  return (row: number) => wanted.has(calls.type[row]!);
}

import { closeSync, openSync, readSync, statSync } from "node:fs";
import { UserError } from "../errors.ts";
import { nearestName } from "../scenario/nearest.ts";
import { BUSYHOUR, readRecords } from "./busyhour.ts";
import type { LogOptions } from "./formats/format.ts";
import { lineFormats } from "./formats/index.ts";
import type { ReadLog } from "./parser.ts";
import { named, readCalls } from "./read.ts";

const HEADER_BYTES = 4096;

/** Names of the formats that calls can be read from. */
export const callFormats: readonly string[] = [...lineFormats.map(({ name }) => name), BUSYHOUR];

/**
 * Reads the calls of a log. Without a format: a folder holds call records of busyhour, and a file
 * must show by its header what it is, as calls.csv of an import does.
 * @throws UserError with everything that is wrong
 */
export async function openLog(path: string, options: LogOptions): Promise<ReadLog> {
  const { format } = options;
  if (format !== undefined && !callFormats.includes(format)) throw noSuchFormat(format);
  try {
    const isFolder = statSync(path).isDirectory();
    if (format !== undefined && isFolder !== (format === BUSYHOUR))
      throw new UserError(
        `${path}: --format ${format} is read from a ${isFolder ? "file" : "folder"}`,
      );
    if (isFolder) return await readRecords(path, options);
    return await readCalls(path, { ...options, format: format ?? formatOf(path, options) });
  } catch (error) {
    throw named(error, path);
  }
}

function noSuchFormat(format: string): UserError {
  const near = nearestName(format, callFormats);
  const hint = near === undefined ? `there are ${callFormats.join(", ")}` : `did you mean ${near}?`;
  return new UserError(`--format: wanted a format of call logs, got ${format}: ${hint}`);
}

function formatOf(path: string, { map }: LogOptions): string {
  if (map !== undefined) return "csv";
  const header = headerOf(path);
  const found = lineFormats.find((each) => each.recognises(header));
  if (found !== undefined) return found.name;
  throw new UserError(
    `${path}: no log that shows by its header what it is: ` +
      `say --format (${callFormats.join(", ")}), and --map for columns of other names`,
  );
}

function headerOf(path: string): string {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(HEADER_BYTES);
    const length = readSync(file, bytes, 0, HEADER_BYTES, 0);
    return bytes
      .toString("utf8", 0, length)
      .replace(/^\uFEFF/, "")
      .split(/\r?\n/)[0]!;
  } finally {
    closeSync(file);
  }
}

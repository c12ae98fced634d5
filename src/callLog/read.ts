import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { UserError } from "../errors.ts";
import { nearestName } from "../scenario/nearest.ts";
import type { LineFormat, LogOptions } from "./formats/format.ts";
import { lineFormats } from "./formats/index.ts";
import { LogParser, type ReadLog } from "./parser.ts";
import { UnusableLog } from "./unusable.ts";

const CHUNK_BYTES = 262_144;

/**
 * Reads a log with a line for each call, in the memory that its calls take.
 * @throws UserError: no such file, or one that no calls can be read from, with every reason
 */
export async function readCalls(path: string, options: LogOptions): Promise<ReadLog> {
  const parser = new LogParser(formatNamed(options.format), options);
  try {
    const stream = createReadStream(path, { highWaterMark: CHUNK_BYTES });
    for await (const chunk of stream) parser.feed(chunk as Buffer);
    return parser.finish();
  } catch (error) {
    throw named(error, path);
  }
}

/** The same in one go, for who cannot wait. @throws UserError */
export function readCallsSync(path: string, options: LogOptions): ReadLog {
  const parser = new LogParser(formatNamed(options.format), options);
  try {
    eachChunk(path, (chunk) => parser.feed(chunk));
    return parser.finish();
  } catch (error) {
    throw named(error, path);
  }
}

/** Every chunk is a buffer of its own: a parser may keep and change it. */
export function eachChunk(path: string, take: (chunk: Buffer) => void): void {
  const file = openSync(path, "r");
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(file, chunk, 0, CHUNK_BYTES, null);
      if (length === 0) return;
      take(chunk.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
}

function formatNamed(name = "csv"): LineFormat {
  const format = lineFormats.find((each) => each.name === name);
  if (format !== undefined) return format;
  const names = lineFormats.map((each) => each.name);
  const near = nearestName(name, names);
  const hint = near === undefined ? `there are ${names.join(", ")}` : `did you mean ${near}?`;
  throw new UserError(`--format: wanted a format of call logs, got ${name}: ${hint}`);
}

/** With the file's name; what the file system says is a mistake of the user as well. */
export function named(error: unknown, path: string): unknown {
  if (error instanceof UnusableLog) return error.isNamed ? error : error.of(path);
  if (error instanceof Error && "code" in error && "syscall" in error)
    return new UserError(`${path}: ${error.message}`);
  return error;
}

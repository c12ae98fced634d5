import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LogOptions } from "../../src/callLog/formats/format.ts";
import { lineFormats } from "../../src/callLog/formats/index.ts";
import { FINDING_KINDS } from "../../src/callLog/kinds.ts";
import { LogParser, type ReadLog } from "../../src/callLog/parser.ts";
import { LOGGED_OUTCOMES, type LoggedCalls } from "../../src/callLog/types.ts";

export function parserOf(options: LogOptions = {}): LogParser {
  const format = lineFormats.find(({ name }) => name === (options.format ?? "csv"))!;
  return new LogParser(format, options);
}

/** A log of this text, in chunks of so many bytes. */
export function parsed(text: string | Buffer, options: LogOptions = {}, chunk = 7): ReadLog {
  const parser = parserOf(options);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunk)
    parser.feed(Buffer.from(bytes.subarray(at, at + chunk)));
  return parser.finish();
}

/** Why it cannot be used; fails where it can. */
export function reasonsAgainst(text: string | Buffer, options: LogOptions = {}): string {
  try {
    parsed(text, options);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the log was read");
}

/** What was found, as `id line`. */
export const foundIn = ({ findings }: ReadLog): string[] =>
  Array.from(
    { length: findings.count },
    (_, i) => `${FINDING_KINDS[findings.kind[i]!]!.id} ${findings.line[i]}`,
  );

/** One call in seconds since midnight, null where it is not told. */
export function callIn(calls: LoggedCalls, row = 0) {
  const seconds = (times: Float64Array) => (Number.isNaN(times[row]!) ? null : times[row]! / 1e6);
  return {
    arrived: seconds(calls.arrivedUs),
    queued: seconds(calls.queuedUs),
    dequeued: seconds(calls.dequeuedUs),
    answered: seconds(calls.answeredUs),
    ended: seconds(calls.endedUs),
    freed: seconds(calls.freedUs),
    outcome: LOGGED_OUTCOMES[calls.outcome[row]!],
  };
}

export function fileOf(text: string | Buffer, name = "log.csv"): string {
  const path = join(mkdtempSync(join(tmpdir(), "busyhour-log-")), name);
  writeFileSync(path, text);
  return path;
}

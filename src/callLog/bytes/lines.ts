import { isUtf8 } from "node:buffer";
import { UnusableLog } from "../unusable.ts";

/** A line of a log; bytes `from` up to and not including `to`, without its line end. */
export type OnLine = (bytes: Buffer, from: number, to: number, line: number) => void;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const LINE_BYTES_MAX = 1_000_000;
const NOTHING = Buffer.alloc(0);

/**
 * Cuts a stream of bytes into lines and refuses what is no text: memory is that of a chunk and a
 * line, whatever the file. Lines count from 1; empty ones count and are passed over.
 */
export class LogLines {
  private readonly onLine: OnLine;
  private rest: Buffer = NOTHING;
  private line = 0;
  private isFirst = true;

  constructor(onLine: OnLine) {
    this.onLine = onLine;
  }

  /** @throws UnusableLog */
  feed(chunk: Buffer): void {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end === 0) {
      this.keep(this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]));
      return;
    }
    const whole = chunk.subarray(0, end);
    this.cut(this.rest.length === 0 ? whole : Buffer.concat([this.rest, whole]));
    this.keep(chunk.subarray(end));
  }

  /** The last line may lack its end. @throws UnusableLog */
  finish(): void {
    if (this.rest.length > 0) this.cut(this.rest);
    this.rest = NOTHING;
  }

  private keep(rest: Buffer): void {
    if (this.isFirst) refuseOtherUnicode(rest);
    if (rest.length > LINE_BYTES_MAX) throw tooLong(this.line + 1);
    this.rest = rest;
  }

  private cut(block: Buffer): void {
    let from = this.isFirst ? markLength(block) : 0;
    this.isFirst = false;
    if (block.includes(0) || !isUtf8(block)) throw notText(block, this.line);
    while (from < block.length) {
      const found = block.indexOf(LINE_FEED, from);
      const end = found < 0 ? block.length : found;
      this.line++;
      const to = end > from && block[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
      if (to - from > LINE_BYTES_MAX) throw tooLong(this.line);
      if (to > from) this.onLine(block, from, to, this.line);
      from = end + 1;
    }
  }
}

/** Of a byte order mark of UTF-8. */
function markLength(block: Buffer): number {
  refuseOtherUnicode(block);
  return block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf ? 3 : 0;
}

function refuseOtherUnicode(block: Buffer): void {
  const mark = (block[0] ?? 0) * 256 + (block[1] ?? 0);
  if (mark !== 0xfffe && mark !== 0xfeff) return;
  throw new UnusableLog(["wanted text in UTF-8, got UTF-16: save it as CSV UTF-8"]);
}

const tooLong = (line: number) =>
  new UnusableLog([`line ${line}: wanted at most ${LINE_BYTES_MAX} bytes, got a longer line`]);

function notText(block: Buffer, before: number): UnusableLog {
  let line = before;
  for (let from = 0; from < block.length; ) {
    const found = block.indexOf(LINE_FEED, from);
    const end = found < 0 ? block.length : found + 1;
    const bytes = block.subarray(from, end);
    line++;
    if (bytes.includes(0))
      return new UnusableLog([`line ${line}: wanted text, got a byte 0: is this a binary file?`]);
    if (!isUtf8(bytes))
      return new UnusableLog([
        `line ${line}: wanted text in UTF-8, got bytes that are none: save it as CSV UTF-8`,
      ]);
    from = end;
  }
  return new UnusableLog(["wanted text in UTF-8, got bytes that are none"]);
}

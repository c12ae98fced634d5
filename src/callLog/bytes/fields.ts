const QUOTE = 34;
const BLANK = 32;

/** More columns than any log has. */
export const FIELDS_MAX = 1000;

/**
 * The fields of a line, as places in its bytes: nothing is copied. Quotes as in RFC 4180, doubled
 * ones inside, but a field ends with its line; blanks around a field do not count.
 */
export class Fields {
  bytes: Buffer = Buffer.alloc(0);
  /** Those beyond FIELDS_MAX count but have no place. */
  count = 0;
  /** A quote is not closed, or something follows the closing one. */
  isBroken = false;
  readonly from = new Int32Array(FIELDS_MAX);
  readonly to = new Int32Array(FIELDS_MAX);

  split(bytes: Buffer, from: number, to: number, separator: number): void {
    this.bytes = bytes;
    this.count = 0;
    this.isBroken = false;
    let at = from;
    for (;;) {
      while (at < to && bytes[at] === BLANK) at++;
      at = bytes[at] === QUOTE && at < to ? this.quoted(at, to) : this.plain(at, to, separator);
      if (at < to && bytes[at] !== separator) this.isBroken = true;
      if (at >= to || this.isBroken) return;
      at++;
    }
  }

  /** Of a field; for what is shown, and for names. */
  text(index: number): string {
    return this.bytes.toString("utf8", this.from[index], this.to[index]);
  }

  isEmpty(index: number): boolean {
    return this.to[index]! <= this.from[index]!;
  }

  private plain(start: number, to: number, separator: number): number {
    const { bytes } = this;
    let at = start;
    while (at < to && bytes[at] !== separator) at++;
    let end = at;
    while (end > start && bytes[end - 1] === BLANK) end--;
    this.add(start, end);
    return at;
  }

  /** Takes doubled quotes together where they stand. */
  private quoted(start: number, to: number): number {
    const { bytes } = this;
    let write = start + 1;
    for (let at = start + 1; at < to; at++) {
      if (bytes[at] === QUOTE) {
        if (at + 1 >= to || bytes[at + 1] !== QUOTE) {
          this.add(start + 1, write);
          at++;
          while (at < to && bytes[at] === BLANK) at++;
          return at;
        }
        at++;
      }
      bytes[write++] = bytes[at]!;
    }
    this.isBroken = true;
    return to;
  }

  private add(from: number, to: number): void {
    if (this.count < FIELDS_MAX) {
      this.from[this.count] = from;
      this.to[this.count] = to;
    }
    this.count++;
  }
}

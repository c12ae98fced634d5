const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const FREE = -1;

/** Names by number as they occur, kept as bytes: a million customers are no million strings. */
export class Names {
  count = 0;
  private slots = new Int32Array(64).fill(FREE);
  private hashes = new Int32Array(32);
  /** Where the bytes of a name begin; those of the next one are its end. */
  private starts = new Int32Array(33);
  private bytes = Buffer.alloc(256);

  /** −1 for no bytes at all. */
  numberOf(bytes: Buffer, from: number, to: number): number {
    if (from >= to) return -1;
    let hash = FNV_OFFSET;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, FNV_PRIME);
    // The low bits of neighbours are alike.
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let name = this.slots[slot]!; name !== FREE; name = this.slots[slot]!) {
      if (this.hashes[name] === hash && this.isSame(name, bytes, from, to)) return name;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = this.count;
    return this.add(hash, bytes, from, to);
  }

  text(name: number): string {
    return this.bytes.toString("utf8", this.starts[name], this.starts[name + 1]);
  }

  private isSame(name: number, bytes: Buffer, from: number, to: number): boolean {
    const start = this.starts[name]!;
    const length = to - from;
    if (this.starts[name + 1]! - start !== length) return false;
    for (let i = 0; i < length; i++) if (this.bytes[start + i] !== bytes[from + i]) return false;
    return true;
  }

  private add(hash: number, bytes: Buffer, from: number, to: number): number {
    const name = this.count++;
    const start = this.starts[name]!;
    const end = start + to - from;
    if (end > this.bytes.length) this.widen(end);
    bytes.copy(this.bytes, start, from, to);
    this.starts[this.count] = end;
    this.hashes[name] = hash;
    if (this.count === this.hashes.length) this.grow();
    return name;
  }

  private widen(needed: number): void {
    const wider = Buffer.alloc(Math.max(needed, 2 * this.bytes.length));
    this.bytes.copy(wider);
    this.bytes = wider;
  }

  private grow(): void {
    const room = 2 * this.count;
    this.hashes = doubled(this.hashes, room);
    this.starts = doubled(this.starts, room + 1);
    this.slots = new Int32Array(2 * room).fill(FREE);
    const mask = this.slots.length - 1;
    for (let name = 0; name < this.count; name++) {
      let slot = this.hashes[name]! & mask;
      while (this.slots[slot] !== FREE) slot = (slot + 1) & mask;
      this.slots[slot] = name;
    }
  }
}

function doubled(values: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length);
  longer.set(values);
  return longer;
}

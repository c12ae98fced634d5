const ROOM = 256;

/**
 * Copies of events on their way from one module of a node to its clients: when each one arrives,
 * in order, since the module is first come, first served and takes equally long for all of them.
 * A ring; copy n lies at n & mask until every reader has passed it.
 */
export class Feed {
  arrivalUs = new Float64Array(ROOM);
  mask = ROOM - 1;
  /** Copies sent so far, each to all clients. */
  sent = 0;
  /** Those of them that are counted as delivered. */
  counted = 0;
  /** Copies that may be sent before somebody must look for room. */
  room = ROOM;

  /** When the next copy arrives that could at a time: a stream never overtakes itself. */
  inOrderUs(atUs: number): number {
    return Math.max(atUs, this.arrivalUs[(this.sent - 1) & this.mask]);
  }

  /** Counts the copies that arrive before a time; how many there are that were not counted yet. */
  countUntil(beforeUs: number): number {
    const before = this.counted;
    while (this.counted < this.sent && this.arrivalUs[this.counted & this.mask] < beforeUs)
      this.counted++;
    return this.counted - before;
  }

  /** Takes the room of what all readers have passed; twice as much if that is little. */
  makeRoom(passed: number): void {
    const length = this.arrivalUs.length;
    this.room = length - (this.sent - passed);
    if (4 * this.room >= length) return;
    const larger = new Float64Array(2 * length);
    const mask = larger.length - 1;
    for (let copy = passed; copy < this.sent; copy++)
      larger[copy & mask] = this.arrivalUs[copy & this.mask];
    this.arrivalUs = larger;
    this.mask = mask;
    this.room += length;
  }
}

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
  /** Copies that may be sent before somebody must look for room. */
  room = ROOM;

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

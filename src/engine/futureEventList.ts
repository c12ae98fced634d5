/**
 * The future event list: what happens next, and to whom.
 *
 * Far events wait on a wheel of clock digits. A time in microseconds is read as eight digits of
 * seven bits; an event is filed under the highest digit in which its time differs from the
 * reference, a time that no event on the wheel precedes: the level is the place of that digit, the
 * slot its value. The slots of all levels, end to end, are then in time order, and the first
 * set bit of a 1,024-bit map is where the next events wait.
 *
 * Near events wait in the front, sorted. When the front is empty, the first slot of the wheel is
 * opened: a short one becomes the front, a long one is spread over the lower levels first. So the
 * front spans as much time as holds a handful of events, at any load, and nothing is tuned.
 *
 * Equal times always share a slot, and slots are first in, first out: insertion order among ties
 * needs no sequence number. Slots and front are rings linked through the entities themselves, so
 * that cancelling is a few stores and nothing stale stays behind.
 *
 * Sources: hierarchical timing wheels, Varghese and Lauck 1987; digits counted from a moving
 * reference, the radix heap of Ahuja, Mehlhorn, Orlin and Tarjan 1990.
 * Measured in docs/decisions/2026-11-22-future-event-list.md.
 */

const DIGIT_BITS = 7;
const DIGITS = 1 << DIGIT_BITS;
const LEVELS = 8;
/** Slots of all levels; their ring heads are the nodes in front of the entities' nodes. */
const SLOTS = LEVELS * DIGITS;
/** Head of the front: the first slot of level 1, where an event's digit would not differ. */
const FRONT = DIGITS;
/** A time is two integers of four digits each, since bit operators see 32 bits. */
const HALF_LEVELS = LEVELS / 2;
const HALF_BITS = HALF_LEVELS * DIGIT_BITS;
const HALF_SPAN = 1 << HALF_BITS;
/** Later times (285 years) share the slot of this last microsecond: in order still, but slower. */
const LAST_US = Number.MAX_SAFE_INTEGER;
/** Events that the front takes over from a slot, and that one insertion walks past, at most. */
const SHORT = 16;
const FIRST_BIT = 1 << 31;
const NOT_PENDING = -1;

/** Level within its half of the highest set bit, by the number of zeros before that bit. */
const LEVEL_OF_ZEROS = Uint8Array.from({ length: 33 }, (_, zeros) =>
  Math.floor(Math.max(0, 31 - zeros) / DIGIT_BITS),
);

/** Microseconds that one slot of each level spans. */
const SPAN_US = Float64Array.from({ length: LEVELS }, (_, level) =>
  level < HALF_LEVELS
    ? 1 << (level * DIGIT_BITS)
    : HALF_SPAN * (1 << ((level - HALF_LEVELS) * DIGIT_BITS)),
);

/** Pending events of a simulation in (time, insertion) order. One pending event per entity. */
export class FutureEventList {
  /** After `take`: when the taken event happens, in microseconds, and whose it is. */
  timeUs = Number.NaN;
  entity = 0;
  /** Pending events. */
  size = 0;

  // Node n < SLOTS is the head of slot n's ring; entity e is node SLOTS + e, in a ring if pending.
  private timesUs: Float64Array;
  private next: Int32Array;
  private previous: Int32Array;
  // A bit per slot that holds events, and a bit per word of these that is not zero. The first slot
  // is the highest bit, so that counting leading zeros finds the earliest.
  private readonly occupied = new Int32Array(SLOTS / 32);
  private occupiedWords = 0;
  // The reference is referenceHigh * HALF_SPAN + referenceLow; baseUs is the first of these terms.
  private referenceHigh = 0;
  private referenceLow = 0;
  private baseUs = Number.NaN;
  // Events before this time are in the front, all others on the wheel.
  private frontEndUs = Number.NaN;

  /** Room at first for entities 0 to `entities` - 1; it doubles when a higher one is scheduled. */
  constructor(entities = 64) {
    const nodes = SLOTS + entities;
    this.baseUs = 0;
    this.frontEndUs = 0;
    this.timesUs = new Float64Array(nodes);
    this.next = new Int32Array(nodes).fill(NOT_PENDING);
    this.previous = new Int32Array(nodes);
    for (let slot = 0; slot < SLOTS; slot++) this.next[slot] = this.previous[slot] = slot;
    // A walk towards the front's head ends there without asking where it is.
    this.timesUs[FRONT] = Number.NEGATIVE_INFINITY;
  }

  /**
   * Arms `entity` for `timeUs`: integer microseconds, or any finite number. An event it already has
   * pending is replaced, and the new one counts as inserted now.
   * @throws RangeError when the time is not a number
   */
  schedule(timeUs: number, entity: number): void {
    const node = SLOTS + entity;
    if (node >= this.next.length) this.grow(node);
    if (this.next[node] !== NOT_PENDING) this.unlink(node);
    else this.size++;
    this.timesUs[node] = timeUs;
    this.file(node);
  }

  /** Disarms `entity`; no effect when it has nothing pending. */
  cancel(entity: number): void {
    if (!this.isPending(entity)) return;
    const node = SLOTS + entity;
    this.unlink(node);
    this.next[node] = NOT_PENDING;
    this.size--;
  }

  /** When the pending event of `entity` happens. */
  timeOf(entity: number): number {
    return this.timesUs[SLOTS + entity];
  }
  /** Whether `entity` has an event pending. */
  isPending(entity: number): boolean {
    return SLOTS + entity < this.next.length && this.next[SLOTS + entity] !== NOT_PENDING;
  }

  /**
   * Takes the earliest event into `timeUs` and `entity` if it happens before `beforeUs`. After
   * false, any time may be scheduled still, the ones before `beforeUs` included.
   */
  take(beforeUs: number): boolean {
    const { next, previous } = this;
    if (next[FRONT] === FRONT && !this.fillFront(beforeUs)) return false;
    const node = next[FRONT];
    const timeUs = this.timesUs[node];
    if (timeUs >= beforeUs) return false;
    const following = next[node];
    next[FRONT] = following;
    previous[following] = FRONT;
    next[node] = NOT_PENDING;
    this.size--;
    this.timeUs = timeUs;
    this.entity = node - SLOTS;
    return true;
  }

  /** Whether another event is due at the time of the one just taken. */
  hasTie(): boolean {
    const { next } = this;
    if (next[FRONT] === FRONT && !this.fillFront(this.timeUs + 1)) return false;
    return this.timesUs[next[FRONT]] === this.timeUs;
  }

  /** Opens slots until the front holds events; false when those would not be before `beforeUs`. */
  private fillFront(beforeUs: number): boolean {
    const { next, previous } = this;
    while (next[FRONT] === FRONT) {
      if (this.occupiedWords === 0) return false;
      const word = Math.clz32(this.occupiedWords);
      const slot = (word << 5) | Math.clz32(this.occupied[word]);
      if (!this.moveReference(slot, beforeUs)) return false;
      this.frontEndUs = this.baseUs + this.referenceLow;
      if (slot < DIGITS || this.isShort(slot)) this.frontEndUs += SPAN_US[slot >> DIGIT_BITS];
      if (this.frontEndUs > LAST_US) this.frontEndUs = Number.POSITIVE_INFINITY;
      let node = next[slot];
      next[slot] = previous[slot] = slot;
      this.vacate(slot);
      while (node !== slot) {
        const following = next[node];
        this.file(node);
        node = following;
      }
    }
    return true;
  }

  /** Moves the reference to the start of the first occupied slot, unless that is the horizon. */
  private moveReference(slot: number, beforeUs: number): boolean {
    const level = slot >> DIGIT_BITS;
    const digit = slot & (DIGITS - 1);
    const shift = (level % HALF_LEVELS) * DIGIT_BITS;
    const above = -1 << (shift + DIGIT_BITS);
    if (level < HALF_LEVELS) {
      const low = (this.referenceLow & above) | (digit << shift);
      // Level 0 may hold events from before the reference.
      if (level > 0 && this.baseUs + low >= beforeUs) return false;
      this.referenceLow = low;
      return true;
    }
    const high = (this.referenceHigh & above) | (digit << shift);
    if (high * HALF_SPAN >= beforeUs) return false;
    this.referenceHigh = high;
    this.referenceLow = 0;
    this.baseUs = high * HALF_SPAN;
    return true;
  }

  private isShort(slot: number): boolean {
    let node = this.next[slot];
    for (let count = 0; count < SHORT && node !== slot; count++) node = this.next[node];
    return node === slot;
  }

  // Takes no time: a double handed to a function that is not inlined would be boxed.
  private file(node: number): void {
    const timeUs = this.timesUs[node];
    if (timeUs < this.frontEndUs) {
      this.insertIntoFront(node);
    } else {
      const slot = this.slotOf(timeUs);
      this.linkAfter(this.previous[slot], node);
      this.occupy(slot);
    }
  }

  private insertIntoFront(node: number): void {
    const { timesUs, previous } = this;
    const timeUs = timesUs[node];
    let after = previous[FRONT];
    let passed = 0;
    while (timesUs[after] > timeUs) {
      after = previous[after];
      passed++;
      if (passed === SHORT) {
        this.endFrontAfter(after);
        passed = 0;
      }
    }
    this.linkAfter(after, node);
  }

  /** Returns the front's events after `last` to the wheel, latest first, each ahead of its ties. */
  private endFrontAfter(last: number): void {
    while (this.previous[FRONT] !== last) {
      const node = this.previous[FRONT];
      this.unlink(node);
      this.frontEndUs = this.timesUs[node];
      const slot = this.slotOf(this.frontEndUs);
      this.linkAfter(slot, node);
      this.occupy(slot);
    }
  }

  private slotOf(timeUs: number): number {
    const offsetUs = timeUs - this.baseUs;
    if (!(offsetUs >= this.referenceLow && offsetUs < HALF_SPAN)) return this.distantSlotOf(timeUs);
    const low = offsetUs | 0;
    const level = LEVEL_OF_ZEROS[Math.clz32(low ^ this.referenceLow)];
    return (level << DIGIT_BITS) | ((low >>> (level * DIGIT_BITS)) & (DIGITS - 1));
  }

  /** Slot of a time outside the reference's half; times before the reference share its own slot. */
  private distantSlotOf(timeUs: number): number {
    if (Number.isNaN(timeUs))
      throw new RangeError("the time of an event must be a number, got NaN");
    if (timeUs > LAST_US) return this.slotOf(LAST_US);
    const high = Math.floor(timeUs / HALF_SPAN);
    if (high <= this.referenceHigh) return this.referenceLow & (DIGITS - 1);
    const level = LEVEL_OF_ZEROS[Math.clz32(high ^ this.referenceHigh)];
    const digit = (high >>> (level * DIGIT_BITS)) & (DIGITS - 1);
    return ((HALF_LEVELS + level) << DIGIT_BITS) | digit;
  }

  private linkAfter(after: number, node: number): void {
    const { next, previous } = this;
    const before = next[after];
    next[after] = node;
    previous[node] = after;
    next[node] = before;
    previous[before] = node;
  }

  private unlink(node: number): void {
    const { next, previous } = this;
    const after = previous[node];
    const before = next[node];
    next[after] = before;
    previous[before] = after;
    // Only the head of a ring that is now empty is on both sides. FRONT has no bit to clear.
    if (after === before) this.vacate(after);
  }

  private occupy(slot: number): void {
    this.occupied[slot >> 5] |= FIRST_BIT >>> (slot & 31);
    this.occupiedWords |= FIRST_BIT >>> (slot >> 5);
  }

  private vacate(slot: number): void {
    const word = slot >> 5;
    const rest = this.occupied[word] & ~(FIRST_BIT >>> (slot & 31));
    this.occupied[word] = rest;
    if (rest === 0) this.occupiedWords &= ~(FIRST_BIT >>> word);
  }

  private grow(node: number): void {
    let nodes = this.next.length;
    while (nodes <= node) nodes = SLOTS + 2 * (nodes - SLOTS || 1);
    const { timesUs, next, previous } = this;
    this.timesUs = new Float64Array(nodes);
    this.timesUs.set(timesUs);
    this.next = new Int32Array(nodes).fill(NOT_PENDING);
    this.next.set(next);
    this.previous = new Int32Array(nodes);
    this.previous.set(previous);
  }
}

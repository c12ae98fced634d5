import { doubleColumns } from "./columns.ts";

/** Why a leg exists: it decides what a lost message means and who waits for its end. */
export const LEG = { MAIN: 0, FORKED: 1, POSTED: 2 } as const;

const NONE = -1;

/**
 * The legs of all calls in flight: threads of control, each with its own place in the program.
 * Rows are reused; memory follows the legs in flight.
 */
export class Legs {
  /** Row of the program the leg goes on with. */
  pc: Int32Array;
  call: Int32Array;
  kind: Uint8Array;
  /**
   * Fan-outs: the node or the proxy the leg is for; which copy for that node's clients it waits
   * for, or what became of it (see `mesh.ts`); its TELL or REPORT row.
   */
  first: Int32Array;
  /** T-events: the node that owns the agent's DN and its desk server, when it was told of. */
  owner: Int32Array;
  desk: Int32Array;
  copy: Int32Array;
  cause: Int32Array;
  /** Instance that the current message has left for. */
  to: Int32Array;
  /** Transmissions of the current message so far, and when the first one left. */
  attempts: Uint8Array;
  firstSentUs: Float64Array;
  /** Instances that did not take what a leg last chose a receiver for; most legs have none. */
  readonly tried = new Map<number, readonly number[]>();
  /** Work in hand: station, until when, and the ARRIVE row that booked it. */
  station: Int32Array;
  untilUs: Float64Array;
  bookedBy: Int32Array;
  /** Legs started so far, and which of them each one is: the order in which failures find them. */
  started = 0;
  birth: Float64Array;
  /** Rows ever used: a scan of the live legs goes to here and skips those without a call. */
  used = 0;
  private nextFree: Int32Array;
  private free = NONE;

  constructor(rows: number) {
    this.pc = new Int32Array(rows);
    this.call = new Int32Array(rows);
    this.kind = new Uint8Array(rows);
    this.first = new Int32Array(rows);
    this.owner = new Int32Array(rows);
    this.desk = new Int32Array(rows);
    this.copy = new Int32Array(rows);
    this.cause = new Int32Array(rows);
    this.to = new Int32Array(rows);
    this.attempts = new Uint8Array(rows);
    this.firstSentUs = new Float64Array(rows);
    this.station = new Int32Array(rows);
    this.untilUs = new Float64Array(rows);
    this.bookedBy = new Int32Array(rows);
    this.birth = new Float64Array(rows);
    this.nextFree = new Int32Array(rows);
  }

  take(call: number, kind: number, pc: number): number {
    let leg = this.free;
    if (leg !== NONE) this.free = this.nextFree[leg];
    else {
      leg = this.used++;
      if (leg === this.pc.length) doubleColumns(this);
    }
    this.birth[leg] = this.started++;
    this.pc[leg] = pc;
    this.call[leg] = call;
    this.kind[leg] = kind;
    this.attempts[leg] = 0;
    this.untilUs[leg] = 0;
    return leg;
  }

  release(leg: number): void {
    if (this.tried.size > 0) this.tried.delete(leg);
    this.call[leg] = NONE;
    this.nextFree[leg] = this.free;
    this.free = leg;
  }
}

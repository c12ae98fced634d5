import type { CALLBACK_TURNS } from "../questions.ts";

/** What becomes of a request for a callback; the last three are for ever. */
const MAY_BECOME = {
  /** For its time, or for an agent. */
  waiting: ["dialling", "expired", "failed"],
  /** The customer's phone rings, or the customer dials in. */
  dialling: ["connected", "waiting", "expired", "failed"],
  /** The customer has answered. */
  connected: ["completed", "failed"],
  completed: [],
  expired: [],
  failed: [],
} as const satisfies Record<string, readonly string[]>;
export type RequestState = keyof typeof MAY_BECOME;

/** What a request is made of, from the start. Times in microseconds. */
interface Made {
  /** From 0 up, within its service: names the random streams of its calls. */
  readonly number: number;
  readonly service: number;
  readonly site: number;
  readonly inCohort: boolean;
  /** Its place among the calls of its queue, since when. */
  readonly ticket: number;
  readonly requestedUs: number;
  /** Who asked, −1 where every request is another customer's. */
  readonly customer: number;
}

/**
 * A request for a callback. It changes its state by the rules above or not at all, so that no
 * customer is dialled while the phone rings, nor after having answered.
 */
export class CallbackRequest implements Made {
  readonly number: number;
  readonly service: number;
  readonly site: number;
  readonly inCohort: boolean;
  readonly ticket: number;
  readonly requestedUs: number;
  readonly customer: number;
  state: RequestState = "waiting";
  /** Calls begun for it, and those of them in which the customer's phone rang. */
  calls = 0;
  dials = 0;
  /** When the customer wants to be called, and until when the request is kept. */
  desiredUs: number;
  expiresUs: number;
  /** The customer dials in; wants a time of day, so long from the request; has been given one. */
  dialsIn = false;
  wantsTime = false;
  wishUs = 0;
  isTimed = false;
  /**
   * Until when it would have waited in the queue, where the customer is called first; Infinity
   * while that cannot be foreseen, since nobody serves the queue.
   */
  heldUntilUs = 0;
  /** No agent talks to the customer yet, and may. */
  waits = true;
  /** The instances that play its roles, once its strategy is set up. */
  pins: Int32Array | null = null;
  /** Where its first call finds node, URS and ORS: those of the call that asked for it. */
  origin: readonly number[] | null = null;
  constructor(made: Made, timeToLiveUs: number) {
    this.number = made.number;
    this.service = made.service;
    this.site = made.site;
    this.inCohort = made.inCohort;
    this.ticket = made.ticket;
    this.requestedUs = made.requestedUs;
    this.customer = made.customer;
    this.desiredUs = made.requestedUs;
    this.expiresUs = made.requestedUs + timeToLiveUs;
  }

  /** @throws Error when it may not: the model would call a customer twice */
  become(state: RequestState): void {
    const allowed: readonly RequestState[] = MAY_BECOME[this.state];
    if (!allowed.includes(state))
      throw new Error(`request ${this.number} of service ${this.service}: ${this.state}, ${state}`);
    this.state = state;
  }

  /** When the turn of a customer comes who is called first: before the request ends, or not. */
  get turn(): (typeof CALLBACK_TURNS)[number] {
    if (this.heldUntilUs === Number.POSITIVE_INFINITY) return "unforeseen";
    return this.heldUntilUs < this.expiresUs ? "comes" : "tooLate";
  }

  get isOver(): boolean {
    return MAY_BECOME[this.state].length === 0;
  }
}

/** The callbacks of a validated scenario, in the model's own units (see `types.ts`). */
import type { Distribution } from "../engine/distributions/types.ts";

/** One callback service: whose requests it takes, and how it calls customers back. */
export interface CallbackService {
  readonly name: string;
  /**
   * Indexes into `demand`: calls that begin with a request; those of later attempts and times; and
   * those that customers place themselves, -1 where none does.
   */
  readonly first: number;
  readonly later: number;
  readonly dialIn: number;
  /** Offered to those who would wait in its queue; null: asked for by web or app. */
  readonly offer: CallbackOffer | null;
  readonly order: "agentFirst" | "customerFirst";
  /** Until the time that those want who name one, from the request. */
  readonly desired: Distribution;
  /** Times are given away in buckets of this length, so many in each. */
  readonly bucketUs: number;
  readonly perBucket: number;
  /** How long after its time a request is kept. */
  readonly timeToLiveUs: number;
  /** Attempts in all, and the time between them. */
  readonly attempts: number;
  readonly retryUs: number;
  /** Share of the customers who answer at the first attempt, the second …; the last for more. */
  readonly answered: readonly number[];
  /** Different customers; `Infinity`: each request is another one's. */
  readonly customers: number;
  /** Requests of one customer: for as soon as possible within 24 h, and waiting at a time. */
  readonly perDay: number;
  readonly atATime: number;
}

export interface CallbackOffer {
  /** It is offered where the estimated wait is longer. */
  readonly aboveUs: number;
  /** Name of the predictor that estimates it. */
  readonly predictor: string;
}

/** What the calls of a service bring along. Shares of the answers to questions, and laws. */
export interface Callback {
  /** Index into `callbacks`. */
  readonly service: number;
  readonly fromWeb: boolean;
  readonly agentFirst: boolean;
  readonly callProgress: boolean;
  readonly scheduled: number;
  readonly dialsIn: number;
  readonly answered: number;
  /** Until the customer answers, and until ringing in vain ends. */
  readonly dialRing: Distribution;
  readonly noAnswer: Distribution;
  /** From the answer until the MCP knows who answered. */
  readonly detection: Distribution;
}

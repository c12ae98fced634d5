import type { Distribution } from "../engine/distributions/types.ts";

/** What fails, when and for how long. */
export interface FaultSetting {
  /** Name of the fault in the fault list, such as `linkDown`. */
  readonly kind: string;
  /** Onset; Infinity where it comes at random, or after another one whose time is not planned. */
  readonly atUs: number;
  /** How long it lasts, the mean where that varies; Infinity for what is never over. */
  readonly forUs: number;
  /** At random, from the start or the last recovery to the next onset; null: not at random. */
  readonly every: Distribution | null;
  /** Each time another one of the list strikes, or is over; null: on its own. */
  readonly after: FollowedFault | null;
  /** Share of an instance's failures at random that strike all of its component and site. */
  readonly commonCause: number;
  /** How long it lasts where that varies, else null. */
  readonly lasting: Distribution | null;
  /** What its kind lets a planner set besides, by name, in the model's units. */
  readonly options: Readonly<Record<string, number | string | Distribution>>;
  /**
   * From onset until all senders stop choosing what is down; Infinity: they find out by OPTIONS and
   * time-outs. `forUs` for what nobody notices.
   */
  readonly detectionUs: number;
  /** What it strikes, already checked: `dc1/sipProxy/1` or `dc1>dc2`. */
  readonly target: string;
}

/** What a fault waits for, and how long from then on. */
export interface FollowedFault {
  /** Its number in the list. */
  readonly fault: number;
  readonly from: "onset" | "recovery";
  readonly delayUs: number;
}

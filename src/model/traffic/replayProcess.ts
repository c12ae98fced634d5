import type { RateProfile, Replay } from "../../scenario/types.ts";
import { ATTRIBUTES, type Attribute } from "../attributes.ts";
import { ANSWER_COUNT, ATTRIBUTE_COUNT, type Calls } from "../calls.ts";
import { DRAWN_QUESTIONS } from "../questions.ts";
import type { ArrivalProcess } from "./arrivalProcess.ts";

/** What a log tells of its calls: a duration each, NaN where it does not. */
interface Told {
  readonly attribute: number;
  readonly us: Float64Array;
}

const CONTAINED = DRAWN_QUESTIONS.indexOf("contained");
const YES = 1;

/** The arrivals of one logged day, to the microsecond, and what its calls bring along. */
export class ReplayProcess implements ArrivalProcess {
  segment = 0;
  readonly endUs: Float64Array;
  private readonly arrivedUs: Float64Array;
  private readonly told: readonly Told[];
  private readonly contained: Uint8Array;
  /** The arrival that is due next. */
  private due = -1;

  /** Replication k takes the day at k modulo their number. */
  constructor({ days }: Replay, { startUs }: RateProfile, replication: number) {
    const day = days[replication % days.length];
    const told = (name: Attribute, us: Float64Array): Told => {
      return { attribute: ATTRIBUTES.indexOf(name), us };
    };
    this.endUs = Float64Array.from(startUs, (_, i) => startUs[i + 1] ?? Number.POSITIVE_INFINITY);
    this.arrivedUs = day.arrivedUs;
    this.contained = day.contained;
    this.told = [
      told("qualification", day.ivrUs),
      told("ring", day.ringUs),
      told("talk", day.talkUs),
      told("afterCallWork", day.afterCallWorkUs),
    ];
  }

  next(): number {
    this.due++;
    if (this.due >= this.arrivedUs.length) return Number.POSITIVE_INFINITY;
    const atUs = this.arrivedUs[this.due];
    while (this.endUs[this.segment] <= atUs) this.segment++;
    return atUs;
  }

  /** Scenarios that want it are refused: see `fields/faultTargets.ts`. */
  surge(): number {
    throw new Error("a replayed log has no rate");
  }

  /** What was drawn for the call that arrives gives way to what the log tells. */
  bring(calls: Calls, call: number): void {
    const { told, due } = this;
    for (let i = 0; i < told.length; i++) {
      const us = told[i].us[due];
      if (!Number.isNaN(us)) calls.attributes[call * ATTRIBUTE_COUNT + told[i].attribute] = us;
    }
    const contained = this.contained[due];
    if (contained <= YES) calls.answers[call * ANSWER_COUNT + CONTAINED] = contained;
  }
}

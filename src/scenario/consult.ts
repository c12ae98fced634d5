import { constant } from "../engine/distributions/constant.ts";
import type { Demand } from "./types.ts";

const NO_TIME = constant.build({ value: 0 }, "0s");

/** Calls during which agents do nothing but talk. */
export const TALKS_ONLY: Pick<Demand, "hold" | "consult" | "rona" | "exchanges"> = {
  exchanges: 0,
  hold: { share: 0, duration: NO_TIME },
  consult: {
    queue: 0,
    priority: 0,
    return: 0,
    alternate: 0,
    transfer: 0,
    blindTransfer: 0,
    conference: 0,
    noAnswer: 0,
    patience: NO_TIME,
    agentPatience: NO_TIME,
    ring: NO_TIME,
    talk: NO_TIME,
    returnTalk: NO_TIME,
    secondTalk: NO_TIME,
    conferenceTalk: NO_TIME,
    afterCallWork: NO_TIME,
  },
  rona: { share: 0, after: NO_TIME, notReadyUs: 0 },
};

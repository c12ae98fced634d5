import { constant } from "../engine/distributions/constant.ts";
import type { Distribution } from "../engine/distributions/types.ts";
import type { Fields } from "./fields/scenario.ts";

/** What an IVR asks of others while it treats a call. */
export interface IvrPath {
  /** Share of calls that hold a port of a speech server while they are treated. */
  readonly speech: { readonly share: number; readonly whenFull: "dtmf" | "blocked" };
  /** VoiceXML pages that a call fetches from the application server. */
  readonly pages: number;
  readonly lookUps: LookUps;
}

/** What a call asks of the back-end of its site, one after the other. */
export interface LookUps {
  readonly count: number;
  /** How long the back-end works on each, waiting for one of its servers apart. */
  readonly delay: Distribution;
  /** From the request on; then the application goes on without an answer. */
  readonly timeOutUs: number;
  /** Share of look-ups that are answered with an error. */
  readonly failures: number;
}

/** What an IVR asks of others, as a demand says it. */
export function ivrPathOf({ speech, pages, lookUps }: Fields["demand"][string]["ivr"]): IvrPath {
  const { timeOut, ...rest } = lookUps;
  return { speech, pages, lookUps: { ...rest, timeOutUs: timeOut } };
}

/** Calls that ask nobody, such as those that no customer places. */
export const ASKS_NOBODY: IvrPath = {
  speech: { share: 0, whenFull: "dtmf" },
  pages: 0,
  lookUps: {
    count: 0,
    delay: constant.build({ value: 0 }, "0s"),
    timeOutUs: Number.POSITIVE_INFINITY,
    failures: 0,
  },
};

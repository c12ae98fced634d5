import type { Demand } from "../../scenario/types.ts";
import type { Outcome, Phase } from "../actions.ts";

/** What is counted of customers' calls in the measured window, second by second. */
export const COUNTS = [
  "abandoned",
  "blocked",
  "failed",
  "lost",
  "inTime",
  "lostUnanswered",
] as const;
type Count = (typeof COUNTS)[number];
export const COUNT = {
  inTime: COUNTS.indexOf("inTime"),
  lostUnanswered: COUNTS.indexOf("lostUnanswered"),
} satisfies Partial<Record<Count, number>>;
/** By outcome: the count of such calls. */
export const COUNT_OF: Partial<Record<Outcome, number>> = {
  abandoned: COUNTS.indexOf("abandoned"),
  blocked: COUNTS.indexOf("blocked"),
  failed: COUNTS.indexOf("failed"),
  lost: COUNTS.indexOf("lost"),
};

/** Where a call was when a failure cut it off, by its phase. */
export const PLACES = ["setup", "treatment", "queue", "ringing", "progress", "voicemail"] as const;
const PLACE_OF: Readonly<Record<Phase, (typeof PLACES)[number]>> = {
  setup: "setup",
  qualification: "treatment",
  voicemail: "voicemail",
  queue: "queue",
  reserved: "ringing",
  ringing: "ringing",
  talking: "progress",
  held: "progress",
};
export const placeOf = (phase: Phase): number => PLACES.indexOf(PLACE_OF[phase]);

/** Calls that no customer placed, by where they come from. */
export const OTHERS = [
  { origin: "campaign", id: "recovery.lost.campaigns" },
  { origin: "callback", id: "recovery.lost.callbacks" },
  { origin: "agents", id: "recovery.lost.retrievals" },
] as const satisfies readonly { origin: Demand["origin"]; id: string }[];

/** What a call was on that failed: the first of these that takes it along. */
export const CUTS = ["node", "sbc", "port", "media", "link"] as const;
export type Cut = (typeof CUTS)[number];

/** Of customers' calls that arrive while something is down, whenever they end. */
export const NEW_CALLS = ["offered", "failed", "blocked"] as const;
export const NEW_CALL = { OFFERED: 0, FAILED: 1, BLOCKED: 2 } as const;

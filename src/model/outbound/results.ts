/** What becomes of a dialled number, before anybody judges who answered it. */
export const RESULTS = ["human", "machine", "noAnswer", "busy", "invalid", "fax"] as const;
export type Result = (typeof RESULTS)[number];

/**
 * Why a record may be dialled again: its attempt's result; a person who answered and heard the
 * message; an attempt that found no port, trunk or way.
 */
export const UNREACHED = [
  "machine",
  "noAnswer",
  "busy",
  "invalid",
  "fax",
  "abandoned",
  "failed",
] as const;
export type Unreached = (typeof UNREACHED)[number];

/** Who is to talk to the persons: agents; agents who see the record before; the IVR. */
export const DIAL_MODES = ["agent", "preview", "ivr"] as const;
export type DialMode = (typeof DIAL_MODES)[number];

export const PACING_RULES = [
  "progressive",
  "predictive",
  "overdial",
  "threshold",
  "constantRate",
] as const;
export type PacingRule = (typeof PACING_RULES)[number];

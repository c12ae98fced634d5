/** What a call is doing; each has a level `calls.*` or counts only as in system. */
export const PHASES = [
  "setup",
  "qualification",
  "queue",
  "reserved",
  "ringing",
  "talking",
  "held",
  "voicemail",
] as const;
export type Phase = (typeof PHASES)[number];

/** How a call can end: `calls.*` counters, but the last, which only attempts of a campaign have. */
export const OUTCOMES = [
  "contained",
  "served",
  "abandoned",
  "callback",
  "voicemail",
  "blocked",
  "failed",
  "lost",
  "unreached",
] as const;
export type Outcome = (typeof OUTCOMES)[number];
/** Those of customers' calls. */
export const CALL_OUTCOMES = OUTCOMES.filter((outcome) => outcome !== "unreached");

/** Moments of a call that metrics are taken at. */
export type Milestone =
  | "progress"
  | "registered"
  | "loggedIn"
  | "live"
  | "unconnected"
  | "customerDialled"
  | "customerReached"
  | "held"
  | "unanswered"
  | "transferred"
  | "conferenced"
  | "desktopBack"
  | "phoneBack"
  | "registerRefused";

export type AgentActivity =
  | "previewing"
  | "ringing"
  | "talking"
  | "afterCallWork"
  | "engaged"
  | "hold"
  | "consulting"
  | "voicemail"
  | "digital";

/** Two-way media; a flow may hold one path of each at the same time. */
export const STREAMS = [
  "treatment",
  "conversation",
  "recording",
  "hold",
  "consultation",
  "conference",
  "voicemail",
] as const;
export type Stream = (typeof STREAMS)[number];

/** What an agent has at hand. */
export const AGENT_ENDS = ["desktop", "phone"] as const;
export type AgentEnd = (typeof AGENT_ENDS)[number];

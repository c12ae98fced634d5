import { percent } from "../report/format.ts";
import { BLUEPRINT } from "./blueprint.ts";
import { n } from "./figures.ts";
import type { Implied } from "./types.ts";

/** What the blueprint's printed figures say of each other, read as they agree best. */

const HOUR_S = 3600;
/** Ring time with which the blueprint's figures agree best. */
const RING_S = 10;
const { agents, busyHourCalls, concurrentCalls, caps, talkS, qualificationS, queueS } = BLUEPRINT;
const perHour = BLUEPRINT.callsPerAgentHour;

export const PER_AGENT: Implied = {
  from: "busy-hour calls",
  value: busyHourCalls / agents,
  derivation: `${n(busyHourCalls)} / ${n(agents)} agents`,
  note: "16 is 80 % × 3,600 / 180 s of talk: no time for ringing and after-call work",
};
export const TALK_ONLY: Implied = {
  from: "busy-hour calls",
  value: (busyHourCalls * talkS) / HOUR_S / agents,
  derivation: `${n(busyHourCalls)} × ${talkS} s of talk / 3,600 / ${n(agents)} agents`,
  note: `${percent(0.8, 0)} takes 200 s of an agent: 20 s more than the talk`,
};
export const CAPS_FROM_AGENTS: Implied = {
  from: "calls per agent and hour",
  value: (agents * perHour) / HOUR_S,
  derivation: `${n(agents)} agents × ${perHour} / 3,600 s`,
  note: "printed without its decimals, it loses a tenth of the load; and a mean, not a peak",
};
export const HOUR_FROM_AGENTS: Implied = {
  from: "calls per agent and hour",
  value: agents * perHour,
  derivation: `${n(agents)} agents × ${perHour}`,
  note: "",
};
export const WITH_QUEUE: Implied = {
  from: "queue time",
  value: caps * (qualificationS + queueS + RING_S + talkS),
  derivation: `${caps}/s × (${qualificationS} + ${queueS} queue + ${RING_S} ring + ${talkS} talk)`,
  note: `${n(concurrentCalls)} leave no room for the queue, or stand for a call per agent`,
};
export const QUEUE_FROM_CALLS: Implied = {
  from: "concurrent active calls",
  value: concurrentCalls / caps - qualificationS - RING_S - talkS,
  derivation: `${n(concurrentCalls)} / ${caps}/s − ${qualificationS} − ${RING_S} − ${talkS} s`,
  note: "at 80 % only groups of four or five agents on their own make callers wait two minutes",
};

export const DIALS_OF_16: Implied = {
  from: "calls per agent and hour",
  value: perHour / BLUEPRINT.human,
  derivation: `${perHour} / 30 %`,
  note: "48 is 14.4 / 30 %; 16 × 3 and 80 % × 3,600 / 60 s give it too, on other grounds",
};

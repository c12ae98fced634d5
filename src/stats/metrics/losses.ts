import { meanOf } from "./estimators.ts";
import { counter, sum } from "./sources.ts";
import type { Metric, Source } from "./types.ts";

const lostIn = (place: string): Source => counter(`recovery.lost.${place}`);
const LOST: readonly (readonly [place: string, meaning: string])[] = [
  ["setup", "being set up"],
  ["treatment", "in the IVR"],
  ["queue", "waiting for an agent"],
  ["ringing", "at an agent who was to answer"],
  ["progress", "talking to an agent or on hold"],
  ["voicemail", "leaving a message"],
];
const OTHERS: readonly (readonly [from: string, meaning: string])[] = [
  ["campaigns", "calls of campaigns"],
  ["callbacks", "calls that call customers back"],
  ["retrievals", "calls by which agents fetch messages"],
];
/** In the order in which they are looked at: a call counts once. */
const CUTS: readonly (readonly [on: string, meaning: string])[] = [
  ["node", "their SIP Server"],
  ["sbc", "the SBC of their trunk"],
  ["port", "the MCP of a port that they hold"],
  ["media", "another machine that their media pass, an agent's SBC say"],
  ["link", "a link that their media cross"],
];

/** A metric that counts calls, as a mean over the replications. */
export const calls = (id: string, meaning: string, source: Source): Metric => ({
  id,
  unit: "calls",
  meaning,
  estimator: meanOf(source),
});

/** Calls that failures cut off: where they were, who placed them, what took them along. */
export const losses: readonly Metric[] = [
  calls(
    "recovery.lost",
    "customers' calls cut off by failures within the measured time, whenever they arrived: " +
      "unlike calls.lost, also those of the warm-up",
    LOST.map(([place]) => lostIn(place)).reduce(sum),
  ),
  ...LOST.map(([place, meaning]) =>
    calls(`recovery.lost.${place}`, `of these, calls that were ${meaning}`, lostIn(place)),
  ),
  ...OTHERS.map(([from, meaning]) =>
    calls(`recovery.lost.${from}`, `${meaning} cut off within the measured time`, lostIn(from)),
  ),
  ...CUTS.map(([on, meaning]) =>
    calls(
      `recovery.cut.${on}`,
      `calls, whoever placed them, cut off with ${meaning}, the first of these that it was on`,
      counter(`recovery.cut.${on}`),
    ),
  ),
];

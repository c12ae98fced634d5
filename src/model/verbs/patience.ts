import { ATTRIBUTES } from "../attributes.ts";
import { ANSWER_COUNT, ATTRIBUTE_COUNT } from "../calls.ts";
import { DRAWN_QUESTIONS } from "../questions.ts";
import type { World } from "../world.ts";

const PATIENCE = ATTRIBUTES.indexOf("patience");
const CONSULT_PATIENCE = ATTRIBUTES.indexOf("consultPatience");
const AGENT_PATIENCE = ATTRIBUTES.indexOf("agentPatience");
const SENT_TO_VOICEMAIL = DRAWN_QUESTIONS.indexOf("voicemailOffered");
const IVR_PATIENCE = ATTRIBUTES.indexOf("ivrPatience");

/**
 * What is left of a caller's patience while the agent's phone rings. It runs from entering the
 * queue; where the scenario says `patienceUntil: selected`, ringing never ends it.
 */
export function patienceLeftUs(world: World, call: number): number {
  const { calls, plan, nowUs } = world;
  if (plan.scenario.demand[calls.demand[call]].patienceUntil === "selected")
    return Number.POSITIVE_INFINITY;
  const untilUs = calls.queuedUs[call] + calls.attributes[call * ATTRIBUTE_COUNT + PATIENCE];
  return Math.max(0, untilUs - nowUs);
}

/**
 * What is left of it in the IVR: it runs from the start of the treatment, pages and look-ups
 * included, during which the caller is heard of at their end.
 */
export function ivrPatienceLeftUs({ calls, nowUs }: World, call: number): number {
  const patienceUs = calls.attributes[call * ATTRIBUTE_COUNT + IVR_PATIENCE];
  const untilUs = calls.treatedUs[call] + patienceUs;
  return Math.max(0, untilUs - nowUs);
}

/** When a call that wants its second agent now has no more patience. */
export const consultPatienceEndUs = ({ calls }: World, call: number): number =>
  calls.askedUs[call] + calls.attributes[call * ATTRIBUTE_COUNT + CONSULT_PATIENCE];

/** When a call at row `pc` leaves the queue of its second agent without one. */
export function secondLeavesUs(world: World, call: number, pc: number): number {
  const { program, calls } = world;
  const endUs = consultPatienceEndUs(world, call);
  if (program.b[pc + 1] === 0) return endUs;
  const agentUs = calls.attributes[call * ATTRIBUTE_COUNT + AGENT_PATIENCE];
  return Math.min(endUs, calls.askedUs[call] + agentUs);
}

/** When the patience of a queued caller ends. */
export const patienceEndUs = ({ calls }: World, call: number): number =>
  calls.queuedUs[call] + calls.attributes[call * ATTRIBUTE_COUNT + PATIENCE];

/**
 * When a call that waits for its first agent at row `pc` leaves the queue without one: its patience
 * ends, or it has waited as long as its demand lets it. Not before now: queue treatment may have
 * used it up, which then ends at once.
 */
export function leavesUs(world: World, call: number, pc: number): number {
  const { program, calls, plan, nowUs } = world;
  const endUs = patienceEndUs(world, call);
  if (program.b[pc + 1] === 0) return Math.max(nowUs, endUs);
  const isSentOn = calls.answers[ANSWER_COUNT * call + SENT_TO_VOICEMAIL] === 1;
  const { overflowUs } = plan.scenario.demand[calls.demand[call]];
  const sentOnUs = isSentOn ? calls.queuedUs[call] + overflowUs : Number.POSITIVE_INFINITY;
  return Math.max(nowUs, Math.min(endUs, sentOnUs));
}

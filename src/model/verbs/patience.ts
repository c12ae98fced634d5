import { ATTRIBUTES } from "../attributes.ts";
import { ATTRIBUTE_COUNT } from "../calls.ts";
import type { World } from "../world.ts";

const PATIENCE = ATTRIBUTES.indexOf("patience");
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

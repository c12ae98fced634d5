import { ATTRIBUTES } from "../attributes.ts";
import { ANSWER_COUNT, ATTRIBUTE_COUNT } from "../calls.ts";
import { OP } from "../program.ts";
import { DRAWN_QUESTIONS, QUESTION_NAMES } from "../questions.ts";
import type { World } from "../world.ts";

const TALK = ATTRIBUTES.indexOf("talk");
const PAUSE = ATTRIBUTES.indexOf("pause");
const PATIENCE = ATTRIBUTES.indexOf("patience");
const PAUSES = DRAWN_QUESTIONS.indexOf("pauses");
const AGENT_LOST = QUESTION_NAMES.indexOf("agentLost");

/** Whether a call talks to its agent and nobody else, in a flow and a scenario that let it wait. */
export function mayWaitAgain({ calls, legs, program }: World, call: number): boolean {
  const pc = legs.pc[calls.main[call]];
  return (
    program.op[pc] === OP.ASK &&
    program.a[pc] === AGENT_LOST &&
    program.op[pc - 1] === OP.SPEND &&
    program.a[pc - 1] === TALK
  );
}

/**
 * The agent's side of a conversation is gone: the caller has the call's place in the queue again,
 * with as much patience as at first, and what is left of the talk is talked with another agent.
 */
export function requeue(world: World, call: number): void {
  const { calls, events, firstLeg, nowUs } = world;
  const leg = calls.main[call];
  const at = ATTRIBUTE_COUNT * call;
  const isPaused = calls.answers[ANSWER_COUNT * call + PAUSES] === 1;
  const pauseUs = isPaused
    ? Math.min(calls.attributes[at + PAUSE], calls.attributes[at + TALK])
    : 0;
  calls.attributes[at + TALK] = events.timeOf(firstLeg + leg) - nowUs + pauseUs;
  calls.attributes[at + PATIENCE] += nowUs - calls.queuedUs[call];
  calls.isAgentLost[call] = 1;
  world.schedule(leg, nowUs);
  world.recovery?.requeued(world, call);
}

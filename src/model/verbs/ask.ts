import { AGENT_ENDS } from "../actions.ts";
import { AGENT_SLOTS, ANSWER_COUNT } from "../calls.ts";
import {
  answersOf,
  CALLBACK_TURNS,
  DRAWN_QUESTIONS,
  isPossible,
  QUESTION_NAMES,
  type Question,
} from "../questions.ts";
import type { Seat } from "../seats.ts";
import { configAnswers } from "../sessions/desktops.ts";
import type { World } from "../world.ts";

type AnswerOf = (world: World, call: number) => number;
type Known = Readonly<Partial<Record<Question, AnswerOf>>>;

const MODES = answersOf("recordingMode");

/** Questions that are not drawn: the index of the answer, of the call that is asked now. */
const KNOWN: Known = {
  challengeRefresh: ({ plan }) => Number(plan.scenario.signalling.challengeRefresh),
  callbackOffered: (world, call) => Number(world.callbacks!.offer(world, call)),
  unanswered: ({ calls, plan, noAnswerDraws }, call) => {
    const demand = calls.demand[call];
    const draws = noAnswerDraws[demand];
    return draws !== null && draws.next() < plan.scenario.demand[demand].rona.share ? 1 : 0;
  },
  recordingMode: ({ plan }) => MODES.indexOf(plan.scenario.recording.mode),
  screenPolicy: ({ plan }) => Number(isPossible("screenPolicy", "yes", plan.scenario)),
  callbackTurn: (world, call) => CALLBACK_TURNS.indexOf(world.callbacks!.requestOf(call)!.turn),
  outageOf: ({ sessions, calls }, call) =>
    AGENT_ENDS.indexOf(
      sessions!.phones.rowOf[calls.agent[AGENT_SLOTS * call]] === call ? "phone" : "desktop",
    ),
  configAnswers: (world) => Number(configAnswers(world)),
  agentLost: ({ calls }, call) => {
    const answer = calls.isAgentLost[call];
    calls.isAgentLost[call] = 0;
    return answer;
  },
  publicNumber: (world, call) => Number(seatOf(world, call).isPublicNumber),
};

/** By question. */
const ANSWERS: readonly AnswerOf[] = QUESTION_NAMES.map((question) => {
  const column = DRAWN_QUESTIONS.indexOf(question);
  if (column < 0) return KNOWN[question] ?? unknown(question);
  return ({ calls }, call) => calls.answers[ANSWER_COUNT * call + column];
});

/** ASK: where a call goes on that has one answer or another. */
export function ask(world: World, leg: number, pc: number): number {
  const { legs, program } = world;
  const answer = ANSWERS[program.a[pc]](world, legs.call[leg]);
  const isMet = (answer === program.b[pc]) !== (program.c[pc] === 1);
  return isMet ? program.target[pc] : pc + 1;
}

/** DECIDE: whatever was drawn, from now on the call gives this answer. */
export function decide({ calls, legs, program }: World, leg: number, pc: number): number {
  const column = DRAWN_QUESTIONS.indexOf(QUESTION_NAMES[program.a[pc]]);
  calls.answers[ANSWER_COUNT * legs.call[leg] + column] = program.b[pc];
  return pc + 1;
}

/** The seat of a call's agent. */
export const seatOf = ({ calls, agents, topology }: World, call: number): Seat =>
  topology.seats[agents.seat[calls.agent[AGENT_SLOTS * call]]];

function unknown(question: Question): never {
  throw new Error(`nobody knows the answer to ${question} (${answersOf(question).join(", ")})`);
}

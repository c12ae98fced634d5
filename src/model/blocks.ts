import type { Question, Role } from "./actions.ts";
import type { Detail } from "./detail.ts";
import { agentSlots, desktopOf, type Flow } from "./flow.ts";
import { answersOf } from "./questions.ts";

/** A block that nobody starts, joins or sends on. */
export const ALONE = { caller: null, slot: 0, joined: false, again: null } as const;

/** What the desktop servers of a call's agents do with each event, by slot. */
export const desktopBlocks = (flow: Flow) =>
  agentSlots.map((slot) => ({ ...ALONE, slot, actions: desktopOf(flow, slot) }));

/** Whether a role is filled by now whatever a call has answered. */
export function allPick(
  pickedBy: ReadonlyMap<string, ReadonlySet<Role>>,
  { answers }: Detail,
  question: Question,
  role: Role,
): boolean {
  const given = answersOf(question).filter((answer) => answers(question, answer));
  return given.every((answer) => pickedBy.get(`${question} ${answer}`)?.has(role));
}

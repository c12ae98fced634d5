import { STATE } from "../../src/model/agents.ts";
import { AGENT_SLOTS, HELD, IN_TREATMENT } from "../../src/model/calls.ts";
import type { Run } from "../support/scenarios.ts";
import { open } from "./laws/books.ts";

/** Where a call stands that wants its second agent. */
const FOR_SECOND = 2;

/**
 * Whether all that is left are calls in line that never give up, some for a second agent, while
 * whoever could take them is held by one of them: agents who ask for one another, where scenarios
 * say `never` of the patience of customer and agent alike, wait as long as that. No call is
 * forgotten then, but nothing drains. A leg that has lost its event stands in no line, or stands in
 * one that somebody is free to serve: that is no standstill.
 */
export function standsStill(run: Run): boolean {
  const { calls, agents } = run.world;
  const left = open(run);
  const inLine = callsInLine(run);
  const wants = (call: number) => calls.queuesFor[call] === FOR_SECOND;
  if (!left.some(wants) || !left.every((call) => inLine.has(call) && isEndless(run, call)))
    return false;
  const held = new Set(left.flatMap((call) => agentsOf(run, call)));
  return Array.from(agents.state).every(
    (state, agent) => held.has(agent) || state === STATE.READY || state === STATE.LOGGED_OUT,
  );
}

/** Neither patience nor another stage of its queue ends its wait. */
function isEndless({ world }: Run, call: number): boolean {
  const { calls, waiting, events, firstLeg } = world;
  return (
    calls.queuesFor[call] !== IN_TREATMENT &&
    waiting.wakeUs(world, call) === Number.POSITIVE_INFINITY &&
    !events.isPending(firstLeg + calls.main[call])
  );
}

function callsInLine({ world: { waiting } }: Run): ReadonlySet<number> {
  const lines = waiting["lines"];
  const found = new Set<number>();
  for (let line = 0; line < waiting["stage"].length; line++)
    for (let call = lines.head(line); call >= 0; call = lines.after(call)) found.add(call);
  return found;
}

const agentsOf = ({ world: { calls } }: Run, call: number): readonly number[] =>
  Array.from({ length: AGENT_SLOTS }, (_, slot) => slot)
    .filter((slot) => (calls.held[call] & (HELD.AGENT << slot)) !== 0)
    .map((slot) => calls.agent[AGENT_SLOTS * call + slot]);

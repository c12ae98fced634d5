import { OP } from "../program.ts";
import { repeat } from "../repeats.ts";
import type { World } from "../world.ts";
import { connect, ifDirect } from "./access.ts";
import { account } from "./account.ts";
import { agentActivity, leaveAgent, losePatience, wait } from "./agents.ts";
import { ask, decide } from "./ask.ts";
import { callEvent, report } from "./callEvents.ts";
import { chooseAgain, ifDeclined } from "./chooseAgain.ts";
import { lookUp, serve, served, times } from "./lookUps.ts";
import { admit, endStream, startStream } from "./media.ts";
import { pick } from "./pick.ts";
import { reach } from "./reach.ts";
import { mux, record, sending, sent, transfer } from "./recording.ts";
import { copy, replicate } from "./replicas.ts";
import { end, enter, fork, free, hold, join, mark, spend, untilRefresh } from "./state.ts";
import { atDesk, notify, own, tell } from "./tEvents.ts";

/** Runs one row of a leg's program: returns the row to go on with, or PARK. */
export type Verb = (world: World, leg: number, pc: number) => number;

/** What acts on the call alone, with the operand of its row. */
type CallVerb = (world: World, call: number, operand: number, pc: number) => void;

const onCall =
  (act: CallVerb): Verb =>
  (world, leg, pc) => {
    act(world, world.legs.call[leg], world.program.a[pc], pc);
    return pc + 1;
  };

const table: [number, Verb][] = [
  [OP.NOTIFY, notify],
  [OP.OWN, own],
  [OP.AT_DESK, atDesk],
  [OP.CALL_EVENT, callEvent],
  [OP.COPY, copy],
  [OP.REPEAT, repeat],
  [OP.PICK, pick],
  [OP.CHOOSE_AGAIN, chooseAgain],
  [OP.CONNECT, connect],
  [OP.IF_DIRECT, ifDirect],
  [OP.IF_DECLINED, ifDeclined],
  [OP.FORK, fork],
  [OP.JOIN, join],
  [OP.HOLD, hold],
  [OP.FREE, free],
  [OP.ADMIT, admit],
  [OP.STREAM, startStream],
  [OP.END_STREAM, onCall(endStream)],
  [OP.ENTER, enter],
  [OP.SPEND, spend],
  [OP.UNTIL_REFRESH, untilRefresh],
  [OP.WAIT, wait],
  [OP.LEAVE_QUEUE, losePatience],
  [OP.AGENT, agentActivity],
  [OP.RELEASE_AGENT, onCall(leaveAgent)],
  [OP.ASK, ask],
  [OP.TELL, tell],
  [OP.REPORT, report],
  [OP.REPLICATE, replicate],
  [OP.DECIDE, decide],
  [OP.RECORD, onCall(record)],
  [OP.TRANSFER, transfer],
  [OP.SENDING, sending],
  [OP.SENT, sent],
  [OP.MUX, mux],
  [OP.MARK, mark],
  [OP.END, end],
  [OP.TIMES, times],
  [OP.LOOK_UP, lookUp],
  [OP.SERVE, serve],
  [OP.SERVED, served],
  [OP.ACCOUNT, account],
  [OP.REACH, reach],
];

/** The verbs by operation number. Those that the loop itself runs are not in it. */
export const verbs: readonly Verb[] = Object.values(OP).map(
  (op) => table.find(([number]) => number === op)?.[1] ?? unknown,
);

function unknown(_: World, __: number, pc: number): number {
  throw new Error(`row ${pc} is run by the loop itself`);
}

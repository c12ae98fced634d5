import { type Casts, WHERE } from "./flowTables.ts";
import type { Plan } from "./plan.ts";
import { flowOfRow, OP, type Program } from "./program.ts";

/** Who sends each DEPART row, which come from the carrier and which go there. */
export function endsOf(
  program: Program,
  casts: Casts,
): Pick<Plan, "senders" | "fromCarrier" | "toCarrier"> {
  const senders = new Int32Array(program.length).fill(-1);
  const fromCarrier = new Uint8Array(program.length);
  const toCarrier = new Uint8Array(program.length);
  const isCarrier = (cast: number) =>
    casts.component[cast] < 0 && casts.where[cast] === WHERE.CARRIER;
  for (let row = 0; row < program.length; row++) {
    if (program.op[row] !== OP.DEPART) continue;
    const from = castOfRow(program, row, program.b);
    senders[row] = casts.component[from];
    fromCarrier[row] = Number(isCarrier(from));
    toCarrier[row] = Number(isCarrier(castOfRow(program, row, program.c)));
  }
  return { senders, fromCarrier, toCarrier };
}

/** Where the casts say how the role is filled that an operand of a row names. */
export const castOfRow = (program: Program, row: number, operand: Int32Array): number =>
  flowOfRow(program, row) * program.roleCount + operand[row];

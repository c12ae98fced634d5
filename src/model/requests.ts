import { ANSWERS, MESSAGE_KINDS } from "./messages.ts";
import { OP, type Row } from "./program.ts";
import type { RowList } from "./rowList.ts";

/** SIP requests of a flow: by message, sender and receiver the ARRIVE rows of each. */
export class Requests {
  private readonly arrivals = new Map<string, Row[]>();

  expectAnswer(arrival: Row): void {
    const { a, b, c } = arrival;
    const request = `${a} from ${b} to ${c}`;
    this.arrivals.set(request, [...(this.arrivals.get(request) ?? []), arrival]);
  }

  /** Legs beside the call that send a request once more and hear the same answer again. */
  layAgain(list: RowList): void {
    for (const arrivals of this.arrivals.values()) {
      const [{ a, b, c, step, action }] = arrivals;
      list.step = step;
      for (const arrival of arrivals) arrival.other = list.length;
      const answer = MESSAGE_KINDS.indexOf(ANSWERS[MESSAGE_KINDS[a]]!);
      const request = { a, b, c, repeated: true };
      const reply = { a: answer, b: c, c: b, repeated: true };
      for (const op of [OP.DEPART, OP.ARRIVE]) list.append({ op, ...request }, action);
      for (const op of [OP.DEPART, OP.ARRIVE]) list.append({ op, ...reply }, action);
      list.append({ op: OP.DONE }, null);
    }
  }
}

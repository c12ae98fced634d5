import { doubleColumns } from "../model/columns.ts";
import type { RawCall } from "./rawCall.ts";
import type { LoggedCalls } from "./types.ts";

const ROOM = 1024;

/** The columns of LoggedCalls while calls are added, in any order; names numbered as they come. */
export class CallColumns {
  count = 0;
  line = new Int32Array(ROOM);
  day = new Int32Array(ROOM);
  arrivedUs = new Float64Array(ROOM);
  queuedUs = new Float64Array(ROOM);
  dequeuedUs = new Float64Array(ROOM);
  answeredUs = new Float64Array(ROOM);
  endedUs = new Float64Array(ROOM);
  freedUs = new Float64Array(ROOM);
  outcome = new Uint8Array(ROOM);
  type = new Int32Array(ROOM);
  priority = new Int32Array(ROOM);
  agent = new Int32Array(ROOM);
  customer = new Int32Array(ROOM);
  private isInOrder = true;

  add(call: RawCall): void {
    const row = this.count++;
    if (row === this.day.length) doubleColumns(this);
    this.line[row] = call.line;
    this.day[row] = call.day;
    this.arrivedUs[row] = call.arrivedUs;
    this.queuedUs[row] = call.queuedUs;
    this.dequeuedUs[row] = call.dequeuedUs;
    this.answeredUs[row] = call.answeredUs;
    this.endedUs[row] = call.endedUs;
    this.freedUs[row] = call.freedUs;
    this.outcome[row] = call.outcome;
    this.type[row] = call.type;
    this.priority[row] = call.priority;
    this.agent[row] = call.agent;
    this.customer[row] = call.customer;
    if (row > 0 && this.compare(row - 1, row) > 0) this.isInOrder = false;
  }

  /** In order of arrival, those of one moment in that of the log; nothing may be added after. */
  finish(nameOf: {
    readonly type: (number: number) => string;
    readonly agent: (number: number) => string;
  }): LoggedCalls {
    if (!this.isInOrder) this.sort();
    const type = this.renumber("type").map(nameOf.type);
    const agent = this.renumber("agent").map(nameOf.agent);
    const customers = this.renumber("customer").length;
    const { count } = this;
    const whole = <T extends Float64Array | Int32Array | Uint8Array>(column: T): T =>
      column.subarray(0, count) as T;
    return {
      ...{ count, types: type, agents: agent, customers },
      ...{ line: whole(this.line), day: whole(this.day), outcome: whole(this.outcome) },
      ...{ arrivedUs: whole(this.arrivedUs), queuedUs: whole(this.queuedUs) },
      ...{ dequeuedUs: whole(this.dequeuedUs), answeredUs: whole(this.answeredUs) },
      ...{ endedUs: whole(this.endedUs), freedUs: whole(this.freedUs) },
      ...{ type: whole(this.type), priority: whole(this.priority) },
      ...{ agent: whole(this.agent), customer: whole(this.customer) },
    };
  }

  private compare(a: number, b: number): number {
    const { day, arrivedUs, line } = this;
    return day[a]! - day[b]! || arrivedUs[a]! - arrivedUs[b]! || line[a]! - line[b]!;
  }

  private sort(): void {
    const order = Uint32Array.from({ length: this.count }, (_, row) => row);
    order.sort((a, b) => this.compare(a, b));
    const fields = this as unknown as Record<string, unknown>;
    for (const [name, column] of Object.entries(fields)) {
      if (!ArrayBuffer.isView(column)) continue;
      const values = column as Float64Array;
      const Kind = column.constructor as Float64ArrayConstructor;
      const sorted = new Kind(order.length);
      for (let row = 0; row < order.length; row++) sorted[row] = values[order[row]!]!;
      fields[name] = sorted;
    }
    this.isInOrder = true;
  }

  /** Numbers names as they occur in order of arrival; the old number of each new one. */
  private renumber(name: "type" | "agent" | "customer"): number[] {
    const column = this[name];
    const numbers = new Map<number, number>();
    for (let row = 0; row < this.count; row++) {
      const old = column[row]!;
      if (old < 0) continue;
      const known = numbers.get(old) ?? numbers.size;
      if (known === numbers.size) numbers.set(old, known);
      column[row] = known;
    }
    return [...numbers.keys()];
  }
}

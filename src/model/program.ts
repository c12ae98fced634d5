import type { Action } from "./actions.ts";

/**
 * The integer step program that the loop interprets: one column per operand, one row per step.
 * All flows of a scenario lie behind one another; the first rows are the built-in fan-outs.
 */
export const OP = {
  /** Fan-out, at the call's node: hand the event to the node that owns the DN. */
  NOTIFY: 0,
  /** Fan-out, at the owner: one copy to every other node, one to its own clients. */
  OWN: 1,
  /** Fan-out, at the agent's desk server. */
  AT_DESK: 2,
  /** Interaction Proxy: a call event, to its ICONs. */
  CALL_EVENT: 3,
  /** Registration copied to every other proxy; then at one of them. */
  COPY: 4,
  /** Beside a slow request: the sender repeats it until it hears of it or gives up. */
  REPEAT: 5,
  /**
   * Send message kind a from role b to role c; `other`: held back or never answered. The next row
   * is ARRIVE: `target` when refused; its `other` sends a SIP request once more, beside the call.
   */
  DEPART: 6,
  ARRIVE: 7,
  /** Go on when the message just received has been worked on. */
  SETTLE: 8,
  /** Fill role a with the next instance in turn. */
  PICK: 9,
  /** Start a leg at `target` beside the call; JOIN waits for those of FORK. */
  POST: 10,
  FORK: 11,
  JOIN: 12,
  /** The leg ends. */
  DONE: 13,
  JUMP: 14,
  HOLD: 15,
  FREE: 16,
  STREAM: 17,
  END_STREAM: 18,
  ENTER: 19,
  SPEND: 20,
  UNTIL_REFRESH: 21,
  /** `other`: the queue is full; `target`: closed. Next is LEAVE_QUEUE; the one after goes on. */
  WAIT: 22,
  AGENT: 23,
  /** b = 1: not ready at first. */
  RELEASE_AGENT: 24,
  /** Question a: a call with answer b goes on at `target`; with c = 1, one that has another. */
  ASK: 25,
  TELL: 26,
  REPORT: 27,
  REPLICATE: 28,
  MARK: 29,
  END: 30,
  /** Call fidelity: book the signalling of segment a, which speaks of the agent in slot b. */
  ACCOUNT: 31,
  /** Patience ran out in the queue: on to `target`; b: its time there may end first, `other`. */
  LEAVE_QUEUE: 32,
  /**
   * Role a took no new work: send again (`other`) to another one where b says that it was chosen;
   * else, or when none is left, on to `target`, −1: the call fails.
   */
  CHOOSE_AGAIN: 33,
  /** Fill role a with the node whose T-events the instance in role b hears. */
  CONNECT: 34,
  /** The phone of the agent in slot a talks to the proxy itself: on to `target`. */
  IF_DIRECT: 35,
  /** Room on its links for stream a, which takes over from b, −1: from none; else `target`. */
  ADMIT: 36,
  /** Go through what follows as often as count a says, then on to `target`. */
  TIMES: 37,
  /** A back-end plays role a; when none answers, on to `target` after the time-out. */
  LOOK_UP: 38,
  /** The back-end in role a works on it; its answer is too late: on to `target`. */
  SERVE: 39,
  SERVED: 40,
  /** From now on the call gives answer b to question a. */
  DECIDE: 41,
  /** Moment a of the recording. */
  RECORD: 42,
  /**
   * File a goes from role b to role c: waits its turn there. The next two rows are SENDING, which
   * takes as long as the file is long, and SENT.
   */
  TRANSFER: 43,
  SENDING: 44,
  SENT: 45,
  /** The muxer in role a works for as long as the recording is long. */
  MUX: 46,
  /** Desktop (a = 0) or phone (1) of an agent finds another server. */
  REACH: 47,
  /** Role a is being shut down and says 603: on to `target`. */
  IF_DECLINED: 48,
} as const;

/** One step before it is packed into columns. Targets are rows of the same flow, −1 for none. */
export interface Row {
  readonly op: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  target: number;
  other: number;
  /** The step or ending of the flow table it belongs to. */
  readonly step: string;
  readonly action: Action | null;
  /** Part of a request that is sent once more, or of its answer. */
  readonly repeated: boolean;
}

/** One flow, compiled; targets and labels count from its own first row. */
export interface CompiledFlow {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly labels: ReadonlyMap<string, number>;
  /** By slot: row of what a desktop server does with an event of that agent, or −1. */
  readonly desktop: readonly number[];
  readonly roles: readonly string[];
  /** Call fidelity: the signalling that each ACCOUNT row stands for. */
  readonly segments: readonly (readonly Action[])[];
  /** Whether its calls end with an outcome; a log-in does not. */
  readonly hasOutcome: boolean;
}

/** Where one flow lies in the program; targets and labels are rows of the program. */
export interface FlowEntry extends Omit<CompiledFlow, "rows"> {
  readonly start: number;
  readonly firstSegment: number;
}

export interface Program {
  readonly length: number;
  readonly op: Uint8Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly c: Int32Array;
  readonly target: Int32Array;
  readonly other: Int32Array;
  readonly rows: readonly Row[];
  readonly flows: readonly FlowEntry[];
  /** Most roles any flow has: the stride of the calls' pins. */
  readonly roleCount: number;
  readonly segmentCount: number;
}

const BUILT_IN = [OP.NOTIFY, OP.OWN, OP.AT_DESK, OP.CALL_EVENT, OP.COPY, OP.REPEAT] as const;

/** Lays the built-in rows (row number = operation number) and the flows behind one another. */
export function link(flows: readonly CompiledFlow[]): Program {
  const rows: Row[] = BUILT_IN.map((op) => ({
    op,
    a: 0,
    b: 0,
    c: 0,
    target: -1,
    other: -1,
    step: "fan-out",
    action: null,
    repeated: false,
  }));
  const entries: FlowEntry[] = [];
  let firstSegment = 0;
  for (const { rows: own, ...flow } of flows) {
    const start = rows.length;
    const moved = (row: number) => (row < 0 ? row : row + start);
    for (const row of own)
      rows.push({ ...row, target: moved(row.target), other: moved(row.other) });
    const labels = new Map([...flow.labels].map(([label, row]) => [label, row + start]));
    entries.push({ ...flow, start, labels, desktop: flow.desktop.map(moved), firstSegment });
    firstSegment += flow.segments.length;
  }
  const column = (of: (row: Row) => number) => Int32Array.from(rows, of);
  return {
    length: rows.length,
    op: Uint8Array.from(rows, (row) => row.op),
    a: column((row) => row.a),
    b: column((row) => row.b),
    c: column((row) => row.c),
    target: column((row) => row.target),
    other: column((row) => row.other),
    rows,
    flows: entries,
    roleCount: Math.max(1, ...flows.map((flow) => flow.roles.length)),
    segmentCount: firstSegment,
  };
}

/** The flow a row belongs to, −1 for the built-in rows. */
export const flowOfRow = ({ flows }: Pick<Program, "flows">, row: number): number =>
  flows.findLastIndex(({ start }) => start <= row);

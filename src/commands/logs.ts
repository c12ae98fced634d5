/** Stand-in until the readers are there. */
import { readFileSync } from "node:fs";
import { LOGGED_OUTCOMES, type LoggedCalls } from "../callLog/types.ts";
import { UserError } from "../errors.ts";

export interface LogFlags {
  readonly format?: string;
}

const dayOf = (yymmdd: string) => {
  const [y, m, d] = [0, 2, 4].map((at) => Number(yymmdd.slice(at, at + 2)));
  const yy = 1900 + y! - (m! <= 2 ? 1 : 0);
  const since =
    Math.floor((1461 * (yy - 1900)) / 4) + Math.floor((153 * ((m! + 9) % 12) + 2) / 5) + d! - 1;
  return since - 25508;
};
const clock = (text: string) => {
  const [h, m, s] = text.split(":").map(Number);
  return (h! * 3600 + m! * 60 + s!) * 1e6;
};

export async function openLogFrom(path: string, _: LogFlags): Promise<LoggedCalls> {
  const rows = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line, i) => ({ line: i + 2, cells: line.split("\t") }))
    .filter(({ cells }) => cells[12] !== "PHANTOM")
    .map(({ line, cells: c }) => {
      const q = Number(c[11]);
      const out = clock(c[7]!);
      const arrivedUs = Math.min(clock(c[6]!), out);
      const queuedUs = q > 0 ? clock(c[9]!) : out;
      const dequeuedUs = queuedUs + Math.max(0, q) * 1e6;
      const isServed = c[12] === "AGENT";
      const answeredUs = isServed ? Math.max(dequeuedUs, clock(c[13]!)) : Number.NaN;
      const endedUs = isServed ? answeredUs + Math.max(0, Number(c[15])) * 1e6 : dequeuedUs;
      return {
        line,
        day: dayOf(c[5]!),
        arrivedUs,
        queuedUs,
        dequeuedUs,
        answeredUs,
        endedUs,
        outcome: isServed ? ("served" as const) : ("abandoned" as const),
        type: c[4]!,
        priority: Number(c[3]),
        agent: c[16]! === "NO_SERVER" ? "" : c[16]!,
        customer: c[2]!,
      };
    });
  rows.sort((a, b) => a.day - b.day || a.arrivedUs - b.arrivedUs);
  const codes = (of: (row: (typeof rows)[number]) => string) => {
    const names = new Map<string, number>();
    const index = Int32Array.from(rows, (row) => {
      const name = of(row);
      if (name === "" || of(rows[0]!) === undefined) return -1;
      if (!names.has(name)) names.set(name, names.size);
      return names.get(name)!;
    });
    return { index, names: [...names.keys()] };
  };
  const type = codes(({ type: t }) => t);
  const agent = codes(({ agent: a }) => a);
  const customer = codes(({ customer: c }) => (c === "0" ? "" : c));
  const f = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
  return {
    count: rows.length,
    line: Int32Array.from(rows, (r) => r.line),
    day: Int32Array.from(rows, (r) => r.day),
    arrivedUs: f((r) => r.arrivedUs),
    queuedUs: f((r) => r.queuedUs),
    dequeuedUs: f((r) => r.dequeuedUs),
    answeredUs: f((r) => r.answeredUs),
    endedUs: f((r) => r.endedUs),
    freedUs: f(() => Number.NaN),
    outcome: Uint8Array.from(rows, (r) => LOGGED_OUTCOMES.indexOf(r.outcome)),
    type: type.index,
    types: type.names,
    priority: Int32Array.from(rows, (r) => r.priority),
    agent: agent.index,
    agents: agent.names,
    customer: customer.index,
    customers: customer.names.length,
  };
}

export function isOfTypes(calls: LoggedCalls, types: readonly string[] | undefined) {
  if (types === undefined) return () => true;
  const wanted = new Set(types.map((each) => calls.types.indexOf(each)));
  if (wanted.has(-1)) throw new UserError("--types: unknown");
  return (row: number) => wanted.has(calls.type[row]!);
}

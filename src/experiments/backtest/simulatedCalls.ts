import { LOGGED_OUTCOMES, type LoggedCalls, type LoggedOutcome } from "../../callLog/types.ts";
import { OUTCOMES, type Outcome } from "../../model/actions.ts";
import type { CallLog } from "../../model/callLog.ts";
import type { Scenario } from "../../scenario/types.ts";

/** What a log would call it; `lost` callers had been served until something failed. */
const AS_LOGGED: Readonly<Partial<Record<Outcome, LoggedOutcome>>> = {
  contained: "contained",
  served: "served",
  abandoned: "abandoned",
  blocked: "blocked",
  lost: "served",
};

/** Calls of the measured window as a log of that day would have them, in order of arrival. */
export function simulatedCalls({ run, demand }: Scenario, log: CallLog): LoggedCalls {
  const { columns } = log;
  const rows = rowsByArrival(log, run.warmUpUs, run.warmUpUs + run.measureUs);
  const count = rows.length;
  const clock = (times: Float64Array) =>
    Float64Array.from(rows, (row) => times[row]! + run.startOfDayUs);
  const index = (values: (row: number) => number) => Int32Array.from(rows, values);
  // Who hangs up on the way to the queue did ask for an agent, as logs have it.
  const leavesBefore = (row: number) =>
    Number.isNaN(columns.queuedUs[row]!) && OUTCOMES[columns.outcome[row]!] === "abandoned";
  const queuedUs = Float64Array.from(
    rows,
    (row) => columns[leavesBefore(row) ? "endedUs" : "queuedUs"][row]! + run.startOfDayUs,
  );
  const waitUs = Float64Array.from(rows, (row) => (leavesBefore(row) ? 0 : columns.waitUs[row]!));
  const names = new Map<number, number>();
  const agentOf = (agent: number) => {
    if (agent < 0) return -1;
    if (!names.has(agent)) names.set(agent, names.size);
    return names.get(agent)!;
  };
  const customers = customersOf(rows, columns);
  return {
    count,
    line: index((_) => 0),
    day: new Int32Array(count),
    arrivedUs: clock(columns.arrivedUs),
    queuedUs,
    dequeuedUs: queuedUs.map((atUs, i) => atUs + waitUs[i]!),
    answeredUs: clock(columns.answeredUs),
    endedUs: clock(columns.endedUs),
    freedUs: clock(columns.freedUs),
    outcome: Uint8Array.from(rows, (row) => loggedOutcome(columns.outcome[row]!)),
    type: index((row) => columns.demand[row]!),
    priority: index((row) => demand[columns.demand[row]!]!.priority),
    agent: index((row) => agentOf(columns.agent[row]!)),
    customer: customers.index,
    types: demand.map(({ name }) => name),
    agents: Array.from(names.keys(), String),
    customers: customers.count,
  };
}

function rowsByArrival({ columns, count }: CallLog, fromUs: number, toUs: number): Uint32Array {
  const { arrivedUs, serial } = columns;
  const rows: number[] = [];
  for (let row = 0; row < count; row++)
    if (arrivedUs[row]! >= fromUs && arrivedUs[row]! < toUs) rows.push(row);
  return Uint32Array.from(rows).sort(
    (a, b) => arrivedUs[a]! - arrivedUs[b]! || serial[a]! - serial[b]!,
  );
}

const loggedOutcome = (outcome: number): number =>
  LOGGED_OUTCOMES.indexOf(AS_LOGGED[OUTCOMES[outcome] as Outcome] ?? "unknown");

/** Callers of all demands, numbered as they occur; −1 where nobody follows them. */
function customersOf(rows: Uint32Array, { demand, caller }: CallLog["columns"]) {
  const known = new Map<string, number>();
  const index = Int32Array.from(rows, (row) => {
    if (Number.isNaN(caller[row]!)) return -1;
    const name = `${demand[row]}/${caller[row]}`;
    if (!known.has(name)) known.set(name, known.size);
    return known.get(name)!;
  });
  return { index, count: known.size };
}

/** Logs of days as one log of days that follow each other, from 1970-01-01 on. */
export function joinedDays(logs: readonly LoggedCalls[]): LoggedCalls {
  const first = logs[0]!;
  const numbers = (of: (log: LoggedCalls) => Float64Array) =>
    Float64Array.from(logs.flatMap((log) => [...of(log)]));
  const whole = (of: (log: LoggedCalls, day: number) => Iterable<number>) =>
    Int32Array.from(logs.flatMap((log, day) => [...of(log, day)]));
  const customersBefore = logs.map((_, day) =>
    logs.slice(0, day).reduce((sum, { customers }) => sum + customers, 0),
  );
  const agents = logs.reduce((most, log) => (log.agents.length > most.length ? log.agents : most), [
    ...first.agents,
  ] as readonly string[]);
  return {
    count: logs.reduce((sum, { count }) => sum + count, 0),
    line: whole(({ line }) => line),
    day: whole(({ count }, day) => new Int32Array(count).fill(day)),
    arrivedUs: numbers(({ arrivedUs }) => arrivedUs),
    queuedUs: numbers(({ queuedUs }) => queuedUs),
    dequeuedUs: numbers(({ dequeuedUs }) => dequeuedUs),
    answeredUs: numbers(({ answeredUs }) => answeredUs),
    endedUs: numbers(({ endedUs }) => endedUs),
    freedUs: numbers(({ freedUs }) => freedUs),
    outcome: Uint8Array.from(logs.flatMap(({ outcome }) => [...outcome])),
    type: whole(({ type }) => type),
    priority: whole(({ priority }) => priority),
    agent: whole(({ agent }) => agent),
    customer: whole(({ customer }, day) =>
      customer.map((each) => (each < 0 ? each : each + customersBefore[day]!)),
    ),
    types: first.types,
    agents,
    customers: customersBefore.at(-1)! + logs.at(-1)!.customers,
  };
}

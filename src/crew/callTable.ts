import { OUTCOMES } from "../model/actions.ts";
import { type CallLog, NO_OUTCOME } from "../model/callLog.ts";
import type { Plan } from "../model/plan.ts";

type Cell = string | number | boolean | null;

/** A column of the table of calls; docs/studies.md says what each one means. */
interface Column {
  readonly name: string;
  readonly type: "STRING" | "DOUBLE" | "INT32" | "BOOLEAN";
  /** `call`: in the order of arrival, from 0; `row`: in the log. */
  readonly of: (row: number, call: number) => Cell;
}

/** So many rows are encoded at a time. */
const ROW_GROUP = 100_000;
/** Columns whose least and greatest values let a reader leave rows out. */
const SOUGHT = new Set(["replication", "arrived_s"]);
const MICROSECONDS = 1e6;

/** The calls of a replication as a Parquet table, a row for each, in the order they arrived. */
export async function callTable(
  plan: Plan,
  replication: number,
  log: CallLog,
): Promise<Uint8Array> {
  // Loaded by those alone who want a table: it takes a worker as long as some replications.
  const { ByteWriter, ParquetWriter, schemaFromColumnData } = await import("hyparquet-writer");
  const { arrivedUs, serial } = log.columns;
  const order = Uint32Array.from({ length: log.count }, (_, row) => row);
  order.sort((a, b) => arrivedUs[a] - arrivedUs[b] || serial[a] - serial[b]);
  const columns = columnsOf(plan, replication, log);
  const bytes = new ByteWriter();
  const dataOf = (from: number, upTo: number) =>
    columns.map(({ name, type, of }) => {
      const data = Array.from(order.subarray(from, upTo), (row, i) => of(row, from + i));
      return { name, type, data };
    });
  const schema = schemaFromColumnData({ columnData: dataOf(0, 0) });
  const file = new ParquetWriter({ writer: bytes, schema });
  for (let from = 0; from < order.length; from += ROW_GROUP) {
    const columnData = dataOf(from, from + ROW_GROUP).map(({ name, type, data }) => ({
      ...{ name, data },
      // Times hardly repeat: a dictionary of them would be built in vain.
      ...(type === "DOUBLE" && { encoding: "PLAIN" as const }),
      statistics: SOUGHT.has(name),
    }));
    file.write({ columnData, rowGroupSize: ROW_GROUP });
  }
  file.finish();
  return bytes.getBytes();
}

function columnsOf(plan: Plan, replication: number, log: CallLog): Column[] {
  return [
    { name: "replication", type: "INT32", of: () => replication },
    { name: "call", type: "INT32", of: (_, call) => call + 1 },
    ...whose(plan, log),
    ...when(log),
    ...whatBecame(plan, log),
    ...whoAnswered(plan, log),
  ];
}

/** Who called, and where. */
function whose({ scenario }: Plan, { columns }: CallLog): Column[] {
  const { caller, attempt, isCounted, site } = columns;
  const demand = (row: number) => scenario.demand[columns.demand[row]]!;
  return [
    { name: "counted", type: "BOOLEAN", of: (row) => isCounted[row] === 1 },
    { name: "demand", type: "STRING", of: (row) => demand(row).name },
    { name: "origin", type: "STRING", of: (row) => demand(row).origin },
    { name: "flow", type: "STRING", of: (row) => demand(row).flow },
    {
      name: "queue",
      type: "STRING",
      of: (row) => scenario.queues[demand(row).queue]?.name ?? null,
    },
    { name: "site", type: "STRING", of: (row) => scenario.sites[site[row]!]!.name },
    { name: "caller", type: "DOUBLE", of: (row) => orNull(caller[row]!) },
    { name: "attempt", type: "INT32", of: (row) => attempt[row]! },
  ];
}

/** Times since the beginning of the warm-up, and durations. */
function when({ columns }: CallLog): Column[] {
  const { arrivedUs, queuedUs, selectedUs, answeredUs, endedUs, freedUs, waitUs } = columns;
  const seconds = (name: string, of: (row: number) => number): Column => ({
    name,
    type: "DOUBLE",
    of: (row) => orNull(of(row) / MICROSECONDS),
  });
  const at = (name: string, times: Float64Array) => seconds(name, (row) => times[row]!);
  const between = (name: string, from: Float64Array, to: Float64Array) =>
    seconds(name, (row) => to[row]! - from[row]!);
  return [
    at("arrived_s", arrivedUs),
    at("queued_s", queuedUs),
    at("selected_s", selectedUs),
    at("answered_s", answeredUs),
    at("ended_s", endedUs),
    at("freed_s", freedUs),
    at("wait_s", waitUs),
    between("answer_s", queuedUs, answeredUs),
    between("talk_s", answeredUs, endedUs),
    between("handling_s", answeredUs, freedUs),
  ];
}

function whatBecame({ program }: Plan, { columns }: CallLog): Column[] {
  const { outcome, pc, isCut } = columns;
  const isOpen = (row: number) => outcome[row] === NO_OUTCOME;
  return [
    { name: "outcome", type: "STRING", of: (row) => OUTCOMES[outcome[row]!] ?? null },
    { name: "step", type: "STRING", of: (row) => program.rows[pc[row]!]!.step },
    { name: "cut", type: "BOOLEAN", of: (row) => (isOpen(row) ? null : isCut[row] === 1) },
  ];
}

function whoAnswered({ scenario }: Plan, { columns }: CallLog): Column[] {
  const { groups, sites } = scenario;
  const { agent, agentSite, group, second, secondGroup } = columns;
  const number = (agents: Int32Array) => (row: number) => (agents[row]! < 0 ? null : agents[row]!);
  const name = (all: readonly { readonly name: string }[], indexes: Int32Array) => (row: number) =>
    all[indexes[row]!]?.name ?? null;
  return [
    { name: "agent", type: "INT32", of: number(agent) },
    { name: "group", type: "STRING", of: name(groups, group) },
    { name: "agent_site", type: "STRING", of: name(sites, agentSite) },
    { name: "second_agent", type: "INT32", of: number(second) },
    { name: "second_group", type: "STRING", of: name(groups, secondGroup) },
  ];
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

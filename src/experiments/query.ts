/** The results of a study as tables that SQL can be asked of. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { parquetWriteBuffer } from "hyparquet-writer";
import { reductionOf } from "../controls.ts";
import { UserError } from "../errors.ts";
import type { Sample } from "../measure/types.ts";
import { boundsOf, estimate } from "../stats/estimate.ts";
import { metrics } from "../stats/metrics/index.ts";
import type { Study } from "../study.ts";

/** A study of a folder with what has been finished of it. */
export interface FinishedStudy {
  /** From 1, in the order of the experiment. */
  readonly point: number;
  readonly study: Study;
  readonly samples: readonly Sample[];
}

type Cell = string | number | null;
type Row = Readonly<Record<string, Cell>>;

/** Tables by name: `metrics`, a row for each metric and scope; `replications`, also for each. */
export function tablesOf(all: readonly FinishedStudy[]): Record<string, Row[]> {
  return {
    metrics: all.flatMap(metricRows),
    replications: all.flatMap(replicationRows),
  };
}

function metricRows({ point, study, samples }: FinishedStudy): Row[] {
  const { name } = study.scenario;
  return estimate(metrics, study.plan.layout, samples, reductionOf(study)).map((each) => ({
    ...{ point, scenario: name, metric: each.id, scope: each.scope, unit: each.unit },
    ...{ estimate: each.estimate, low95: each.low95, high95: each.high95 },
    replications: each.replications,
  }));
}

/** The value of each replication alone; none where it has none. */
function replicationRows({ point, study, samples }: FinishedStudy): Row[] {
  const { name } = study.scenario;
  return metrics.flatMap((metric) =>
    boundsOf(metric, study.plan.layout).flatMap(({ scope, bound }) =>
      samples.map((sample, replication) => ({
        ...{ point, scenario: name, metric: metric.id, scope, unit: metric.unit, replication },
        value: finite(bound.estimate([sample]).estimate),
      })),
    ),
  );
}

const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null);

const WHOLE = new Set(["point", "replication", "replications"]);
const TEXT = new Set(["scenario", "metric", "scope", "unit"]);

/** A table as a Parquet file. */
export function parquetOf(rows: readonly Row[]): Uint8Array {
  const names = Object.keys(rows[0] ?? {});
  const type = (name: string) => (TEXT.has(name) ? "STRING" : WHOLE.has(name) ? "INT32" : "DOUBLE");
  const columnData = names.map((name) => ({
    name,
    type: type(name) as "STRING" | "INT32" | "DOUBLE",
    data: rows.map((row) => row[name]!),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/** The part of DuckDB's client that is used. */
interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string): Promise<{ connect(): Promise<Connection> }>;
  };
}

interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{
    columnNames(): string[];
    getRowsJson(): Cell[][];
  }>;
  closeSync(): void;
}

const PACKAGE = "@duckdb/node-api";
const VERSION = "1.5.6-r.1";

/**
 * DuckDB, which is installed by those who want it: 68 MB.
 * @throws UserError that says how, where it is not
 */
export async function duckDb(): Promise<DuckDb> {
  try {
    const own = createRequire(import.meta.url).resolve(PACKAGE);
    return (await import(pathToFileURL(own).href)) as DuckDb;
  } catch {
    const install = `npm install --no-save ${PACKAGE}@${VERSION}`;
    throw new UserError(`query needs DuckDB, which is not installed here: ${install}`);
  }
}

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * Asks SQL of Parquet files.
 * @param views by name: a file, or several by a pattern such as `records/*.parquet`
 * @throws UserError with DuckDB's complaint
 */
export async function asked(
  { DuckDBInstance }: DuckDb,
  views: Readonly<Record<string, string>>,
  sql: string,
): Promise<Answer> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  try {
    for (const [view, files] of Object.entries(views)) {
      const quoted = files.replaceAll("'", "''");
      await connection.run(`CREATE VIEW ${view} AS SELECT * FROM read_parquet('${quoted}')`);
    }
    const result = await connection.runAndReadAll(sql);
    return { columns: result.columnNames(), rows: result.getRowsJson() };
  } catch (error) {
    throw new UserError((error as Error).message);
  } finally {
    connection.closeSync();
  }
}

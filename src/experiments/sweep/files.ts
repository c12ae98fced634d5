import { parquetWriteBuffer } from "hyparquet-writer";
import { refuseNaN } from "../../report/summary.ts";
import { versionOf } from "../../version.ts";
import type { Level } from "../points.ts";
import { halfWidth95Of, type Sweep } from "./sweep.ts";

/**
 * sweep.json, schema 1: factors, and of each point its levels, limits and values; a value has the
 * fields of summary.json and its paired difference from the baseline (`null` where undefined).
 */
export function sweepJson(sweep: Sweep): string {
  const { scenario } = sweep.points[0]!.study;
  const json = {
    schema: 1,
    scenario: { name: scenario.name, title: scenario.title },
    version: versionOf(),
    seed: scenario.run.seed,
    factors: sweep.factors,
    baseline: levelsOf(sweep.baseline),
    pointsWanted: sweep.wanted,
    points: sweep.points.map(({ levels, study, replications, values, expectations }) => ({
      levels: levelsOf(levels),
      hash: study.scenario.hash,
      replications,
      expectations: expectations.map(({ text, verdict }) => ({ text, verdict })),
      metrics: values.flatMap((value) => {
        if (value === null) return [];
        const { id, unit, scope, estimate, halfWidth95, low95, high95 } = value.estimate;
        const difference = value.difference && {
          value: value.difference.value,
          halfWidth95: halfWidth95Of(value.difference),
        };
        return [{ id, unit, scope, estimate, halfWidth95, low95, high95, difference }];
      }),
    })),
  };
  return `${JSON.stringify(json, refuseNaN, 2)}\n`;
}

const levelsOf = (levels: readonly Level[]) =>
  Object.fromEntries(levels.map(({ factor, value }) => [factor, value]));

type Cell = string | number | null;

interface Column {
  readonly name: string;
  readonly type: "STRING" | "DOUBLE" | "INT32";
  readonly data: readonly Cell[];
}

/** A row for each figure at each point. */
function columnsOf({ factors, points }: Sweep): Column[] {
  const rows = points.flatMap((point, number) =>
    point.values.flatMap((value) => (value === null ? [] : [{ point, number, value }])),
  );
  type Row = (typeof rows)[number];
  const column = (name: string, type: Column["type"], of: (row: Row) => Cell): Column => ({
    name,
    type,
    data: rows.map(of),
  });
  const estimate = (name: string, key: "estimate" | "low95" | "high95") =>
    column(name, "DOUBLE", ({ value }) => value.estimate[key]);
  return [
    column("point", "INT32", ({ number }) => number + 1),
    ...factors.map((factor, f) => column(factor, "STRING", ({ point }) => point.levels[f]!.value)),
    column("metric", "STRING", ({ value }) => value.estimate.id),
    column("scope", "STRING", ({ value }) => value.estimate.scope),
    column("unit", "STRING", ({ value }) => value.estimate.unit),
    estimate("estimate", "estimate"),
    estimate("low95", "low95"),
    estimate("high95", "high95"),
    column("difference", "DOUBLE", ({ value }) => value.difference?.value ?? null),
    column("difference_half95", "DOUBLE", ({ value: { difference } }) =>
      difference === null ? null : halfWidth95Of(difference),
    ),
    column("replications", "INT32", ({ point }) => point.replications),
  ];
}

/** sweep.csv: a row for each figure at each point. */
export function sweepCsv(sweep: Sweep): string {
  const columns = columnsOf(sweep);
  const lines = columns[0]!.data.map((_, row) => columns.map(({ data }) => csvCell(data[row]!)));
  return [columns.map(({ name }) => csvCell(name)), ...lines]
    .map((cells) => `${cells.join(",")}\n`)
    .join("");
}

function csvCell(value: Cell): string {
  const text = value === null ? "" : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** sweep.parquet: the same table. */
export function sweepParquet(sweep: Sweep): Uint8Array {
  const columnData = columnsOf(sweep).map(({ data, ...column }) => ({
    ...column,
    data: [...data],
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

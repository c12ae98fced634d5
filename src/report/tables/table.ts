import type { Estimate } from "../../stats/estimate.ts";
import { find, meaningOfMetric, scopeLabel } from "../findings.ts";
import { withInterval } from "../format.ts";
import type { Findings } from "../types.ts";

/** Columns and rows, ready for any renderer: text cells only. */
export interface Grid {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** A grid that stands in a report under its title. */
export interface Table extends Grid {
  readonly title: string;
}

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  /** For files only: a console has no room for it. */
  readonly detail?: true;
  /** A word or two in each row: a page gives it no more room than these need. */
  readonly narrow?: true;
  /** What it says, for those who point at its head. */
  readonly meaning?: string;
}

export const left = (title: string): Column => ({ title, align: "left" });
export const narrow = (title: string): Column => ({ ...left(title), narrow: true });
export const right = (title: string): Column => ({ title, align: "right" });

/** One metric as a column over scopes; `unit` is what it is shown in. */
export interface MetricColumn {
  readonly id: string;
  readonly title: string;
  /** Empty where each row has a unit of its own. */
  readonly unit: string;
  readonly detail?: true;
}

/** Scopes down, metrics across. Scopes are the cluster and those that start with a prefix. */
export interface Pivot {
  readonly title: string;
  readonly scopes: readonly string[];
  /** Of these, only some. */
  readonly only?: (scope: string) => boolean;
  readonly first: string;
  readonly metrics: readonly MetricColumn[];
}

/** Rows in the order the estimates come; metrics that the run did not measure leave no column. */
export function pivotTable(pivot: Pivot, findings: Findings): Table {
  const ids = new Set(pivot.metrics.map(({ id }) => id));
  const cells = findings.estimates.filter(({ id, scope }) => ids.has(id) && fits(pivot, scope));
  const shown = pivot.metrics.filter(({ id }) => cells.some((each) => each.id === id));
  const scopes = [...new Set(cells.map(({ scope }) => scope))];
  return {
    title: pivot.title,
    columns: [left(pivot.first), ...shown.map(columnOf)],
    rows: scopes.map((scope) => [
      scopeLabel(scope),
      ...shown.map(({ id, unit }) => withInterval(find(findings, id, scope), unit)),
    ]),
  };
}

function fits({ scopes, only }: Pivot, scope: string): boolean {
  const isOfSort = scopes.some(
    (each) => scope === each || (each.endsWith(":") && scope.startsWith(each)),
  );
  return isOfSort && (only === undefined || only(scope));
}

function columnOf({ id, title, unit, detail }: MetricColumn): Column {
  const meaning = meaningOfMetric(id);
  return {
    ...right(unit === "" ? title : `${title}, ${unit}`),
    ...(meaning && { meaning }),
    ...(detail && { detail }),
  };
}

/** The same table without the columns that only files show. */
export function withoutDetail({ title, columns, rows }: Table): Table {
  const isKept = (_: unknown, index: number) => !columns[index]!.detail;
  return {
    title,
    columns: columns.filter(isKept),
    rows: rows.map((row) => row.filter(isKept)),
  };
}

/** An estimate's value and, behind it, the reason when there is none. */
export function valueOrReason(text: string, estimate: Estimate): string {
  return estimate.reason === undefined ? text : `${text} (${estimate.reason})`;
}

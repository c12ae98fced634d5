import { type Problem, ScenarioError } from "../errors.ts";
import { parseQuantity, QuantityError, type ScalarKind } from "../units.ts";
import { type Cell, columnOf } from "./csv.ts";
import {
  childOf,
  type DocumentNode,
  type MapNode,
  type Path,
  type ScalarNode,
  type TextSource,
} from "./document.ts";
import { problemAt } from "./problems.ts";

type ReadTable = (file: ScalarNode) => TextSource | undefined;

/**
 * Fills `rates` of every demand whose intervals name a CSV file and column. Each rate stands in
 * that file, so that a mistake in it is reported there.
 */
export function fillRates(
  root: DocumentNode,
  readTable: ReadTable,
  problems: Problem[],
): DocumentNode {
  return changed(root, "demand", (demand) => {
    const names = demand.kind === "map" ? [...demand.entries.keys()] : [];
    return names.reduce((node, name) => {
      const filled = (intervals: DocumentNode): DocumentNode => {
        const path = ["demand", name, "intervals"];
        return intervals.kind === "map"
          ? withRates(intervals, path, readTable, problems)
          : intervals;
      };
      return changed(node, name, (each) => changed(each, "intervals", filled));
    }, demand);
  });
}

/** The node with one entry changed, if it has that entry. */
function changed(
  node: DocumentNode,
  key: string,
  change: (entry: DocumentNode) => DocumentNode,
): DocumentNode {
  const entry = node.kind === "map" ? node.entries.get(key) : undefined;
  if (node.kind !== "map" || entry === undefined) return node;
  return { ...node, entries: new Map(node.entries).set(key, change(entry)) };
}

/** Unchanged where there is no column to read, or none that can be read. */
function withRates(
  intervals: MapNode,
  path: Path,
  readTable: ReadTable,
  problems: Problem[],
): DocumentNode {
  const file = scalarAt(intervals, "csv");
  const column = scalarAt(intervals, "column");
  if (!file || !column) return intervals;
  if (childOf(intervals, "rates") !== undefined) {
    const both = { wanted: "either rates, or csv and column", given: "both" };
    problems.push(problemAt(file.keyOrigin ?? file.origin, [...path, "csv"], both));
    return intervals;
  }
  const source = readTable(file);
  const cells = source && cellsOf(source, String(column.value), problems);
  const wrong = (cells ?? []).flatMap((cell, index) => mistakeIn(cell, [...path, "rates", index]));
  problems.push(...wrong);
  const per = periodOf(intervals);
  if (cells === undefined || wrong.length > 0 || per === undefined) return intervals;
  const items = cells.map(({ text, origin }): ScalarNode => {
    return { kind: "scalar", value: `${text}/${per}`, origin };
  });
  const rates: DocumentNode = { kind: "list", origin: intervals.origin, items };
  return { ...intervals, entries: new Map(intervals.entries).set("rates", rates) };
}

function cellsOf(
  source: TextSource,
  header: string,
  problems: Problem[],
): readonly Cell[] | undefined {
  try {
    return columnOf(source, header);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

const mistakeIn = ({ text, origin }: Cell, path: Path): readonly Problem[] => {
  const wanted = "the arrivals in the interval, a number from 0 up";
  const given = JSON.stringify(text);
  return isQuantity(text, "number") && Number(text) >= 0
    ? []
    : [problemAt(origin, path, { wanted, given })];
};

/** The time over which a cell counts; undefined where its own field will be refused. */
function periodOf(intervals: MapNode): string | undefined {
  const per = scalarAt(intervals, "per") ?? scalarAt(intervals, "length");
  const text = String(per?.value);
  return isQuantity(text, "duration") ? text : undefined;
}

function isQuantity(text: string, kind: ScalarKind): boolean {
  try {
    parseQuantity(text, kind);
    return true;
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
    return false;
  }
}

function scalarAt(node: DocumentNode, key: string): ScalarNode | undefined {
  const child = childOf(node, key);
  return child?.kind === "scalar" && child.value !== null ? child : undefined;
}

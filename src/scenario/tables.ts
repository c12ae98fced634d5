import { type Problem, ScenarioError } from "../errors.ts";
import { columnOf } from "./csv.ts";
import { childOf, type DocumentNode, type ScalarNode, type TextSource } from "./document.ts";

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
  const filled = (intervals: DocumentNode): DocumentNode => {
    const items = ratesOf(intervals, readTable, problems);
    if (intervals.kind !== "map" || items === undefined) return intervals;
    const rates: DocumentNode = { kind: "list", origin: intervals.origin, items };
    return { ...intervals, entries: new Map(intervals.entries).set("rates", rates) };
  };
  return changed(root, "demand", (demand) => {
    const names = demand.kind === "map" ? [...demand.entries.keys()] : [];
    return names.reduce(
      (node, name) => changed(node, name, (each) => changed(each, "intervals", filled)),
      demand,
    );
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

/** The column as rates; undefined where there is none to read, or none that can be read. */
function ratesOf(
  intervals: DocumentNode,
  readTable: ReadTable,
  problems: Problem[],
): readonly DocumentNode[] | undefined {
  const file = scalarAt(intervals, "csv");
  const column = scalarAt(intervals, "column");
  if (!file || !column || childOf(intervals, "rates") !== undefined) return undefined;
  const per = scalarAt(intervals, "per") ?? scalarAt(intervals, "length");
  const source = readTable(file);
  if (source === undefined) return undefined;
  try {
    return columnOf(source, String(column.value)).map(({ text, origin }) => {
      return { kind: "scalar", value: `${text}/${per?.value}`, origin };
    });
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

function scalarAt(node: DocumentNode, key: string): ScalarNode | undefined {
  const child = childOf(node, key);
  return child?.kind === "scalar" && child.value !== null ? child : undefined;
}

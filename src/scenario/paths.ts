import type * as z from "zod";
import type { Source } from "../parameter.ts";
import { childOf, type DocumentNode, isNull, plain } from "./document.ts";
import { type Setting, settingOf } from "./fields/leaf.ts";
import { namesOf } from "./fields/names.ts";
import { scenarioFields } from "./fields/scenario.ts";
import { pathText } from "./problems.ts";
import type { ScenarioDocument } from "./read.ts";
import { bare, entriesOf, entryOf, itemOf, settingBelow } from "./walk.ts";

/** One settable path. Texts are as a scenario writes them; empty where there is nothing to say. */
export interface PathRow {
  readonly path: string;
  readonly kind: Setting["kind"];
  readonly meaning: string;
  readonly range: string;
  readonly default: string;
  /** The value written in the scenario at hand, or the default. */
  readonly value: string;
  readonly written: boolean;
  readonly mark: Source["mark"] | "";
  readonly note: string;
}

/**
 * Every path a planner may set that begins with `prefix`. With a scenario its own names and values
 * stand in the rows, otherwise `<name>` and the defaults.
 */
export function paths(prefix = "", document?: ScenarioDocument): readonly PathRow[] {
  const names = document && namesOf(plain(document.root));
  const rows = rowsOf(scenarioFields(names), document?.root);
  return rows.filter(({ path }) => path.startsWith(prefix));
}

type Schema = z.core.$ZodType;

/** The rows below one part of the definition, beside what is written there. */
export function rowsOf(
  schema: Schema,
  node?: DocumentNode,
  path: readonly string[] = [],
): readonly PathRow[] {
  const part = bare(schema);
  const setting = node?.kind === "list" ? settingOf(part) : settingBelow(part);
  if (setting !== undefined) return [rowOf(setting, path, node)];
  return below(part, node).flatMap(([key, each]) =>
    rowsOf(each, node && childOf(node, key), [...path, key]),
  );
}

function below(schema: Schema, node?: DocumentNode): readonly (readonly [string, Schema])[] {
  const entries = entriesOf(schema);
  if (entries !== undefined) return Object.entries(entries);
  const item = itemOf(schema);
  const entry = entryOf(schema);
  const names = node?.kind === "map" ? [...node.entries.keys()] : ["<name>"];
  const numbers = node?.kind === "list" ? node.items.map((_, index) => `${index}`) : ["<number>"];
  const items = item === undefined ? [] : numbers.map((number) => [number, item] as const);
  if (entry === undefined || (node?.kind === "list" && item !== undefined)) return items;
  const named = names.map((name) => [name, entry] as const);
  return node?.kind === "map" ? named : [...items, ...named];
}

function rowOf(setting: Setting, path: readonly string[], node?: DocumentNode): PathRow {
  const written = node !== undefined && !isNull(node);
  const standard = setting.default === undefined ? "" : String(setting.default);
  return {
    path: pathText(path),
    kind: setting.kind,
    meaning: setting.meaning,
    range: setting.range,
    default: standard,
    value: written ? String(plain(node)) : standard,
    written,
    mark: setting.source?.mark ?? "",
    note: setting.source?.note ?? "",
  };
}

import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { type Problem, ScenarioError } from "../errors.ts";
import { columnOf } from "./csv.ts";
import {
  childOf,
  type DocumentNode,
  type MapNode,
  merge,
  type ScalarNode,
  type TextSource,
} from "./document.ts";
import { override } from "./overrides.ts";
import { problemAt } from "./problems.ts";
import { parseYaml } from "./yaml.ts";

/** A scenario as written, with everything it refers to read in; not yet checked. */
export interface ScenarioDocument {
  readonly root: MapNode;
  /** Mistakes of the text itself; `validate` reports them with its own. */
  readonly problems: readonly Problem[];
  /** False when the text is too broken for its meaning to be checked. */
  readonly readable: boolean;
}

export type ReadText = (path: string) => string;

const fromDisk: ReadText = (path) => readFileSync(path, "utf8");

/**
 * Reads a scenario: YAML, the scenarios it `extends` (relative to each file), then `path=value`
 * overrides, then the CSV columns it names. `readText` stands in for the disk elsewhere.
 */
export function read(
  path: string,
  overrides: readonly string[] = [],
  readText: ReadText = fromDisk,
): ScenarioDocument {
  const reader = new Reader(readText);
  const origin = { source: { name: path, lines: [] }, line: 1, column: 1, length: 1 };
  const written = reader.file(path, [], { kind: "scalar", value: path, origin });
  const { root, problems } = override(written, overrides);
  return reader.finish(reader.tables(root), problems);
}

class Reader {
  readonly problems: Problem[] = [];
  readable = true;
  private readonly readText: ReadText;

  constructor(readText: ReadText) {
    this.readText = readText;
  }

  /** The file merged upon what it extends; `named` is where its name stands. */
  file(path: string, openFiles: readonly string[], named: ScalarNode): DocumentNode {
    const nothing: DocumentNode = { kind: "scalar", value: null, origin: named.origin };
    if (openFiles.includes(path)) {
      const circle = [...openFiles, path].join(" -> ");
      return this.unreadable(named, "a scenario that does not extend itself", circle);
    }
    const source = this.source(path, named);
    if (source === undefined) {
      this.readable = false;
      return nothing;
    }
    const { root, problems, readable } = parseYaml(source.lines.join("\n"), source);
    this.problems.push(...problems);
    this.readable &&= readable;
    return this.extended(root, path, [...openFiles, path]);
  }

  /** Fills `rates` of every demand whose intervals name a CSV file, each rate placed in that file. */
  tables(root: DocumentNode): DocumentNode {
    const demand = childOf(root, "demand");
    if (root.kind !== "map" || demand?.kind !== "map") return root;
    const filled = [...demand.entries].map(([name, each]) => [name, this.withRates(each)] as const);
    const entries = new Map(root.entries).set("demand", { ...demand, entries: new Map(filled) });
    return { ...root, entries };
  }

  private extended(root: DocumentNode, path: string, openFiles: readonly string[]): DocumentNode {
    const base = childOf(root, "extends");
    if (root.kind !== "map" || base === undefined) return root;
    const entries = new Map(root.entries);
    entries.delete("extends");
    const own: MapNode = { ...root, entries };
    if (base.kind !== "scalar" || typeof base.value !== "string") {
      this.refuse(base, "the path of a scenario file", `a ${base.kind}`, ["extends"]);
      return own;
    }
    const written = this.file(beside(path, base.value), openFiles, base);
    return written === undefined ? own : merge(written, own);
  }

  private withRates(demand: DocumentNode): DocumentNode {
    const intervals = childOf(demand, "intervals");
    const file = intervals && childOf(intervals, "csv");
    if (demand.kind !== "map" || intervals?.kind !== "map" || file?.kind !== "scalar")
      return demand;
    if (childOf(intervals, "rates") !== undefined || file.value === null) return demand;
    const per = textOf(intervals, "per") ?? textOf(intervals, "length") ?? "";
    const items = this.rates(file, textOf(intervals, "column") ?? "", per);
    if (items === undefined) return demand;
    const rates: DocumentNode = { kind: "list", origin: file.origin, items };
    const entries = new Map(intervals.entries).set("rates", rates);
    return {
      ...demand,
      entries: new Map(demand.entries).set("intervals", { ...intervals, entries }),
    };
  }

  private rates(file: ScalarNode, column: string, per: string) {
    const source = this.source(beside(file.origin.source.name, String(file.value)), file);
    if (source === undefined) return undefined;
    try {
      return columnOf(source, column).map(({ text, origin }): DocumentNode => {
        return { kind: "scalar", value: `${text}/${per}`, origin };
      });
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      this.problems.push(...error.problems);
      return undefined;
    }
  }

  private source(path: string, named: ScalarNode): TextSource | undefined {
    try {
      return { name: path, lines: this.readText(path).split(/\r?\n/) };
    } catch (error) {
      this.refuse(named, "a file that can be read", error instanceof Error ? error.message : path);
      return undefined;
    }
  }

  private refuse(node: DocumentNode, wanted: string, given: string, path: string[] = []): void {
    this.problems.push(problemAt(node.origin, path, { wanted, given }));
  }
}

const beside = (path: string, other: string): string => normalize(join(dirname(path), other));

function textOf(node: DocumentNode, key: string): string | undefined {
  const child = childOf(node, key);
  return child?.kind === "scalar" && child.value !== null ? String(child.value) : undefined;
}

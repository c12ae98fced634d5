import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join, normalize } from "node:path";
import type { Problem } from "../errors.ts";
import {
  childOf,
  type DocumentNode,
  isNull,
  type MapNode,
  merge,
  type Origin,
  type ScalarNode,
  type TextSource,
} from "./document.ts";
import { type SelectedCalls, selectCalls } from "./logs.ts";
import { override } from "./overrides.ts";
import { problemAt, writtenText } from "./problems.ts";
import { fillRates } from "./tables.ts";
import { parseYaml } from "./yaml.ts";

/** A scenario as written, with everything it refers to read in; not yet checked. */
export interface ScenarioDocument {
  readonly root: MapNode;
  /** Mistakes of the text itself; `validate` reports them with its own. */
  readonly problems: readonly Problem[];
  /** The calls that demands replay, by demand. */
  readonly logs: ReadonlyMap<string, SelectedCalls>;
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
  const overridden = override(written, overrides);
  reader.problems.push(...overridden.problems);
  const root = fillRates(overridden.root, (file) => reader.table(file), reader.problems);
  const logs = selectCalls(root, (file) => reader.table(file), reader.problems);
  return { ...reader.document(root), logs };
}

class Reader {
  readonly problems: Problem[] = [];
  private readable = true;
  private readonly readText: ReadText;

  constructor(readText: ReadText) {
    this.readText = readText;
  }

  /** The file merged upon what it extends; `named` is where its name stands. */
  file(path: string, openFiles: readonly string[], named: ScalarNode): DocumentNode {
    const source = openFiles.includes(path) ? undefined : this.source(path, named);
    if (source === undefined) {
      this.readable = false;
      if (openFiles.includes(path))
        this.refuse(named, "a scenario that does not extend itself", "a circle");
      return { kind: "scalar", value: null, origin: named.origin };
    }
    const { root, problems, readable } = parseYaml(source.lines.join("\n"), source);
    this.problems.push(...problems);
    this.readable &&= readable;
    return root.kind === "map" ? this.extended(root, path, [...openFiles, path]) : root;
  }

  /** A file that a value names, relative to the file in which the value stands. */
  table(file: ScalarNode): TextSource | undefined {
    return this.source(beside(file.origin.source.name, String(file.value)), file);
  }

  document(root: DocumentNode): Omit<ScenarioDocument, "logs"> {
    const { problems, readable } = this;
    if (root.kind === "map") return { root, problems, readable };
    if (readable) this.refuse(root, "a scenario (key: value lines)", writtenText(root));
    const nothing: MapNode = { kind: "map", origin: root.origin, entries: new Map() };
    return { root: nothing, problems, readable: false };
  }

  private extended(root: MapNode, path: string, openFiles: readonly string[]): DocumentNode {
    const base = childOf(root, "extends");
    if (base === undefined) return root;
    const entries = new Map(root.entries);
    entries.delete("extends");
    const own: MapNode = { ...root, entries };
    if (base.kind === "scalar" && typeof base.value === "string")
      return merge(this.file(beside(path, base.value), openFiles, base), own);
    if (!isNull(base)) this.refuse(base, "the path of a scenario file", writtenText(base));
    return own;
  }

  private source(path: string, named: ScalarNode): TextSource | undefined {
    const source = { name: path, lines: this.lines(path, named) };
    const line = source.lines.findIndex((text) => NO_TEXT.test(text));
    if (line < 0) return source.lines.length === 0 ? undefined : source;
    const column = source.lines[line]!.search(NO_TEXT) + 1;
    const origin = { source, line: line + 1, column, length: 1 };
    this.refuse({ origin }, "text in UTF-8", "bytes that are none");
    return undefined;
  }

  /** None when the file cannot be read; an empty file has one. A byte order mark is no text. */
  private lines(path: string, named: ScalarNode): readonly string[] {
    try {
      return this.readText(path)
        .replace(/^\uFEFF/, "")
        .split(/\r\n?|\n/);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.refuse(named, "a file that can be read", reason);
      return [];
    }
  }

  private refuse({ origin }: { readonly origin: Origin }, wanted: string, given: string): void {
    this.problems.push(problemAt(origin, [], { wanted, given }));
  }
}

/** What decoding puts in place of bytes that are no UTF-8, and the zero bytes of binary files. */
const NO_TEXT = /[\uFFFD\0]/;

const beside = (path: string, other: string): string =>
  isAbsolute(other) ? normalize(other) : normalize(join(dirname(path), other));

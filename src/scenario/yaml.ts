import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  visit,
  type Node as YamlNode,
} from "yaml";
import type { Problem } from "../errors.ts";
import type { DocumentNode, Origin, Scalar, TextSource } from "./document.ts";
import { problemAt } from "./problems.ts";

/** More nodes than any scenario has: aliases of aliases can multiply without end. */
const NODES_MOST = 100_000;
const DEPTH_MOST = 32;

export interface ParsedText {
  /** A scalar without a value when the text is empty or unreadable. */
  readonly root: DocumentNode;
  readonly problems: readonly Problem[];
  /** False when the text could not be read to its end in the way it was meant. */
  readonly readable: boolean;
}

/** Reads YAML text into located nodes; mistakes of the syntax come back as problems. */
export function parseYaml(text: string, source: TextSource): ParsedText {
  const reader = new YamlReader(text, source);
  const root = reader.root();
  return { root, problems: reader.problems, readable: reader.readable };
}

class YamlReader {
  readonly problems: Problem[] = [];
  readable = true;
  private readonly text: string;
  private readonly source: TextSource;
  private readonly lineCounter: LineCounter;
  private readonly document;
  private nodesLeft = NODES_MOST;

  constructor(text: string, source: TextSource) {
    this.text = text;
    this.source = source;
    this.lineCounter = lineCounterOf(text);
    this.document = parseDocument(text, { prettyErrors: false });
    for (const { pos, code, message } of [...this.document.errors, ...this.document.warnings])
      if (code === "DUPLICATE_KEY") this.refuseTwin(pos[0]);
      else this.unreadable(this.origin(pos[0], pos[1]), "valid YAML", `a mistake: ${message}`);
  }

  root(): DocumentNode {
    const { contents } = this.document;
    return this.node(this.readable ? contents : null, 0);
  }

  private node(yaml: YamlNode | null, depth: number, keyOrigin?: Origin): DocumentNode {
    const range = yaml?.range;
    const origin = range ? this.origin(range[0], range[1]) : (keyOrigin ?? this.origin(0, 0));
    const located = keyOrigin ? { origin, keyOrigin } : { origin };
    if (depth > DEPTH_MOST || --this.nodesLeft < 0) return this.tooMuch(located);
    if (isAlias(yaml)) {
      const target = yaml.resolve(this.document);
      if (target === undefined) this.refuseAlias(yaml.source, origin);
      return { ...this.node(target ?? null, depth + 1), ...located };
    }
    if (isMap(yaml)) return { kind: "map", ...located, entries: this.entries(yaml.items, depth) };
    if (isSeq(yaml)) {
      const items = yaml.items.map((item) => this.node(item as YamlNode, depth + 1));
      return { kind: "list", ...located, items };
    }
    const value = isScalar(yaml) ? this.scalar(yaml.value, origin) : null;
    return { kind: "scalar", ...located, value, ...this.contentColumn(origin, value) };
  }

  private entries(pairs: readonly Pair[], depth: number): Map<string, DocumentNode> {
    const entries = new Map<string, DocumentNode>();
    for (const { key, value } of pairs) {
      const keyOrigin = this.node(key as YamlNode | null, depth + 1).origin;
      const name = isScalar(key) && key.value !== null ? String(key.value) : "";
      if (name === "" || name === "__proto__")
        this.refuse(keyOrigin, "a name as key", "another key");
      else entries.set(name, this.node(value as YamlNode | null, depth + 1, keyOrigin));
    }
    return entries;
  }

  private tooMuch(located: { origin: Origin }): DocumentNode {
    this.unreadable(located.origin, "a scenario of ordinary size", "endless nesting");
    return { kind: "scalar", ...located, value: null };
  }

  /** Known when the value stands in the line as it is, after an optional quotation mark. */
  private contentColumn(origin: Origin, value: Scalar): { contentColumn?: number } {
    if (typeof value !== "string") return {};
    const written = this.source.lines[origin.line - 1]!.slice(origin.column - 1);
    const quoted = /^["']/.test(written) ? 1 : 0;
    return written.startsWith(value, quoted) ? { contentColumn: origin.column + quoted } : {};
  }

  /** A tag such as `!!binary` can make a value of what no field has. */
  private scalar(value: unknown, origin: Origin): Scalar {
    if (value === null || ["string", "number", "boolean"].includes(typeof value))
      return value as Scalar;
    this.readable = false;
    this.refuse(origin, "a text, a number, true or false", "a value of another type");
    return null;
  }

  private refuseAlias(name: string, origin: Origin): void {
    const candidates: string[] = [];
    visit(this.document, {
      Node: (_key, { anchor }) => {
        if (anchor !== undefined) candidates.push(anchor);
      },
    });
    const wanted = "the name of an anchor (&name) further up";
    this.readable = false;
    this.problems.push(problemAt(origin, [], { wanted, given: JSON.stringify(name), candidates }));
  }

  private refuseTwin(start: number): void {
    const [key] = /^[^\s:]+/.exec(this.text.slice(start)) ?? [""];
    this.refuse(this.origin(start, start + key.length), "each key once", `${key} again`);
  }

  /** Only the first is reported: what follows a slip of syntax are mostly its consequences. */
  private unreadable(origin: Origin, wanted: string, given: string): void {
    if (this.readable) this.refuse(origin, wanted, given);
    this.readable = false;
  }

  private refuse(origin: Origin, wanted: string, given: string): void {
    this.problems.push(problemAt(origin, [], { wanted, given }));
  }

  /** From offset to offset; what spans several lines is marked on its first line only. */
  private origin(from: number, to: number): Origin {
    const start = Math.min(from, this.text.length);
    const { line, col } = this.lineCounter.linePos(start);
    const lineEnd = this.text.indexOf("\n", start);
    const end = Math.min(to, lineEnd < 0 ? this.text.length : lineEnd);
    return {
      source: this.source,
      line: Math.max(1, line),
      column: Math.max(1, col),
      length: Math.max(1, end - start),
    };
  }
}

/** Filled here: the one that the parser fills misses lines within an unclosed quotation. */
function lineCounterOf(text: string): LineCounter {
  const counter = new LineCounter();
  counter.addNewLine(0);
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1))
    counter.addNewLine(end + 1);
  return counter;
}

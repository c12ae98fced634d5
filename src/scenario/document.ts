/**
 * A scenario as written: a tree of values that know where they stand, whichever file they are
 * from.
 */

export interface TextSource {
  readonly name: string;
  readonly lines: readonly string[];
}

/** A stretch of text; line and column count from 1. */
export interface Origin {
  readonly source: TextSource;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export type Scalar = string | number | boolean | null;

interface Located {
  readonly origin: Origin;
  /** Where the key stands, for an entry of a map. */
  readonly keyOrigin?: Origin;
}

export interface ScalarNode extends Located {
  readonly kind: "scalar";
  readonly value: Scalar;
  /** Column of the value's first character, when it stands in the text as it is (no escapes). */
  readonly contentColumn?: number;
}

export interface ListNode extends Located {
  readonly kind: "list";
  readonly items: readonly DocumentNode[];
}

export interface MapNode extends Located {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, DocumentNode>;
}

export type DocumentNode = ScalarNode | ListNode | MapNode;

export type Path = readonly PropertyKey[];

/** Items of a list go by their number from 0, written as numbers are: not `01`. */
export const childOf = (node: DocumentNode, key: PropertyKey): DocumentNode | undefined => {
  if (node.kind === "map") return node.entries.get(String(key));
  const isIndex = /^(?:0|[1-9]\d*)$/.test(String(key));
  return node.kind === "list" && isIndex ? node.items[Number(key)] : undefined;
};

/** The node at a path, or the nearest one above it, and how many steps of the path lead there. */
export function nearestNode(root: DocumentNode, path: Path): { node: DocumentNode; depth: number } {
  let node = root;
  for (let depth = 0; depth < path.length; depth++) {
    const child = childOf(node, path[depth]!);
    if (child === undefined) return { node, depth };
    node = child;
  }
  return { node, depth: path.length };
}

/** `over` upon `base`: maps are merged key by key, anything else is replaced. */
export function merge(base: DocumentNode | undefined, over: DocumentNode): DocumentNode {
  if (base?.kind !== "map" || over.kind !== "map") return over;
  const entries = new Map(base.entries);
  for (const [key, node] of over.entries) entries.set(key, merge(entries.get(key), node));
  return { ...over, entries };
}

/** The bare values. A key without a value counts as not written. */
export function plain(node: DocumentNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plain);
  const written = [...node.entries].filter(([, entry]) => !isNull(entry));
  return Object.fromEntries(written.map(([key, entry]) => [key, plain(entry)]));
}

export const isNull = (node: DocumentNode): boolean =>
  node.kind === "scalar" && node.value === null;

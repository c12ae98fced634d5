import type { Problem } from "../errors.ts";
import { type DocumentNode, nearestNode, type Origin, type Path } from "./document.ts";
import { nearestName } from "./nearest.ts";

/** What is wrong with one value, before it is known where that value stands. */
export interface Mistake {
  readonly wanted: string;
  /** Absent: the value as written. */
  readonly given?: string;
  /** What to do, or the source of a rule. */
  readonly hint?: string;
  /** Known names of which the nearest is suggested. */
  readonly candidates?: readonly string[];
  /** The offending stretch of a text value. */
  readonly offset?: number;
  readonly length?: number;
}

/** A mistake together with what is written there. */
export type Written = Mistake & { readonly given: string };

export const pathText = (path: Path): string => path.map(String).join(".");

/** The mistake as a problem at a known place. */
export function problemAt(origin: Origin, path: Path, mistake: Written): Problem {
  const { source, line, column, length } = origin;
  const { wanted, given } = mistake;
  const near = mistake.candidates && nearestName(unquoted(given), mistake.candidates);
  const hints = [near && `did you mean "${near}"?`, mistake.hint].filter(Boolean);
  return {
    file: source.name,
    line,
    column,
    length,
    path: pathText(path),
    wanted,
    given,
    hint: hints.join(" "),
    source: source.lines[line - 1] ?? "",
  };
}

const unquoted = (given: string): string => given.replace(/^"(.*)"$/, "$1");

/**
 * The mistake in the value at `path`; a missing value is shown at the section it is missing from.
 */
export function problemIn(root: DocumentNode, path: Path, mistake: Mistake): Problem {
  const { node, depth } = nearestNode(root, path);
  if (depth < path.length)
    return problemAt(node.keyOrigin ?? node.origin, path, { given: "nothing", ...mistake });
  const given = mistake.given ?? writtenText(node);
  return problemAt(narrowed(node, mistake), path, { ...mistake, given });
}

/** The mistake in the key at the end of `path`, such as an unknown name. */
export function problemInKey(root: DocumentNode, path: Path, mistake: Mistake): Problem {
  const { node } = nearestNode(root, path);
  const given = JSON.stringify(String(path.at(-1)));
  return problemAt(node.keyOrigin ?? node.origin, path, { given, ...mistake });
}

function narrowed(node: DocumentNode, { offset, length }: Mistake): Origin {
  if (node.kind !== "scalar") return node.keyOrigin ?? node.origin;
  if (offset === undefined || node.contentColumn === undefined) return node.origin;
  return { ...node.origin, column: node.contentColumn + offset, length: length ?? 1 };
}

const LONGEST_SHOWN = 100;

/** The value as a message shows it. */
export function writtenText(node: DocumentNode): string {
  if (node.kind === "list") return "a list";
  if (node.kind === "map") return "a section";
  if (node.value === null) return "nothing";
  const text = typeof node.value === "number" ? `${node.value}` : JSON.stringify(node.value);
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}

const MOST_LISTED = 8;

/** The first few of a list of names, for a message. */
export const brief = (names: readonly string[]): string =>
  names.length <= MOST_LISTED
    ? names.join(", ")
    : `${names.slice(0, MOST_LISTED).join(", ")}, and ${names.length - MOST_LISTED} more`;

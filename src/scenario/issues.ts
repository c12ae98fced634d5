import type * as z from "zod";
import type { Problem } from "../errors.ts";
import {
  childOf,
  type DocumentNode,
  isNull,
  type ListNode,
  type MapNode,
  type Path,
} from "./document.ts";
import { brief, type Mistake, problemIn, problemInKey } from "./problems.ts";
import { entriesOf, schemaAt, settingBelow } from "./walk.ts";

type Issue = z.core.$ZodIssue;

/** Zod's issues as problems that stand somewhere in the planner's text. */
export function problemsOf(
  issues: readonly Issue[],
  fields: z.ZodType,
  root: DocumentNode,
): readonly Problem[] {
  return issues.flatMap((issue) => problemsOfOne(issue, issue.path, fields, root));
}

/**
 * Unknown keys without a value. `plain` leaves out what has none, so the fields never see them:
 * `{ trunks: 1,200 }` is such a slip, and among names that the scenario gives `{ dc1: 1,000 }`.
 */
export function emptyUnknowns(
  fields: z.core.$ZodType,
  root: DocumentNode,
  node: DocumentNode = root,
  path: readonly string[] = [],
): readonly Problem[] {
  if (node.kind === "scalar") return [];
  const known = entriesOf(schemaAt(fields, path));
  return keysOf(node).flatMap((key) => {
    const child = childOf(node, key)!;
    const mistake = known ? unknownIn(known, key) : numberIn(node, key);
    if (mistake === undefined) return emptyUnknowns(fields, root, child, [...path, key]);
    return isNull(child) ? [problemInKey(root, [...path, key], mistake)] : [];
  });
}

const unknownIn = (known: Readonly<Record<string, unknown>>, key: string): Mistake | undefined =>
  Object.hasOwn(known, key) ? undefined : unknownKey(known);

const NAME: Mistake = {
  wanted: "a name of letters, digits, _ and -, beginning with a letter",
};

/** Other names without a value may be what an override takes away, together with their site. */
const numberIn = ({ kind }: DocumentNode, key: string): Mistake | undefined =>
  kind === "map" && /^\d/.test(key) ? NAME : undefined;

const keysOf = (node: MapNode | ListNode): readonly string[] =>
  node.kind === "map" ? [...node.entries.keys()] : Object.keys(node.items);

function unknownKey(known: Readonly<Record<string, unknown>>): Mistake {
  const candidates = Object.keys(known);
  return { wanted: `a known key (${brief(candidates)})`, candidates };
}

function problemsOfOne(
  issue: Issue,
  path: Path,
  fields: z.ZodType,
  root: DocumentNode,
): readonly Problem[] {
  const inKey = (key: PropertyKey[], mistake: Mistake): Problem =>
    problemInKey(root, [...path, ...key], mistake);
  switch (issue.code) {
    case "custom":
      return [problemIn(root, path, issue.params as unknown as Mistake)];
    case "unrecognized_keys": {
      const mistake = unknownKey(entriesOf(schemaAt(fields, path)) ?? {});
      return issue.keys.map((key) => inKey([key], mistake));
    }
    case "invalid_key": {
      const [inner] = issue.issues;
      return [inKey([], inner?.code === "custom" ? (inner.params as unknown as Mistake) : NAME)];
    }
    case "invalid_union": {
      const branch = issue.errors.find((errors) => !errors.some(isWrongShape));
      if (branch === undefined) return [problemIn(root, path, wantedAt(fields, path, issue))];
      return branch.flatMap((inner) =>
        problemsOfOne(inner, [...path, ...inner.path], fields, root),
      );
    }
    default:
      return [problemIn(root, path, wantedAt(fields, path, issue))];
  }
}

/** Of a value that may have several shapes: the mistake of not having this one. */
const isWrongShape = ({ code, path }: Issue): boolean =>
  path.length === 0 && (code === "invalid_type" || code === "invalid_union");

function wantedAt(fields: z.ZodType, path: Path, issue: Issue): Mistake {
  const setting = settingBelow(schemaAt(fields, path));
  if (setting !== undefined)
    return {
      wanted: setting.wanted,
      ...(setting.candidates && { candidates: setting.candidates }),
    };
  const expected = issue.code === "invalid_type" ? issue.expected : "";
  return { wanted: expected === "array" ? "a list" : "a section (key: value lines)" };
}

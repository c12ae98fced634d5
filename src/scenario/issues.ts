import type * as z from "zod";
import type { Problem } from "../errors.ts";
import type { DocumentNode, Path } from "./document.ts";
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
      const candidates = Object.keys(entriesOf(schemaAt(fields, path)) ?? {});
      const wanted = `a known key (${brief(candidates)})`;
      return issue.keys.map((key) => inKey([key], { wanted, candidates }));
    }
    case "invalid_key": {
      const [inner] = issue.issues;
      const wanted = "a name of letters, digits, _ and -, beginning with a letter";
      return [
        inKey([], inner?.code === "custom" ? (inner.params as unknown as Mistake) : { wanted }),
      ];
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

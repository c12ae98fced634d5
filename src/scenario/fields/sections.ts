import type * as z from "zod";
import type { Mistake } from "../problems.ts";
import { issueOf } from "./leaf.ts";

/** A mistake in a section as a whole; `path` leads to the part of it to show. */
export type Finding = Mistake & { readonly path?: PropertyKey[] };

/** A section whose parts must also fit each other; looked at once each part is right. */
export const whole = <S extends z.ZodType>(
  section: S,
  findings: (value: z.output<S>) => readonly Finding[],
): S =>
  section.check(({ value, issues }) => {
    if (issues.length > 0) return;
    for (const { path = [], ...mistake } of findings(value))
      issues.push(issueOf(mistake, value, path));
  });

/** One finding when the claim does not hold. */
export const unless = (claim: boolean, finding: Finding): readonly Finding[] =>
  claim ? [] : [finding];

/** A section that may be left out, since everything in it has a default. */
export const optionalSection = <S extends z.ZodType>(section: S) => section.prefault({} as never);

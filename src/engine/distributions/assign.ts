import { DistributionError, type Part } from "./distributionError.ts";
import { type ArgumentText, argumentsOf, type LawText, lawText } from "./syntax.ts";
import type { DistributionKind } from "./types.ts";

/** Parameter name → what is written for it. */
export type Assignment = ReadonlyMap<string, Part>;

/** Which argument stands for which parameter: first the named ones, then the others in order. */
export function assign(kind: DistributionKind, law: LawText): Assignment {
  const assigned = new Map<string, Part>();
  const written = argumentsOf(law);
  for (const { whole, name, value } of written) {
    if (name !== undefined) assigned.set(namedParameter(kind, assigned, whole, name), value);
  }
  for (const argument of written) {
    if (argument.name === undefined)
      assigned.set(nextFor(kind, assigned, argument), argument.value);
  }
  const missing = Object.keys(kind.parameters).find((name) => !isTaken(kind, assigned, name));
  if (missing === undefined) return assigned;
  throw new DistributionError(law.whole, `${missing} too, as in ${kind.example}`);
}

/** An alternative counts as taken when the other one is written. */
function isTaken(kind: DistributionKind, assigned: Assignment, name: string): boolean {
  if (!kind.oneOf?.includes(name)) return assigned.has(name);
  return kind.oneOf.some((each) => assigned.has(each));
}

function namedParameter(
  kind: DistributionKind,
  assigned: Assignment,
  whole: Part,
  name: Part,
): string {
  if (!Object.hasOwn(kind.parameters, name.text)) {
    const names = Object.keys(kind.parameters);
    throw new DistributionError(name, `a parameter of ${kind.name} (${names.join(", ")})`, names);
  }
  if (!isTaken(kind, assigned, name.text)) return name.text;
  const wanted = assigned.has(name.text) ? `${name.text} once` : `one of ${kind.oneOf?.join(", ")}`;
  throw new DistributionError(whole, wanted);
}

/** The next parameter in order that takes a law, or a plain value, as the argument is one. */
function nextFor(kind: DistributionKind, assigned: Assignment, argument: ArgumentText): string {
  const isLaw = lawText(argument.value) !== undefined;
  const next = Object.entries(kind.parameters).find(
    ([name, { kind: takes }]) =>
      !isTaken(kind, assigned, name) && (takes === "distribution") === isLaw,
  );
  if (next !== undefined) return next[0];
  const { text } = argument.value;
  if (Object.hasOwn(kind.parameters, text)) {
    throw new DistributionError(argument.whole, `a value after ${text}`);
  }
  throw new DistributionError(argument.whole, `no more than in ${kind.example}`);
}

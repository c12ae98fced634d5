import * as z from "zod";
import type { Source } from "../../parameter.ts";
import { parseTimeOfDay } from "../../units.ts";
import { brief, type Mistake } from "../problems.ts";
import { issueOf, type Leaf, leaf, MistakeError, type Setting } from "./leaf.ts";

export interface WordOptions<W> {
  /** What is wanted instead of a word that is known but not possible here. */
  readonly refuse?: (given: W) => string | undefined;
  /** Of a default on which results depend. */
  readonly source?: Source;
}

/** One of a few words; `standard` is left out where there is no default. */
export function word<const W extends string>(
  words: readonly W[],
  meaning: string,
  standard?: W,
  { refuse, source }: WordOptions<W> = {},
): Leaf<W> {
  const range = words.join(" | ");
  const wanted = `one of ${words.join(", ")}`;
  const setting: Setting = {
    kind: "word",
    meaning,
    range,
    wanted,
    candidates: words,
    ...(standard && { default: standard }),
    ...(source && { source }),
  };
  return leaf(setting, z.enum(words), (given) => {
    const reason = refuse?.(given);
    if (reason !== undefined) throw new MistakeError({ wanted: reason });
    return given;
  });
}

/** Yes or no. `source` for a default on which results depend. */
export function flag(meaning: string, standard: boolean, source?: Source): Leaf<boolean> {
  const range = "true | false";
  const setting = { kind: "flag", meaning, default: standard, range, wanted: "true or false" };
  return leaf({ ...setting, ...(source && { source }) } as Setting, z.boolean(), Boolean);
}

/** What is understood but not possible: the refusal says why. */
export function neverTrue(meaning: string, refusal: string): Leaf<boolean> {
  const setting: Setting = {
    kind: "flag",
    meaning,
    default: false,
    range: "false",
    wanted: refusal,
  };
  return leaf(setting, z.boolean(), (given) => {
    if (given) throw new MistakeError({ wanted: refusal });
    return given;
  });
}

/** A free text. */
export function text(meaning: string, standard?: string): Leaf<string> {
  const setting: Setting = { kind: "text", meaning, range: "", wanted: "a text" };
  return leaf(
    standard === undefined ? setting : { ...setting, default: standard },
    z.union([z.string(), z.number()]),
    String,
  );
}

/** A free text of at least one character. */
export function filledText(meaning: string, standard: string): Leaf<string> {
  const wanted = "a text that is not empty";
  const setting: Setting = { kind: "text", meaning, range: "", wanted, default: standard };
  return leaf(setting, z.union([z.string().min(1), z.number()]), String);
}

/** A text with a form of its own; `convert` throws MistakeError. */
export function formed<T>(meaning: string, wanted: string, convert: (given: string) => T): Leaf<T> {
  return leaf({ kind: "text", meaning, range: "", wanted }, z.string(), convert);
}

/** `standard` and where it comes from are left out where the planner must say. */
export function timeOfDay(
  meaning: string,
  standard?: { readonly default: string; readonly source: Source },
): Leaf<number> {
  const wanted = 'a time of day such as "08:00"';
  const setting: Setting = { kind: "time of day", meaning, range: "00:00 to 24:00", wanted };
  return leaf({ ...setting, ...standard }, z.string(), parseTimeOfDay);
}

/** The name of something the scenario has. Without `known` (schema, listing) any name passes. */
export function reference(what: string, meaning: string, known?: readonly string[]): Leaf<string> {
  return formed(meaning, `the name of a ${what}`, (given) => {
    const mistake = unknownName(what, given, known);
    if (mistake) throw new MistakeError(mistake);
    return given;
  });
}

export function unknownName(
  what: string,
  given: string,
  known: readonly string[] | undefined,
): Mistake | undefined {
  if (known === undefined || known.includes(given)) return undefined;
  const names = known.length === 0 ? "none is defined" : brief(known);
  return { wanted: `the name of a ${what} (${names})`, candidates: known };
}

const NAME = /^[A-Za-z][\w-]*$/;

/** The key of a section whose entries the scenario names itself; `taken` are names of ours. */
export const newName = (what: string, taken: readonly string[] = []) =>
  z
    .string()
    .regex(NAME)
    .check(({ value, issues }) => {
      const mistake = { wanted: `another name than ${value}, which is taken` };
      if (taken.includes(value)) issues.push(issueOf(mistake, value));
    })
    .meta({ title: `name of a ${what}` });

/** The key of a section whose entries name what is defined elsewhere. */
export const knownName = (what: string, known?: readonly string[]) =>
  z.string().check((payload) => {
    const mistake = unknownName(what, payload.value, known);
    if (mistake) payload.issues.push(issueOf(mistake, payload.value));
  });

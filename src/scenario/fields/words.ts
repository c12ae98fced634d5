import * as z from "zod";
import { parseTimeOfDay } from "../../units.ts";
import { brief, type Mistake } from "../problems.ts";
import { issueOf, type Leaf, leaf, MistakeError, type Setting } from "./leaf.ts";

/** One of a few words. */
export function word<const W extends string>(
  words: readonly W[],
  meaning: string,
  standard: W,
  refuse: (given: W) => string | undefined = () => undefined,
): Leaf<W> {
  const range = words.join(" | ");
  const wanted = `one of ${words.join(", ")}`;
  const setting: Setting = {
    kind: "word",
    meaning,
    default: standard,
    range,
    wanted,
    candidates: words,
  };
  return leaf(setting, z.enum(words), (given) => {
    const reason = refuse(given);
    if (reason !== undefined) throw new MistakeError({ wanted: reason });
    return given;
  });
}

/** Yes or no. With `refusal`, yes is understood but not possible, and the refusal says why. */
export function flag(meaning: string, standard: boolean, refusal?: string): Leaf<boolean> {
  const wanted = refusal ?? "true or false";
  const range = refusal ? "false" : "true | false";
  const setting: Setting = { kind: "flag", meaning, default: standard, range, wanted };
  return leaf(setting, z.boolean(), (given) => {
    if (given && refusal !== undefined) throw new MistakeError({ wanted: refusal });
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

/** A text with a form of its own; `convert` throws MistakeError. */
export function formed<T>(meaning: string, wanted: string, convert: (given: string) => T): Leaf<T> {
  return leaf({ kind: "text", meaning, range: "", wanted }, z.string(), convert);
}

export function timeOfDay(meaning: string, standard?: string): Leaf<number> {
  const wanted = 'a time of day such as "08:00"';
  const setting: Setting = { kind: "time of day", meaning, range: "00:00 to 24:00", wanted };
  return leaf(
    standard === undefined ? setting : { ...setting, default: standard },
    z.string(),
    parseTimeOfDay,
  );
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

/** The key of a section whose entries the scenario names itself. */
export const newName = (what: string) =>
  z
    .string()
    .regex(NAME)
    .meta({ title: `name of a ${what}` });

/** The key of a section whose entries name what is defined elsewhere. */
export const knownName = (what: string, known?: readonly string[]) =>
  z.string().check((payload) => {
    const mistake = unknownName(what, payload.value, known);
    if (mistake) payload.issues.push(issueOf(mistake, payload.value));
  });

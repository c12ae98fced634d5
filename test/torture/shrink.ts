import { type Raw, textOf } from "./scenario.ts";
import type { Failure } from "./suffer.ts";

/** A smaller scenario in which the same law fails, and how. */
export interface Shrunk {
  readonly raw: Raw;
  readonly failure: Failure;
  /** Scenarios tried. */
  readonly tries: number;
}

type Path = readonly (string | number)[];

/**
 * Drops what the failure does not need, greedily: names with all that speaks of them, then faults,
 * demands, sites and settings, the biggest pieces first, until nothing more can go. What is left
 * out has its default. `fails` says how a scenario fails; a scenario that is refused does not.
 */
export function shrink(
  raw: Raw,
  failure: Failure,
  fails: (text: string) => Failure | undefined,
  mostTries = 600,
): Shrunk {
  let best: Shrunk = { raw, failure, tries: 0 };
  let tries = 0;
  for (let isSmaller = true; isSmaller && tries < mostTries; ) {
    isSmaller = false;
    for (const smaller of smallerOnes(best.raw)) {
      const candidate = smaller(best.raw);
      if (candidate === undefined) continue;
      if (++tries > mostTries) break;
      const found = failing(candidate, fails);
      if (found?.law !== failure.law) continue;
      best = { raw: candidate, failure: found, tries };
      isSmaller = true;
    }
  }
  return { ...best, tries };
}

function failing(raw: Raw, fails: (text: string) => Failure | undefined): Failure | undefined {
  try {
    return fails(textOf(raw));
  } catch {
    return undefined;
  }
}

/** Ways to make a scenario smaller; undefined where there is nothing left of what one drops. */
type Smaller = (raw: Raw) => Raw | undefined;

function* smallerOnes(raw: Raw): Generator<Smaller> {
  for (const section of NAMED)
    for (const name of Object.keys((raw[section] ?? {}) as Raw))
      yield (now) => without(now, [section, name], name);
  for (const path of pathsOf(raw, [])) yield (now) => without(now, path);
}

/** Sections whose entries others speak of. */
const NAMED = ["sites", "demand", "campaigns", "callback", "digital", "locations", "agents"];

/** Every list entry and key, those nearest to the root first; of a list the last first. */
function pathsOf(value: unknown, above: Path): readonly Path[] {
  const keys = Array.isArray(value)
    ? [...value.keys()].toReversed()
    : isMap(value)
      ? Object.keys(value)
      : [];
  const own = keys.map((key): Path => [...above, key]);
  const below = own.flatMap((path) => pathsOf((value as Raw)[path.at(-1)!], path));
  return [...own, ...below];
}

const isMap = (value: unknown): value is Raw => typeof value === "object" && value !== null;

/** A copy without what is at a path, and, where a name is given, without all that speaks of it. */
function without(raw: Raw, path: Path, name?: string): Raw | undefined {
  const copy = structuredClone(raw);
  const holder = path.slice(0, -1).reduce((at: unknown, key) => (at as Raw)?.[key], copy);
  const last = path.at(-1)!;
  if (!isMap(holder) || !Object.hasOwn(holder, last)) return undefined;
  remove(holder, last);
  if (name !== undefined) forget(copy, name);
  return copy;
}

function remove(holder: Raw | unknown[], key: string | number): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** Takes out keys that are a name, and entries and settings whose text has it in it. */
function forget(value: Raw | unknown[], name: string): void {
  const speaks = new RegExp(`(^|[^\\w-])${name}($|[^\\w-])`);
  for (const [key, each] of Object.entries(value).toReversed()) {
    const says = typeof each === "string" && speaks.test(each);
    if (says || speaks.test(key) || isFaultOf(each, speaks)) remove(value, key);
    else if (isMap(each)) forget(each, name);
  }
}

/** A fault goes as a whole. */
function isFaultOf(value: unknown, speaks: RegExp): boolean {
  const [fault] = isMap(value) && !Array.isArray(value) ? Object.values(value) : [];
  return isMap(fault) && typeof fault.target === "string" && speaks.test(fault.target);
}

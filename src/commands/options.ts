import { InvalidArgumentError, Option } from "commander";
import { nearestName } from "../scenario/nearest.ts";

/** `--set path=value`, as often as wanted. */
export const setOption = (): Option =>
  new Option("--set <path=value>", "change the scenario; may be repeated (see busyhour paths)")
    .argParser((text: string, sofar: readonly string[]) => [...sofar, text])
    .default([], "none");

/** For options that count: a whole number from 1 up. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1)
    throw new InvalidArgumentError("Wanted: a whole number ≥ 1.");
  return value;
}

/** What helps whoever gave a name that there is not: the nearest one, else something to go by. */
export function nameHint(given: string, names: readonly string[], otherwise: string): string {
  const near = nearestName(given, names);
  return near === undefined ? otherwise : `did you mean ${near}?`;
}

import { InvalidArgumentError, Option } from "commander";

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

import { type Command, InvalidArgumentError, Option } from "commander";
import { nearestName } from "../scenario/nearest.ts";
import { shellQuoted } from "../study.ts";
import { parseQuantity } from "../units.ts";
import type { Request, Whereabouts } from "./experiment.ts";
import { engineOf } from "./machines.ts";
import { shardOf } from "./shard.ts";

/** An option that may be given as often as wanted. */
export const severalOption = (flag: string, meaning: string): Option =>
  new Option(flag, meaning)
    .argParser((text: string, sofar: readonly string[]) => [...sofar, text])
    .default([], "none");

/** `--set path=value`, as often as wanted. */
export const setOption = (): Option =>
  severalOption("--set <path=value>", "change the scenario; may be repeated (see busyhour paths)");

/** For options that count: a whole number from 1 up. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1)
    throw new InvalidArgumentError("Wanted: a whole number ≥ 1.");
  return value;
}

/** For options that are lengths of time: whole seconds from the least up, in microseconds. */
export const lengthFrom =
  (least: string) =>
  (text: string): number => {
    try {
      const lengthUs = parseQuantity(text, "duration");
      if (lengthUs >= parseQuantity(least, "duration") && lengthUs % 1e6 === 0) return lengthUs;
    } catch {
      // Said below.
    }
    throw new InvalidArgumentError(`Wanted: whole seconds, ${least} or more, such as 30min.`);
  };

/** `--name <length>`, half an hour unless given. */
export const halfHourOption = (flag: string, meaning: string): Option =>
  new Option(flag, meaning).argParser(lengthFrom("1min")).default(1800e6, "30min");

/** What helps whoever gave a name that there is not: the nearest one, else something to go by. */
export function nameHint(given: string, names: readonly string[], otherwise: string): string {
  const near = nearestName(given, names);
  return near === undefined ? otherwise : `did you mean ${near}?`;
}

/**
 * The options of all commands whose replications are kept: who makes them, and where they lie.
 * @param meanings of --out and --json, which are the command's own
 */
export function addWhereabouts(
  command: Command,
  { out, json }: { readonly out: string; readonly json: string },
): void {
  command
    .option("--out <directory>", `${out}, and study/, from which it can be continued`)
    .option("--json", json)
    .option("--resume", "go on with what --out holds instead of starting over")
    .option("--shard <i/n>", "make only every n-th replication, for --out; then merge", shardOf);
  addWorkers(command);
}

export const addWorkers = (command: Command): Command =>
  command
    .option("--workers <n>", "threads (default: one per core; none for a short study)", wholeNumber)
    .option("--engine <redis://host>", "workers on many machines (busyhour worker)", engineOf);

/** Tells what is asked for from where the work is done. */
export function requestOf(
  command: string,
  words: readonly string[],
  flags: object,
): { readonly request: Request; readonly whereabouts: Whereabouts } {
  const { out, json, resume, shard, workers, engine, ...options } = flags as Whereabouts;
  const whereabouts = { out, json, resume, shard, workers, engine };
  return {
    request: { command, arguments: words, options: options as Request["options"] },
    whereabouts: JSON.parse(JSON.stringify(whereabouts)) as Whereabouts,
  };
}

/** The command line that asks for the same, as a POSIX shell takes it. */
export function commandLineOf({ command, arguments: words, options }: Request): string {
  const flags = Object.entries(options).flatMap(([name, value]) => {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === true) return [flag];
    return [value].flat().flatMap((each) => [flag, String(each)]);
  });
  return ["busyhour", command, ...words, ...flags].map(shellQuoted).join(" ");
}

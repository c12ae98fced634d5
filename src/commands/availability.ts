import type { Command } from "commander";
import { availabilityJson } from "../availability/json.ts";
import { availabilityMarkdown, renderAvailability } from "../availability/listing.ts";
import { plantOf } from "../availability/plant.ts";
import { type AvailabilityStudy, availabilityStudy } from "../availability/study.ts";
import { EXIT_CODES, UserError } from "../errors.ts";
import { writeFiles } from "../report/write.ts";
import type { Scenario } from "../scenario/types.ts";
import { openStudy } from "../study.ts";
import { versionOf } from "../version.ts";
import { setOption, wholeNumber } from "./options.ts";
import { refuseFile } from "./reportFiles.ts";
import { INTERRUPTED, type Terminal } from "./terminal.ts";

interface AvailabilityFlags {
  readonly set: readonly string[];
  readonly years?: number;
  readonly replications?: number;
  readonly seed?: string;
  readonly out?: string;
  readonly json?: true;
}

/** `busyhour availability`: minutes a year without each service, and what they are put down to. */
export function addAvailability(
  program: Command,
  terminal: Terminal,
  done: (exitCode: number) => void,
) {
  program
    .command("availability")
    .summary("minutes a year without each service, against the promise, and their causes")
    .argument("<scenario>", "scenario file (YAML); what it says of `availability:` and its sites")
    .addOption(setOption())
    .option("--years <n>", "of each replication, instead of what the scenario says", wholeNumber)
    .option("--replications <n>", "how many, instead of what the scenario says", wholeNumber)
    .option("--seed <text>", "random streams, instead of what the scenario says")
    .option("--out <directory>", "write availability.json, .md and its charts (PNG) there")
    .option("--json", "print nothing but availability.json")
    .action(async (path: string, flags: AvailabilityFlags) =>
      done(await availability(path, flags, terminal)),
    );
}

async function availability(path: string, flags: AvailabilityFlags, terminal: Terminal) {
  refuseFile(flags.out);
  const { scenario } = openStudy(path, overridesOf(flags));
  if (plantOf(scenario).services.length === 0)
    throw new UserError("availability: wanted a scenario with a platform, this one has none");
  const study = await interruptible(scenario, terminal);
  if (study === undefined) return INTERRUPTED;
  const json = availabilityJson(study);
  if (flags.out !== undefined) await write(flags.out, json, study);
  terminal.out(flags.json ? json : renderAvailability(study, { colour: terminal.hasColour }));
  const isWhole = study.replications === scenario.availability.replications;
  return isWhole ? EXIT_CODES.done : INTERRUPTED;
}

const overridesOf = ({ set, years, replications, seed }: AvailabilityFlags) => [
  ...set,
  ...(years === undefined ? [] : [`availability.years=${years}`]),
  ...(replications === undefined ? [] : [`availability.replications=${replications}`]),
  ...(seed === undefined ? [] : [`run.seed=${JSON.stringify(seed)}`]),
];

/** Ctrl-C ends it with the replications that are finished by then, if they are two or more. */
async function interruptible(scenario: Scenario, { err, isWatched }: Terminal) {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once("SIGINT", interrupt);
  try {
    const study = await availabilityStudy(scenario, versionOf(), {
      signal: interruption.signal,
      ...(isWatched && {
        onFinished: (finished, wanted) => err(`\r${finished} of ${wanted} replications`),
      }),
    });
    if (isWatched) err("\r\u001b[K");
    if (study === undefined) err("interrupted: too few replications are finished\n");
    else if (interruption.signal.aborted)
      err(`interrupted: the results are those of the first ${study.replications} replications\n`);
    return study;
  } finally {
    process.off("SIGINT", interrupt);
  }
}

async function write(directory: string, json: string, study: AvailabilityStudy): Promise<void> {
  const { availabilityPictures } = await import("../availability/chart.ts");
  const files = new Map<string, string | Uint8Array>([
    ["availability.json", json],
    ["availability.md", availabilityMarkdown(study)],
    ...(await availabilityPictures(study)),
  ]);
  try {
    writeFiles(directory, files);
  } catch (error) {
    throw new UserError(`--out ${directory}: ${(error as Error).message}`);
  }
}

import type { Command } from "commander";
import { EXIT_CODES, UserError } from "../errors.ts";
import { faultLines } from "../report/headline.ts";
import { comparisonMarkdown } from "../report/impacts/comparison.ts";
import type { Findings } from "../report/types.ts";
import { writeFiles } from "../report/write.ts";
import { openStudy } from "../study.ts";
import { setOption, wholeNumber } from "./options.ts";
import { refuseFile } from "./reportFiles.ts";
import { overridesOf } from "./run.ts";
import { INTERRUPTED, type Terminal } from "./terminal.ts";
import { watched } from "./watched.ts";

interface ImpactsFlags {
  readonly set: readonly string[];
  readonly replications?: number;
  readonly seed?: string;
  readonly workers?: number;
  readonly out?: string;
}

/** `busyhour impacts`: what the same failures cost in several scenarios. */
export function addImpacts(program: Command, terminal: Terminal, done: (exitCode: number) => void) {
  program
    .command("impacts")
    .summary("the same failures in several scenarios, side by side, against the cloud guide")
    .argument(
      "<scenarios...>",
      "scenario files (YAML) with the same faults, variants of each other",
    )
    .addOption(setOption())
    .option("--replications <n>", "how many, instead of what the scenarios say", wholeNumber)
    .option("--seed <text>", "random streams, instead of what the scenarios say")
    .option("--workers <n>", "threads (default: one per core; none for a short study)", wholeNumber)
    .option("--out <directory>", "write impacts.md there instead of printing it")
    .action(async (paths: readonly string[], flags: ImpactsFlags) =>
      done(await impacts(paths, flags, terminal)),
    );
}

async function impacts(
  paths: readonly string[],
  flags: ImpactsFlags,
  terminal: Terminal,
): Promise<number> {
  refuseFile(flags.out);
  const overrides = overridesOf(flags);
  refuseOthers(paths, overrides);
  const all: Findings[] = [];
  for (const path of paths) {
    const findings = await watched(path, overrides, flags, terminal);
    if (findings === undefined) return INTERRUPTED;
    all.push(findings);
  }
  const text = comparisonMarkdown(all);
  if (flags.out === undefined) terminal.out(text);
  else write(flags.out, text);
  const isWhole = all.every(
    ({ replications, scenario }) => replications === scenario.run.replications,
  );
  return isWhole ? EXIT_CODES.done : INTERRUPTED;
}

/** Before anything runs: a comparison needs failures, and the same in all. */
function refuseOthers(paths: readonly string[], overrides: readonly string[]): void {
  const [first, ...others] = paths.map((path) => {
    const [line] = faultLines(openStudy(path, overrides).scenario);
    return { path, faults: line?.text ?? "none" };
  });
  if (first!.faults === "none") throw new UserError(`${first!.path}: wanted faults, it has none`);
  for (const { path, faults } of others)
    if (faults !== first!.faults)
      throw new UserError(
        `${path}: wanted the faults of ${first!.path}, ${first!.faults}; it has ${faults}`,
      );
}

function write(directory: string, text: string): void {
  try {
    writeFiles(directory, new Map([["impacts.md", text]]));
  } catch (error) {
    throw new UserError(`--out ${directory}: ${(error as Error).message}`);
  }
}

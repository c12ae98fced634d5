/** `busyhour report`, `resume` and `merge`: what can be done with the directory of a study. */
import type { Command } from "commander";
import { type Asked, differenceOf, StudyFolder } from "../archive/studyFolder.ts";
import { UserError } from "../errors.ts";
import { prepareBench } from "./bench.ts";
import { prepareCompare } from "./compare.ts";
import {
  carryOut,
  type Prepare,
  type Prepared,
  reportAgain,
  type Whereabouts,
} from "./experiment.ts";
import { addWorkers, nameHint } from "./options.ts";
import { refuseFile } from "./reportFiles.ts";
import { prepareRun } from "./run.ts";
import { shardOf } from "./shard.ts";
import { prepareSearch } from "./staffing.ts";
import { prepareSweep } from "./sweep.ts";
import type { Terminal } from "./terminal.ts";

/** Every command whose results follow from replications that are kept. */
const PREPARATIONS: Readonly<Record<string, Prepare>> = {
  run: prepareRun,
  size: prepareSearch,
  bench: prepareBench,
  sweep: prepareSweep,
  compare: prepareCompare,
};

type Done = (exitCode: number) => void;

export function addReport(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("report")
    .summary("write the report of a study again, without running anything")
    .argument("<directory>", "what --out of the study was")
    .option("--json", "print nothing but JSON")
    .action(async (directory: string, { json }: { readonly json?: true }) => {
      const folder = StudyFolder.open(directory);
      done(await reportAgain(preparedOf(folder.asked), folder, json === true, terminal));
    });
}

export function addResume(program: Command, terminal: Terminal, done: Done): void {
  const command = program
    .command("resume")
    .summary("make what is missing of a study that was interrupted, or a part of it")
    .argument("<directory>", "what --out of the study was")
    .option("--json", "print nothing but JSON")
    .option("--shard <i/n>", "make only every n-th replication; then merge", shardOf);
  addWorkers(command).action(async (directory: string, flags: Whereabouts) => {
    const folder = StudyFolder.open(directory);
    if (flags.shard === undefined) folder.tidy();
    done(await carryOut(preparedOf(folder.asked), flags, terminal, folder));
  });
}

export function addMerge(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("merge")
    .summary("put the shards of a study together and write its report")
    .argument("<directories...>", "what --out of each shard was")
    .requiredOption("--out <directory>", "where the whole study is to lie")
    .option("--json", "print nothing but JSON")
    .action(async (directories: readonly string[], flags: { out: string; json?: true }) => {
      refuseFile(flags.out);
      const folders = directories.map((directory) => StudyFolder.open(directory));
      refuseOthers(folders);
      const whole = StudyFolder.resume(flags.out, folders[0]!.asked);
      for (const { archive, records } of folders) {
        whole.archive.takeOver(archive);
        whole.records.takeOver(records);
      }
      const isJson = flags.json === true;
      done(await reportAgain(preparedOf(whole.asked), whole, isJson, terminal));
    });
}

/** @throws UserError naming the first that is a part of something else */
function refuseOthers([first, ...others]: readonly StudyFolder[]): void {
  for (const { directory, asked } of others) {
    const difference = differenceOf(asked, first!.asked);
    if (difference !== undefined)
      throw new UserError(
        `${directory} is no part of the study in ${first!.directory}: ${difference}`,
      );
  }
}

/** What the folder's command was asked for, checked again. @throws UserError */
export function preparedOf(asked: Asked): Prepared {
  const prepare = PREPARATIONS[asked.command];
  if (prepare !== undefined) return prepare(asked, new Map(Object.entries(asked.texts)));
  const hint = nameHint(asked.command, Object.keys(PREPARATIONS), "");
  throw new UserError(`${asked.command}: wanted a command that keeps replications ${hint}`);
}
